"""Work in a thread: its progress, its cancel, and whose it is."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from facilitator.ui.kit import worker
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import (
    Progress,
    read_in_thread,
    stop,
    write_in_thread,
)
from tests.ui.desk import until

if TYPE_CHECKING:
    from facilitator.ui.kit.worker import GoOn


class Waiting(AppScreen[None]):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.progress: list[tuple[int, int]] = []
        self.shown: list[object] = []

    def on_progress(self, event: Progress) -> None:
        self.progress.append((event.done, event.total))


class Exchanging(App[None]):
    """Counts how often it is to exchange with the store that its archive follows."""

    exchanges = 0

    def exchange(self) -> None:
        self.exchanges += 1


class Held:
    """Work that goes on until it is let go or told to stop."""

    def __init__(self) -> None:
        self.began, self.let_go, self.ended = (threading.Event() for _ in range(3))
        self.thread = 0

    def __call__(self, go_on: GoOn) -> str:
        self.thread = threading.get_ident()
        self.began.set()
        while told := go_on(0, 0):
            if self.let_go.wait(0.005):
                break
        self.ended.set()
        return "whole" if told else "stopped"


async def test_it_is_done_in_a_thread_and_shown_in_the_screens_own() -> None:
    async with App[None]().run_test() as pilot:
        screen, held, threads = Waiting(), Held(), []
        held.let_go.set()
        await pilot.app.push_screen(screen)
        read_in_thread(screen, held, lambda _read: threads.append(threading.get_ident()))
        await until(lambda: bool(threads))
        assert threads == [threading.get_ident()]
        assert held.thread not in threads


async def test_progress_is_told_now_and_then_and_not_where_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    monkeypatch.setattr(worker, "monotonic", lambda: now)

    def read(go_on: GoOn) -> None:
        nonlocal now
        for done, now in enumerate((0.01, 0.09, 0.11, 0.12, 0.2, 0.25)):  # noqa: B007
            assert go_on(done, 9)
        now = 1.0
        assert go_on(0, 0)

    async with App[None]().run_test() as pilot:
        screen = Waiting()
        await pilot.app.push_screen(screen)
        # What says after a moment that it has begun: on a slow machine it would be in time.
        monkeypatch.setattr(screen, "set_timer", lambda *_after: None)
        read_in_thread(screen, read, screen.shown.append)
        await until(lambda: bool(screen.shown))
    assert screen.progress == [(2, 9), (5, 9)]


async def test_a_screen_that_is_left_takes_its_reading_along() -> None:
    async with App[None]().run_test() as pilot:
        screen, held = Waiting(), Held()
        await pilot.app.push_screen(screen)
        read_in_thread(screen, held, screen.shown.append)
        await until(held.began.is_set)
        await pilot.app.pop_screen()
        await until(held.ended.is_set)
        await pilot.pause()
        assert screen.shown == []


async def test_a_reading_takes_the_place_of_another_of_its_group_alone() -> None:
    async with App[None]().run_test() as pilot:
        screen, first, second, other = Waiting(), Held(), Held(), Held()
        shown: dict[Held, object] = {}
        await pilot.app.push_screen(screen)
        for held, group in ((first, "a"), (other, "b"), (second, "a")):
            read_in_thread(screen, held, partial(shown.__setitem__, held), group=group)
            await until(held.began.is_set)
        await until(first.ended.is_set)
        for held in (other, second):
            held.let_go.set()
        await until(lambda: len(shown) == 2)
        assert shown == {other: "whole", second: "whole"}


@pytest.mark.parametrize("stopped", [True, False])
async def test_a_writing_goes_on_when_its_screen_is_left_and_what_came_of_it_is_told(
    stopped: bool,
) -> None:
    app = Exchanging()
    async with app.run_test() as pilot:
        screen, held = Waiting(), Held()
        await pilot.app.push_screen(screen)
        writing = write_in_thread(screen, held, screen.shown.append, screen.shown.append)
        await until(held.began.is_set)
        await pilot.app.pop_screen()
        await pilot.pause(0.02)
        assert not held.ended.is_set()
        if stopped:
            stop(writing)
        else:
            held.let_go.set()
        await writing.wait()
        await until(lambda: bool(screen.shown))
        assert screen.shown == ["stopped" if stopped else "whole"]
        await until(lambda: app.exchanges == 1)


async def test_a_writing_is_told_to_stop_when_the_program_ends() -> None:
    held = Held()
    async with Exchanging().run_test() as pilot:
        screen = Waiting()
        await pilot.app.push_screen(screen)
        write_in_thread(screen, held, screen.shown.append, screen.shown.append)
        await until(held.began.is_set)
    await until(held.ended.is_set)
