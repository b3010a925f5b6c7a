"""Keys are done one at a time and in their order, whatever opens, closes or waits meanwhile."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from inspect import isawaitable
from random import Random
from typing import TYPE_CHECKING, ClassVar, cast

import pytest
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from facilitator.ui.kit import key_queue
from facilitator.ui.kit.key_queue import KeyQueue, _has_more
from tests.ui.desk import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Question(ModalScreen[None]):
    """A line of its own, which Enter leaves."""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        cast("Room", self.app).said.append(event.value)
        self.dismiss()


class First(Screen[None]):
    """A line; what Enter does in it is told at the start."""

    def compose(self) -> ComposeResult:
        yield Input()

    async def on_input_submitted(self) -> None:
        room = cast("Room", self.app)
        if isawaitable(done := room.entered(room)):
            await done


class Room(App[int]):
    """The screen with the line, and a key that is done before any widget sees it."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("f2", "note", priority=True),
    ]

    def __init__(self, entered: Callable[[Room], object]) -> None:
        super().__init__()
        self.key_queue = KeyQueue(self, super().on_event)
        self.entered, self.said = entered, list[str]()
        self.noted: Callable[[], object] = lambda: self.said.append("f2")

    async def on_event(self, event: events.Event) -> None:
        await self.key_queue.on_event(event)

    def get_default_screen(self) -> First:
        return First()

    def action_note(self) -> None:
        self.noted()

    def type(self, *keys: str) -> None:
        """All of them at once, as a terminal hands them on."""
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_letters_go_into_the_line_that_enter_opens_however_long_the_disk_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_queue, "LONGEST", 0.2)

    def entered(room: Room) -> None:
        time.sleep(0.5)  # a slow disk: nothing else goes on
        room.type(*"bcd", "enter")
        room.push_screen(Question())

    app = Room(entered)
    async with app.run_test():
        app.type("a", "enter")
        await until(lambda: bool(app.said))
        assert app.said == ["bcd"]
        assert app.query_one(Input).value == "a"


async def test_a_key_that_no_line_sees_waits_for_the_letters_before_it() -> None:
    app = Room(lambda _room: None)
    seen: list[str] = []
    app.noted = lambda: seen.append(app.screen.query_one(Input).value)
    async with app.run_test():
        app.type(*"abc", "f2", *"de", "backspace", "f2")
        await until(lambda: len(seen) == 2)
        assert seen == ["abc", "abcd"]


async def test_a_key_is_done_where_the_line_of_the_letters_before_it_has_gone() -> None:
    app = Room(lambda _room: None)
    async with app.run_test():
        app.type("a")
        await until(lambda: app.query_one(Input).value == "a")
        await app.query_one(Input).remove()
        app.type("f2")
        await until(lambda: app.said == ["f2"])


async def test_a_key_that_takes_too_long_holds_up_the_next_for_a_while_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_queue, "LONGEST", 0.2)
    is_over = asyncio.Event()
    app = Room(lambda _room: is_over.wait())
    async with app.run_test():
        began = time.monotonic()
        app.type("enter", "f2")
        await until(lambda: app.said == ["f2"])
        assert time.monotonic() - began >= 0.2
        is_over.set()


@pytest.mark.parametrize("seed", range(8))
async def test_no_key_is_lost_or_in_the_wrong_line_while_dialogs_open_and_close(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    words = ["".join(chance.choices("abcæøå ", k=chance.randint(1, 6))) for _ in range(30)]

    async def entered(room: Room) -> None:
        line = room.query_one(Input)
        room.said.append(line.value)
        line.clear()
        if (kind := chance.choice(("disk", "wait", "later"))) == "disk":
            time.sleep(chance.random() / 100)  # noqa: ASYNC251 a slow disk
        elif kind == "wait":
            await asyncio.sleep(chance.random() / 100)
        open_it = partial(room.push_screen, Question())
        room.screen.call_later(open_it) if kind == "later" else open_it()

    app = Room(entered)
    async with app.run_test():
        for at, word in enumerate(words):
            app.type(*word, "enter", *["f2"] * (at % 3))
            if chance.random() < 0.2:
                await asyncio.sleep(chance.random() / 50)
        expected = [said for at, word in enumerate(words) for said in (word, *["f2"] * (at % 3))]
        await until(lambda: len(app.said) >= len(expected))
        assert app.said == expected


@pytest.mark.parametrize("seed", range(8))
async def test_no_key_falls_between_two_dialogs_that_a_worker_opens_one_after_the_other(
    seed: int,
) -> None:
    chance = Random(seed)  # noqa: S311
    words = ["".join(chance.choices("abcæøå ", k=chance.randint(1, 6))) for _ in range(30)]

    async def ask_twice(room: Room) -> None:
        for _question in range(2):
            await room.push_screen_wait(Question())
            room.said.append("?")

    async def entered(room: Room) -> None:
        line = room.query_one(Input)
        room.said.append(line.value)
        line.clear()
        if chance.random() < 0.5:
            time.sleep(chance.random() / 100)  # noqa: ASYNC251 a slow disk
        room.run_worker(ask_twice(room))

    app = Room(entered)
    async with app.run_test():
        for word in words:
            app.type(*word, "enter")
            if chance.random() < 0.2:
                await asyncio.sleep(chance.random() / 50)
        expected = [said for at, word in enumerate(words) for said in (word, "?")[: at % 3 + 1]]
        await until(lambda: len(app.said) >= len(expected))
        assert app.said == expected


async def test_a_message_that_textual_has_looked_at_and_not_yet_taken_counts_as_waiting() -> None:
    line = Input()
    line._message_queue.put_nowait(Message())
    assert line._peek_message()
    assert line.message_queue_size == 0
    assert _has_more(line)
    await line._get_message()
    assert not _has_more(line)
