"""A screen that is being taken down: nothing is drawn on it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.widgets import OptionList

from facilitator.core.guide.entry import Door
from tests.ui.desk import at_desk

if TYPE_CHECKING:
    from pathlib import Path


async def test_another_size_that_comes_as_the_program_ends_finds_no_screen_half_gone(
    archive: Path,
) -> None:
    async with at_desk(archive, lambda app: app.navigator.open_door(Door.REFLECT)) as desk:
        screen = desk.app.screen
        assert not desk.app._exit
        assert not screen._pruning
        await screen.query_one(OptionList).remove()
        desk.app.exit(0)
        assert desk.app._exit

        await screen.on_event(events.Resize(Size(50, 15), Size(50, 15)))
