"""No key waits for a disk: what is kept is read and written in threads alone."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

import pytest

import facilitator.store
from facilitator.core.guide.entry import Door
from facilitator.store.archive import Archive
from facilitator.store.notes import dumps
from tests.store.samples import a_frame
from tests.ui.desk import at_desk
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year, met

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FrameType

    from facilitator.ui.app import FacilitatorApp

STORE: Final = Path(facilitator.store.__file__).parent

ON_THE_LOOP: Final = {
    "archive.Archive.__init__": "holds a folder, and looks at nothing in it",
    "archive.Archive.guides": "a path",
    "index.notes.Entry.path": "a path",
    "index.due.DueNote.path": "a path",
    "paths.from_home": "a path, by the environment",
    "guides.Guides.__init__": "holds a folder, and looks at nothing in it",
    "guides.definition": "once a language, of a file of the program itself: home's first frame",
    "guides.foundations": "once a language, of a file of the program itself",
    "session_file.Keeper.__init__": "holds an archive, and looks at nothing in it",
    "session_file.new_id": "looks at nothing",
    "measurement.answers.MeasurementKeeper.number_answered": "what is in memory",
    "index.database.IndexFile.__del__": "Python gives back what nobody holds any more",
    "index.database.IndexFile.close": "as above",
}
"""The functions of the store that may be called in the event loop's thread, and why."""

SCREENS: Final[dict[str, tuple[Callable[[FacilitatorApp], None], tuple[str, ...]]]] = {
    "home": (lambda app: app.navigator.go_home("Hej"), ("f7", "f7", "down", "up")),
    "a door": (lambda app: app.navigator.open_door(Door.REFLECT), ("down", "escape")),
    "archive": (
        lambda app: app.navigator.open_archive(),
        ("down", "enter", "escape", "f", "backspace", "f4", "escape", "f5", "escape", "delete",
         "escape", "f6", "escape", "f8", "escape"),
    ),
    "export": (
        lambda app: app.navigator.open_archive(),
        ("f5", "right", "pagedown", "ctrl+s", "escape"),
    ),
    "deletion": (lambda app: app.navigator.open_archive(), ("delete", "down", "enter", "escape")),
    "versions": (
        lambda app: app.navigator.open_archive(),
        ("f3", "down", "enter", "down", "enter"),
    ),
    "follow-up": (
        lambda app: app.navigator.follow_up(),
        ("down", "a", "n", "escape", "g", "f4", "escape", "enter", "escape", "t", "escape"),
    ),
    "a commitment": (
        lambda app: app.navigator.follow_up(),
        ("s", "3", "enter", "right", "ctrl+s", "h", "x", "ctrl+s"),
    ),
    "frame": (lambda app: app.navigator.open_door(Door.FRAME), ("down", "enter", "escape", "n")),
    "framing": (
        lambda app: app.navigator.session.prepare("framing", team=TEAM, names="Mette, Bo"),
        ("ctrl+s", "enter", "ctrl+n", "escape", "pagedown", "ctrl+n", "enter", "escape",
         *["pagedown"] * 7, "ctrl+s"),
    ),
    "a close": (
        lambda app: app.navigator.session.prepare("check-out", team=TEAM, names="Mette, Bo"),
        ("ctrl+s", "enter", *"ord", "enter", "f1", *"luk", "enter", "space", "ctrl+s"),
    ),
    "a session thrown away": (
        lambda app: app.navigator.session.prepare("check-out", team=TEAM, names="Mette, Bo"),
        ("ctrl+s", "enter", *"ord", "enter", "f1", *"luk", "enter", "f8", "down", "enter"),
    ),
    "retention": (
        lambda app: app.navigator.open_retention(lambda _notes: None),
        ("down", "space", "up", "enter", "escape", "space", "delete", "down", "enter"),
    ),
    "look back": (lambda app: app.navigator.look_back(TEAM), ("pagedown", "o", "t", "escape")),
    "look back, of whom": (lambda app: app.navigator.look_back(), ("down", "enter", "escape")),
    "course": (lambda app: app.navigator.measurement.show_trend(TEAM), ("t", "escape")),
    "door of measurements": (
        lambda app: app.navigator.open_door(Door.MEASURE),
        ("end", "enter", "t", "o", "escape", "escape", "up", "enter", "d", "escape"),
    ),
    "a measurement": (
        lambda app: app.navigator.measurement.ask(),
        ("ctrl+u", *"Team Øst", "ctrl+s", "enter", *"1", "enter", "escape", "down", "enter",
         "f5", *"2424245", "enter", *"1514155", "enter", "escape", "f8", "down", "enter",
         "escape"),
    ),
    "a measurement in a session": (
        lambda app: app.navigator.session.prepare("measurement"),
        ("ctrl+s", "enter", "pagedown", "enter", "ctrl+s", "down", "enter", "f5", *"2424245",
         "enter", "escape", "escape", "enter", "f8", "down", "enter", "pagedown"),
    ),
    "a measurement too near another": (
        lambda app: app.navigator.measurement.begin(TEAM, 5, "", None),
        ("down", "enter", "f5", *"2424245", "enter", "escape", "f8", "escape", "escape", "down"),
    ),
    "a measurement gone on with": (
        lambda app: app.navigator.go_home(),
        ("home", "enter", "f8", "escape"),
    ),
    "prepare, and a session": (
        lambda app: app.navigator.session.prepare("measurement-dialogue"),
        (*"Team Syd", "enter", *"Mette, Bo", "up", "ctrl+u", *TEAM, "down", "ctrl+s", "down",
         "enter", "f7", "f7", "pagedown", "pagedown", "right", "f2", *"ord", "enter", "f8",
         "escape", "f5", "escape", "f6", "escape", "f1", "escape", "pageup"),
    ),
}  # fmt: skip

READ: Final = (
    "facilitator.store.index.database:IndexFile.run",
    "facilitator.store.notes:read_note_file",
)
"""What nearly every reading comes by."""

PATIENCE: Final = 30
"""Seconds after which an event loop is known to stand still."""


class SlowDisk:
    """A disk that answers a reading only when the event loop has gone on for a few turns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readings = 0
        self.waited_in_vain: list[str] = []
        self._turns = 0
        for read in READ:
            slow = self._slow(read, resolve_name(read))
            monkeypatch.setattr(read.replace(":", "."), slow)

    async def turn(self) -> None:
        """Count the turns of the event loop."""
        while True:
            self._turns += 1
            await asyncio.sleep(0.001)

    def _slow(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        def slow(*some: object, **more: object) -> object:
            self.readings += 1
            enough, end = self._turns + 3, time.monotonic() + PATIENCE
            while self._turns < enough and not self.waited_in_vain:
                time.sleep(0.001)
                if time.monotonic() > end:
                    self.waited_in_vain.append(name)
            return function(*some, **more)

        return slow


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to export to."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))


@cache
def name_of(code: CodeType) -> str:
    """The function of the store that has this code; empty for any other."""
    file = Path(code.co_filename)
    if not file.is_relative_to(STORE):
        return ""
    module = ".".join(file.relative_to(STORE).with_suffix("").parts).removesuffix(".__init__")
    return f"{module}.{code.co_qualname}"


@contextmanager
def calls_of_the_store() -> Iterator[list[str]]:
    """Every function of the store that is called in this thread meanwhile, with its caller.

    But for what one of them calls that may be called, and for modules that are loaded.
    """
    calls: list[str] = []

    def watch(frame: FrameType, event: str, _value: object) -> None:
        if event != "call" or not (name := name_of(frame.f_code)):
            return
        callers = [frame]
        while above := callers[-1].f_back:
            callers.append(above)
        if any(name_of(caller.f_code) in ON_THE_LOOP for caller in callers) or any(
            caller.f_code.co_filename.startswith("<frozen importlib") for caller in callers
        ):
            return
        ours = [c for c in callers if "facilitator/ui" in Path(c.f_code.co_filename).as_posix()]
        by = ours[0].f_code.co_qualname if ours else "?"
        calls.append(f"{name}, called by {by}")

    gc.collect()
    gc.disable()  # a generator that nobody holds any more is closed in whichever thread looks
    sys.setprofile(watch)
    try:
        yield calls
    finally:
        sys.setprofile(None)
        gc.enable()


def kept(archive: Path) -> None:
    """Notes of half a year, and one that is due to be deleted."""
    Archive(archive).prepare()
    half_a_year(archive)
    met(archive, date(2026, 3, 2), team="Team Syd")
    met(archive, date(2020, 3, 2), team="Team Syd")
    frame = a_frame(1, team=TEAM, day=date(2026, 2, 2), what=["Mere ro"])
    (archive / TEAM / f"{frame.date}-framing.toml").write_bytes(dumps(frame))
    newest = max(archive.rglob("*check-out*.toml"))
    other = newest.read_text(encoding="utf-8").replace("participants = ", "participants = 1")
    newest.with_name(f"{newest.stem} (1).toml").write_text(other, encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
async def test_no_function_of_the_store_is_called_in_the_event_loops_thread(
    archive: Path, name: str
) -> None:
    kept(archive)
    opened, keys = SCREENS[name]
    with calls_of_the_store() as calls:
        async with at_desk(archive) as desk:
            opened(desk.app)
            await desk.settle()
            for pressed in keys:
                await desk.press(pressed)
                await desk.written()
    assert calls == []


@pytest.mark.parametrize("name", SCREENS)
async def test_the_event_loop_goes_on_while_a_slow_disk_is_waited_for(
    archive: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kept(archive)
    opened, _keys = SCREENS[name]
    with monkeypatch.context() as patch:
        async with at_desk(archive) as desk:
            disk = SlowDisk(patch)
            turning = asyncio.create_task(disk.turn())
            opened(desk.app)
            await desk.settle()
        turning.cancel()  # what is still being read then has been read
    assert disk.waited_in_vain == []
    assert disk.readings or name in ("a door", "course")


async def test_a_session_is_prepared_and_begins_while_the_archive_is_slow(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_a_year(archive)
    is_read = threading.Event()
    async with at_desk(archive, lambda app: app.navigator.session.prepare("check-out")) as desk:
        refresh = desk.app.workspace.refresh_index
        monkeypatch.setattr(
            desk.app.workspace, "refresh_index", lambda *at: is_read.wait(120) and refresh(*at)
        )
        desk.holds_reading = True
        desk.navigator.session.prepare("measurement-dialogue")
        await desk.until(lambda: "Dialog om målingen" in desk.text)
        await desk.enter(TEAM)
        await desk.enter("Mette, Bo")
        await desk.press("right", "ctrl+s")
        await desk.until(lambda: desk.navigator.current.conductor)
        assert desk.session.opening
        assert "Siden sidst" not in desk.text
        is_read.set()
        await desk.until(lambda: "Siden sidst" in desk.text)
        is_read.clear()
        await desk.press("enter", "pagedown", "pagedown")
        await desk.enter("det går fremad")

        assert "det går fremad" in desk.file
        is_read.set()
