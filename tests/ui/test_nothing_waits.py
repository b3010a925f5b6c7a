"""No screen on what was kept waits for the index or a note's file in the event loop's thread."""

from __future__ import annotations

import threading
from datetime import date
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.entry import Door
from tests.ui.desk import at_desk
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year, met

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp

READ = (
    "facilitator.store.index.database:IndexFile.run",
    "facilitator.ui.archive.screen:read_document",
    "facilitator.ui.kit.note_page:read_document",
    "facilitator.store.measurement.notes:in_files",
)
SCREENS: dict[str, tuple[Callable[[FacilitatorApp], None], tuple[str, ...]]] = {
    "archive": (
        lambda app: app.navigator.open_archive(),
        ("down", "enter", "escape", "f", "backspace", "f4", "escape", "f5", "escape", "delete",
         "escape", "f6", "escape", "f8", "escape"),
    ),
    "follow-up": (
        lambda app: app.navigator.follow_up(),
        ("down", "a", "n", "escape", "g", "f4", "escape", "enter", "escape", "t", "escape"),
    ),
    "retention": (
        lambda app: app.navigator.open_retention(lambda _notes: None),
        ("down", "space", "enter", "escape", "delete", "escape"),
    ),
    "look back": (lambda app: app.navigator.look_back(TEAM), ("pagedown", "o", "t", "escape")),
    "look back, of whom": (lambda app: app.navigator.look_back(), ("down", "enter", "escape")),
    "door": (
        lambda app: app.navigator.open_door(Door.MEASURE),
        ("end", "enter", "escape", "up", "enter", "escape"),
    ),
    "course": (lambda app: app.navigator.show_trend(TEAM), ("t", "escape")),
}  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
async def test_the_index_and_the_notes_are_read_in_threads_alone(
    archive: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    half_a_year(archive)
    met(archive, date(2026, 3, 2), team="Team Syd")
    met(archive, date(2020, 3, 2), team="Team Syd")
    opened, keys = SCREENS[name]
    loop = threading.get_ident()
    waited: list[str] = []
    async with at_desk(archive) as desk:
        for read in READ:
            function: Callable[..., object] = resolve_name(read)

            def watched(
                *some: object, really: Callable[..., object] = function, read: str = read,
                **named: object,
            ) -> object:  # fmt: skip
                if threading.get_ident() == loop:
                    waited.append(f"{read} after {pressed}")
                return really(*some, **named)

            monkeypatch.setattr(read.replace(":", "."), watched)
        pressed = "opening"
        opened(desk.app)
        await desk.settle()
        for pressed in keys:
            await desk.press(pressed)
            await desk.app.workers.wait_for_complete()
            await desk.settle()
    assert waited == []
