"""How long a key waits at most: the longest gap of the event loop, on each screen of an archive."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import time
from typing import TYPE_CHECKING, Final

from textual import events

from benchmarks.archive import NOTES, WORD, make
from benchmarks.figures import Figure, Missing
from benchmarks.sessions import archive
from facilitator.core.guide.entry import Door
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.index import Index
from facilitator.store.paths import index_folder
from facilitator.store.user_settings import Settings
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.garbage_collection import collect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

LONGEST: Final = 100
"""Milliseconds that a key may wait."""

BETWEEN: Final = 0.25
"""Seconds between two keys."""

FORGOTTEN: Final = 5
"""Seconds at home after which what was listed is forgotten."""

TEAM: Final = "Team 07"

SCREENS: Final[dict[str, tuple[Callable[[FacilitatorApp], None], tuple[str, ...]]]] = {
    "home": (lambda app: app.navigator.go_home(), ("down", "up", "f7", "f7")),
    "archive": (
        lambda app: app.navigator.open_archive(),
        ("down", "end", "home", "pagedown", "enter", "escape", "f4", "escape", "f6", "escape"),
    ),
    "search": (lambda app: app.navigator.open_archive(), (*WORD, "down", "end", "enter")),
    "export": (lambda app: app.navigator.open_archive(), ("f5", "right", "pagedown", "enter")),
    "deletion": (lambda app: app.navigator.open_archive(), ("delete", "down", "enter")),
    "follow-up": (
        lambda app: app.navigator.follow_up(),
        ("a", "down", "end", "n", "escape", "g", "f4", "escape", "enter", "escape"),
    ),
    "look back": (lambda app: app.navigator.look_back(TEAM), ("pagedown", "pageup", "o")),
    "retention": (
        lambda app: app.navigator.open_retention(lambda _notes: None),
        ("down", "space", "end", "enter", "escape"),
    ),
    "measure": (lambda app: app.navigator.open_door(Door.MEASURE), ("down", "up")),
    "prepare": (lambda app: app.navigator.session.prepare("check-out"), ("down", "x")),
    "a session": (
        lambda app: app.navigator.session.prepare("check-out", team=TEAM, names="Mette, Bo"),
        ("ctrl+s", "enter", *"ord", "enter", "pagedown", "f5", "escape", "ctrl+z", "right"),
    ),
    "a measurement": (
        lambda app: app.navigator.measurement.begin(TEAM, 5, "", None),
        ("enter", *["5", "enter"] * 7, "enter", "enter", "f8", "escape"),
    ),
    "frames": (lambda app: app.navigator.open_door(Door.FRAME), ("down", "enter", "escape")),
    "guides": (lambda app: app.navigator.show_guides(), ("down", "end", "pagedown")),
    "settings": (lambda app: app.action_settings(), ("down", "right", "escape")),
}  # fmt: skip


def measure(*, quick: bool) -> Iterable[Figure | Missing]:
    """With 10,000 notes."""
    return _with(NOTES, 2 if quick else 10)


def measure_more(*, quick: bool) -> Iterable[Figure | Missing]:
    """With 100,000 notes."""
    return _with(10 * NOTES, 10 if quick else 60)


def _with(notes: int, seconds: float) -> Iterable[Figure | Missing]:
    gc.set_threshold(200_000)  # as the program has it before it is loaded
    folder = archive().folder.with_name(f"waiting-{notes}")
    make(folder, notes)
    os.chdir(folder.parent)  # the export goes there
    n = f"{notes:,} notes"
    shutil.rmtree(index_folder(), ignore_errors=True)
    opened, keys = SCREENS["search"]
    gap = asyncio.run(_longest_gap(folder, opened, (*keys, *["down"] * int(seconds / BETWEEN))))
    yield Figure(f"search while the index is made, {n}", gap, LONGEST, "ms", 1)
    index = Index(folder)
    index.refresh()
    index.close()
    for name, (opened, keys) in SCREENS.items():
        gap = asyncio.run(_longest_gap(folder, opened, keys))
        yield Figure(f"{name}, {n}", gap, LONGEST, "ms", 1)
    shutil.rmtree(folder)


async def _longest_gap(
    folder: Path, opened: Callable[[FacilitatorApp], None], keys: Sequence[str]
) -> float:
    """Milliseconds in which the event loop did nothing for a key, at most, from home and back.

    The keys are pressed while the screen reads what it shows, and once more when it has; at home
    Python looks for rubbish at last. Only those count in which this process worked: not those it
    was not let to by its neighbours.
    """
    where = Archive(folder)
    app = FacilitatorApp(where, Guides(where.guides), Settings())
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        before, worked = time.perf_counter(), time.process_time()
        while True:
            await asyncio.sleep(0.002)
            gap = min(time.perf_counter() - before, time.process_time() - worked)
            longest = max(longest, gap)
            before, worked = time.perf_counter(), time.process_time()

    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(1)  # home has been looked at
        watcher = asyncio.create_task(watch())
        opened(app)
        await asyncio.sleep(4 * BETWEEN)
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(BETWEEN)
        await _quiet(app)
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(BETWEEN)
        await _quiet(app)
        app.navigator.go_home()
        await asyncio.sleep(FORGOTTEN)
        collect()
        await asyncio.sleep(BETWEEN)
        watcher.cancel()
    return 1000 * longest


async def _quiet(app: FacilitatorApp) -> None:
    """Until nothing is read or written any more."""
    while any(worker.is_running for worker in app.workers):  # noqa: ASYNC110 workers come and go
        await asyncio.sleep(BETWEEN)
