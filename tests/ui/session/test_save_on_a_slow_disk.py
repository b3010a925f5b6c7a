"""A slow disk while a session runs: no letter waits for it, nothing is shown that is not on it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.phases import Prolong
from facilitator.store.notes import read_note_file
from facilitator.store.paths import sessions_folder
from facilitator.store.state import StateFile
from facilitator.ui.home import HomeScreen
from facilitator.ui.kit.cover import Blank
from facilitator.ui.measurement.answering import AnswerScreen
from facilitator.ui.measurement.hand_over import HandOver
from facilitator.ui.navigation import stack
from tests.ui.desk import at_desk, begun, until
from tests.ui.measurement.measured import measuring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.desk import Desk


class SlowDisk:
    """Holds up every save of what runs, while it is `slow`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._fast = threading.Event()
        self._fast.set()
        self.reached = threading.Event()
        self.in_the_loop: list[str] = []
        self._desk: Desk | None = None
        replaced = StateFile.replace

        def replace(file: StateFile, data: bytes, mark: str = "") -> None:
            if threading.current_thread() is threading.main_thread():
                self.in_the_loop.append(file.path.name)
            self.reached.set()
            assert self._fast.wait(60)
            replaced(file, data, mark)

        monkeypatch.setattr(StateFile, "replace", replace)

    def slow(self, desk: Desk) -> None:
        self._desk = desk
        desk.holds_saving = True
        self.reached.clear()
        self._fast.clear()

    def fast(self) -> None:
        self._fast.set()
        if self._desk:
            self._desk.holds_saving = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    monkeypatch.setattr(stack, "LATE", 600.0)
    disk = SlowDisk(monkeypatch)
    yield disk
    disk.fast()
    assert disk.in_the_loop == []


async def entered(desk: Desk, disk: SlowDisk, text: str) -> None:
    """Text and Enter, and the disk does not take it yet."""
    disk.slow(desk)
    await desk.enter(text)
    await until(disk.reached.is_set)
    await desk.settle()


async def waiting(desk: Desk, *keys: str, number: int) -> None:
    """Keys of which the last ones wait."""
    for key in keys:
        await desk._send(key)
    await desk.settle(waiting=number)


async def test_the_next_words_are_typed_while_the_ones_before_are_saved(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await entered(desk, disk, "det første")
        await desk.write("det næste")
        assert "❯ det næste" in desk.text
        assert "det første" not in desk.text  # it is not on the disk

        disk.fast()
        await desk.until(lambda: "det første" in desk.text)
        assert "❯ det næste" in desk.text
        assert "det første" in desk.file


async def test_what_is_pressed_after_it_is_done_when_it_is_saved_and_in_its_order(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await entered(desk, disk, "det første")
        await waiting(desk, *"det andet", "enter", "ctrl+z", *"det tredje", number=12)
        assert "❯ det andet" in desk.text

        disk.fast()
        await desk.until(lambda: "❯ det tredje" in desk.text)
        assert "det første" in desk.file
        assert "det andet" not in desk.file


async def test_letters_after_a_step_to_the_next_phase_wait_for_its_own_line(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        place = desk.session.live.position
        await desk.write("før")
        disk.slow(desk)
        await desk.press("pagedown")
        await until(disk.reached.is_set)
        await waiting(desk, *"efter", number=5)
        assert "❯ før" in desk.text
        assert "efter" not in desk.text

        disk.fast()
        await desk.until(lambda: "efter" in desk.text)
        assert desk.session.live.position == place + 1


async def test_the_screen_goes_blank_at_once_though_a_save_is_waited_for(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        disk.slow(desk)
        await desk.press("pagedown")
        await until(disk.reached.is_set)
        await desk.press("f9")

        assert isinstance(desk.app.screen, Blank)
        disk.fast()


async def test_the_clock_and_a_click_show_nothing_that_is_not_saved(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await entered(desk, disk, "det første")
        await desk.wait(3)
        await desk.resize(100, 30)
        await desk.click(5, 12)

        assert "det første" not in desk.text
        disk.fast()


async def test_after_a_while_it_is_said_and_shown_and_goes_on_and_all_is_saved_in_the_end(
    archive: Path, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack, "LATE", 0.01)
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await entered(desk, disk, "det første")
        await desk.until(lambda: "Disken svarer ikke" in desk.prose)
        assert "det første" in desk.text
        await desk.enter("det andet")
        assert "det andet" in desk.text
        assert "det første" not in desk.file

        disk.fast()
        await desk.until(lambda: "Disken svarer ikke" not in desk.prose)
        assert "det første" in desk.file
        assert "det andet" in desk.file


async def test_who_leaves_while_it_is_saved_leaves_when_it_is(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await entered(desk, disk, "det første")
        desk.navigator.leave(desk.navigator.go_home)
        assert not isinstance(desk.app.screen, HomeScreen)

        disk.fast()
        await desk.until(lambda: isinstance(desk.app.screen, HomeScreen))
        (path,) = sessions_folder().glob("*.age")
        assert "det første" in read_note_file(path).text


async def test_what_is_done_besides_by_phone_or_clock_is_saved_too(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await entered(desk, disk, "det første")
        desk.conductor.do(Prolong(7))
        disk.fast()
        await desk.settle()

        assert read_note_file(desk.path).text == desk.file
        assert not desk.conductor.is_saving
        assert f"minutes = {desk.session.live.phases[0].minutes}" in desk.file


async def test_answers_are_taken_in_a_thread_and_the_next_person_comes_when_they_are_kept(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, measuring()) as desk:
        await desk.press("enter")
        for digit in "2424245":
            await desk.press(digit, "enter")
        await desk.press("enter")
        disk.slow(desk)
        await desk.press("enter")
        await until(disk.reached.is_set)
        await desk.settle()
        assert isinstance(desk.app.screen, AnswerScreen)

        disk.fast()
        await desk.until(lambda: isinstance(desk.app.screen, HandOver))
        assert "1 har svaret" in desk.text
