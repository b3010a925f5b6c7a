"""A slow disk at the close: no key waits for it, and nothing is done with the session meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.notes import read_note_file
from facilitator.store.paths import sessions_folder
from facilitator.store.state import StateFile
from tests.ui.desk import at_desk, begun, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.desk import Desk


class SlowDisk:
    """Holds up whoever ends a session, until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.goes_on = threading.Event()
        self.times = 0

    def wait(self) -> None:
        self.times += 1
        self.reached.set()
        assert threading.current_thread() is not threading.main_thread()
        assert self.goes_on.wait(60)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk()
    created, destroy = Archive.create_note, StateFile.destroy

    def create(archive: Archive, team: str, base: str, note_id: str, data: bytes) -> Path:
        disk.wait()
        return created(archive, team, base, note_id, data)

    def slowly_destroy(file: StateFile) -> None:
        disk.wait()
        destroy(file)

    monkeypatch.setattr(Archive, "create_note", create)
    monkeypatch.setattr(StateFile, "destroy", slowly_destroy)
    yield disk
    disk.goes_on.set()


async def at_the_close(desk: Desk) -> None:
    await desk.enter("før")
    await desk.enter("midt")
    await desk.run("session.close")


async def ending(desk: Desk, disk: SlowDisk, *keys: str) -> None:
    """Keys that end the session, of which the disk makes no end."""
    await at_the_close(desk)
    desk.holds_reading = True
    await desk.press(*keys)
    await until(disk.reached.is_set)
    await desk.settle()


async def ended(desk: Desk, disk: SlowDisk) -> None:
    """The disk goes on, and all that comes of it is done."""
    disk.goes_on.set()
    desk.holds_reading = False
    await desk.written()


ENDS = {"saved": ("ctrl+s",), "thrown away": ("f8", "down", "enter")}


@pytest.mark.parametrize("keys", ENDS.values(), ids=ENDS)
async def test_the_event_loop_goes_on_while_the_end_is_written(
    archive: Path, disk: SlowDisk, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await ending(desk, disk, *keys)
        await desk.settle()  # many turns of the loop, in which the disk does nothing
        assert desk.conductor.is_ending
        assert not disk.goes_on.is_set()
        await ended(desk, disk)

        assert desk.navigator.current.conductor is None
        assert list(sessions_folder().iterdir()) == []


MEANWHILE: dict[str, Callable[[Desk], object]] = {
    "a second Enter": lambda desk: desk.press("ctrl+s"),
    "back": lambda desk: desk.press("escape"),
    "keep": lambda desk: desk.press("space"),
    "words": lambda desk: desk.press("enter"),
    "delete": lambda desk: desk.press("delete"),
    "undo": lambda desk: desk.press("ctrl+z"),
    "redo": lambda desk: desk.press("ctrl+y"),
    "discard": lambda desk: desk.press("f8", "down", "enter"),
    "quit": lambda desk: desk.press("ctrl+q"),
    "time": lambda desk: desk.wait(minutes=90),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
async def test_nothing_that_is_done_meanwhile_disturbs_the_note(
    archive: Path, disk: SlowDisk, meanwhile: Callable[[Desk], object]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await ending(desk, disk, "ctrl+s")
        before = desk.session
        await meanwhile(desk)  # type: ignore[misc]
        assert desk.session == before
        assert desk.conductor.is_ending
        await ended(desk, disk)

        assert disk.times == 2, "the note once, the key once"
        assert "Gemt:" in desk.text
        assert "før" in desk.file
        assert "midt" in desk.file
        assert list(sessions_folder().iterdir()) == []


async def test_a_blank_screen_stays_blank_when_the_note_is_written_by_then(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await ending(desk, disk, "ctrl+s")
        await desk.press("f9")
        blank = desk.text
        await ended(desk, disk)
        assert desk.text == blank
        await desk.press("f9")

        assert "Gemt:" in desk.text
        assert desk.navigator.current.conductor is None


async def test_a_program_that_ends_meanwhile_leaves_the_note_and_nothing_else(
    archive: Path, disk: SlowDisk
) -> None:
    async with at_desk(archive, begun()) as desk:
        await ending(desk, disk, "ctrl+s")
        desk.app.exit(0)
    disk.goes_on.set()
    await until(lambda: not list(sessions_folder().iterdir()))
    (note,) = desk.notes
    assert "før" in read_note_file(note).text
