"""The facilitator's desk: the program on a screen of any size, its keys, its file, and a clock."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.widget import Widget
from textual.widgets import OptionList

from facilitator.conducting.clock import Clock
from facilitator.conducting.setup import people_of
from facilitator.core.guide.vocabulary import in_words_of
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.phases import NextPhase
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.index import Index, Refreshed
from facilitator.store.notes import read_note_file
from facilitator.store.session_file import Keeper
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.commands import command_of
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    import pytest
    from textual.message_pump import MessagePump
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.strip import Strip

    from facilitator.conducting.conductor import Conductor
    from facilitator.core.session.model import Session
    from facilitator.store.guides import FirstWords
    from facilitator.store.toml import FileProblem
    from facilitator.ui.app import First
    from facilitator.ui.kit.line import Line
    from facilitator.ui.navigation import Navigator

Widgets = TypeVar("Widgets", bound=Widget)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
"""A Tuesday."""
FIVE = "Mette, Jonas, Søren, Åse, Bo"
AT_MOST = 30.0
"""Seconds until what does not come about is a fault: so long that no busy machine needs them."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b"}


class StoppedClock(Clock):
    """Time goes by only when it is told to."""

    def __init__(self) -> None:
        self._now = NOON

    def now(self) -> datetime:
        return self._now

    def today(self) -> datetime:
        return self._now

    def go(self, seconds: float = 0, *, minutes: float = 0) -> None:
        self._now += timedelta(seconds=seconds, minutes=minutes)


class Desk:
    """Somebody who presses keys and reads what is on the screen and in the file."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], clock: StoppedClock) -> None:
        self.app, self.clock = app, clock
        self._pilot = pilot
        self.holds_reading = False
        """Whether a test holds up what is read: then it is not waited for."""
        self.holds_saving = False
        """The same of a running session's saves."""

    # Hands

    async def press(self, *keys: str) -> None:
        """Keys by Textual's names, one after the other, each done before the next."""
        for key in keys:
            await self._send(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Text as fast as fingers can."""
        for sign in text:
            await self._send(sign)
        await self.settle()

    async def _send(self, key: str) -> None:
        """A key as a terminal's driver sends it."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else CHARACTERS.get(key)
        self.app.post_message(events.Key(name, character))

    async def enter(self, text: str) -> None:
        """Text, then Enter."""
        await self.write(text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        """Another size, as a terminal tells of it."""
        size = Size(columns, rows)
        self.app.post_message(events.Resize(size, size))
        await self.settle()
        self.app._check_resize()  # Textual waits a moment for the next
        await self.settle()

    async def run(self, command_id: str) -> None:
        """A command chosen from the list of everything."""
        await self.press("f1")
        listed = self.query_one(OptionList)
        listed.highlighted = [option.id for option in listed.options].index(command_id)
        await self.press("enter")

    @staticmethod
    def label(command_id: str) -> str:
        """What a command is called in the language chosen."""
        return _(command_of(command_id).label)

    async def wait(self, seconds: float = 0, *, minutes: float = 0) -> None:
        """Time goes by, and whatever the screen does in intervals is done once."""
        self.clock.go(seconds, minutes=minutes)
        for screen in self.app.screen_stack:
            for timer in tuple(screen._timers):
                if timer._repeat is None and timer._callback:
                    timer._callback()
        await self.settle()

    async def settle(self, *, waiting: int = 0) -> None:
        """Until everything that was set going is done, but for so many keys that wait."""
        quiet = turn = 0
        latest = time.monotonic() + AT_MOST
        while time.monotonic() < latest:
            turn += 1
            # What takes many turns waits for a thread or for time, not for turns.
            await asyncio.sleep(0.001 if self._reading or turn > 500 else 0)
            if self.app._exception:
                raise self.app._exception
            is_idle = self._is_idle(waiting) and not self._reading
            quiet = quiet + 1 if is_idle else 0
            if quiet == 5:
                self._screen._on_timer_update()
            if quiet == 10:
                return
        raise AssertionError(f"the program does not come to rest: {self._unrest}")

    async def until(self, true: Callable[[], object]) -> None:
        """Until something has come about, and all that follows from it is done."""
        await until(true)
        await self.settle()

    @property
    def _unrest(self) -> object:
        """What a program that does not come to rest is about."""
        keys, workers = self.app.key_queue, [(w.group, w.state.name) for w in self.app.workers]
        pumps = [
            self.app,
            *(n for s in self.app.screen_stack for n in s.walk_children(with_self=True)),
        ]
        busy = [
            (p, len(p._next_callbacks), p.message_queue_size, p._pending_message) for p in pumps
        ]
        held = keys._holds, keys._moments, list(keys._waiting)
        return held, workers, [each for each in busy if any(each[1:])]

    async def written(self) -> None:
        """Until what is being written is written, and has been told of."""
        await self.app.workers.wait_for_complete()
        await self.settle()

    @property
    def _reading(self) -> bool:
        """Whether a thread reads that no test holds: what is written may be held by one, too."""
        held = {"save": self.holds_saving, "write": True}
        return any(
            worker.is_running
            for worker in self.app.workers
            if worker._thread_worker and not held.get(worker.group, self.holds_reading)
        )

    def _is_idle(self, waiting: int) -> bool:
        app = self.app
        pumps: list[MessagePump] = [app]
        pumps += [node for s in app.screen_stack for node in s.walk_children(with_self=True)]
        to_do = sum(
            len(pump._next_callbacks) + pump.message_queue_size
            for pump in pumps
            if not pump._closed  # it takes nothing more, whatever came while it closed
        )
        return to_do == 0 and len(app.key_queue) == waiting

    async def click(self, x: int, y: int, times: int = 1) -> None:
        await self._pilot.click(offset=(x, y), times=times)
        await self.settle()

    # Eyes

    @property
    def _screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def rows(self) -> list[str]:
        """The screen, row by row, as it would stand in a terminal."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def strips(self) -> list[Strip]:
        """The screen, row by row, with its colours."""
        screen = self._screen
        if screen._layout_required:
            screen._refresh_layout()
        return screen._compositor.render_strips(self.app.size)

    def strips_to_read(self) -> list[Strip]:
        """What is to be read now: the dialog, where there is one on top of a screen."""
        for dialog in self._screen.query(".dialog"):
            x, y, width, height = dialog.region
            return [strip.crop(x, x + width) for strip in self.strips[y : y + height]]
        return self.strips

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.rows)

    @property
    def prose(self) -> str:
        """What stands on the screen with its line breaks, gaps and frames taken out."""
        return " ".join(self.text.replace("│", " ").split())

    @property
    def has_large_letters(self) -> bool:
        """Whether anything on the screen is set in letters of blocks."""
        return bool(set("▗▖▝▐▞▟▘▚▙▜▛") & set(self.text))

    def row_with(self, words: str) -> str:
        """The first row in which these words stand; empty where there is none."""
        return next((row for row in self.rows if words in row), "")

    def query_one(self, widget: type[Widgets]) -> Widgets:
        """The one widget of that kind on the screen."""
        return self._screen.query_one(widget)

    def query_text(self, line: type[Line]) -> str:
        """What stands in the one line of that kind."""
        return self.query_one(line).text

    # What is behind

    @property
    def navigator(self) -> Navigator:
        return self.app.navigator

    @property
    def conductor(self) -> Conductor:
        assert self.app.navigator.current.conductor
        return self.app.navigator.current.conductor

    @property
    def session(self) -> Session:
        return self.conductor.session

    @property
    def path(self) -> Path:
        """The file of the session, or the only note there is."""
        if conductor := self.app.navigator.current.conductor:
            assert isinstance(conductor.keeper, Keeper)
            assert conductor.keeper._file
            return conductor.keeper._file.path
        (path,) = self.notes
        return path

    @property
    def notes(self) -> list[Path]:
        """The files of the archive's notes."""
        return sorted(self.app.workspace.archive.folder.glob("*/*.toml"))

    def archive_listing(self) -> str:
        """Every path there is in the archive."""
        return "\n".join(map(str, sorted(self.app.workspace.archive.folder.rglob("*"))))

    @property
    def file(self) -> str:
        """What is on the disk; of a session that runs, when it is decrypted."""
        return read_note_file(self.path).text


async def until(true: Callable[[], object]) -> None:
    """Until something has come about, in a thread as it may be; nothing else is waited for."""
    latest = time.monotonic() + AT_MOST
    while not true():
        assert time.monotonic() < latest, "it does not come about"
        await asyncio.sleep(0.005)


def written(path: Path, text: str) -> Path:
    """A file with that text, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def person_at(name: str) -> str:
    """How the one who has the word is shown."""
    return f"{_('Now:')} {name}"


@asynccontextmanager
async def at_desk(
    folder: Path,
    first: First | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
    problems: tuple[FileProblem, ...] = (),
    clock: StoppedClock | None = None,
    first_words: FirstWords | None = None,
) -> AsyncIterator[Desk]:
    """The program, opened on the archive in a folder; while it shows first words it only loads."""
    clock = clock or StoppedClock()
    archive = Archive(folder)
    guides = Guides(archive.guides)
    app = FacilitatorApp(
        archive,
        guides,
        settings or Settings(),
        lambda: problems,
        clock=clock,
        first=first,
        first_words=first_words,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, clock)
        desk.holds_reading = first_words is not None
        await desk.settle()
        yield desk


async def to_phase(desk: Desk, phase: str) -> None:
    """On to the phase of that id."""
    while desk.session.phase.id != phase:
        desk.conductor.do(NextPhase())
    await desk.settle()


def begun(
    guide: str = "check-out",
    names: str = FIVE,
    *,
    team: str = "Team Nordlys",
    roles: Mapping[Any, str] | None = None,
    start: bool = True,
) -> First:
    """The program opened with a session, its first phase begun (or about to)."""

    def first(app: FacilitatorApp) -> None:
        found = app.workspace.guides.guide(guide, language())
        found = in_words_of(found, app.workspace.archive.citizen)
        given = tuple((roles or {}).items())
        setup = SessionSetup(found, team, people_of(names), roles=given, gates_passed=True)
        app.navigator.session.begin(setup, start=start)

    return first


@asynccontextmanager
async def never_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, ask: Callable[[], object]
) -> AsyncIterator[list[bool]]:
    """What `ask` asks of the index is being read without an end; in the list: whether it stopped.

    It has stopped when the block is over.
    """
    stopped: list[bool] = []
    is_over = threading.Event()

    def refresh(
        _index: Index, go_on: Callable[[int, int], bool] | None = None, _first: object = None
    ) -> Refreshed:
        while go_on and go_on(3, 9000) and not is_over.is_set():
            time.sleep(0.01)
        stopped.append(True)
        return Refreshed(complete=False, changed=False, number=0)

    monkeypatch.setattr(Index, "refresh", refresh)
    desk.holds_reading = True  # it does not come to rest while it reads
    ask()
    await until(lambda: "Læser 3/9000" in desk.text)
    yield stopped
    await until(lambda: stopped)
    is_over.set()  # a screen that was gone back to has begun to read again
