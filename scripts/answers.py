"""A told measurement, answered in the program itself by one person after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.guide.entry import Door
from facilitator.ui.kit.dialog import PickScreen
from facilitator.ui.measurement.answering import HandOver
from facilitator.words import _
from scripts.hands import Keyboard

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from facilitator.ui.app import FacilitatorApp
    from scripts.samples import Measured


class Answers(Keyboard):
    """Everybody who answers, and who opens and closes."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[int], told: Measured):
        super().__init__(app, pilot)
        self._told = told

    async def give(self) -> Path:
        """The measurement from the home screen to its result; gives its file."""
        told = self._told
        await self._open_door(Door.MEASURE)
        await self._choose(_("New measurement"))
        await self._fill("team", told.team)
        await self._to_field("scale")
        await self._press(*["right"] * (told.scale == 7))  # noqa: PLR2004 points
        await self._fill("label", told.label)
        await self._fill("expected", str(told.expected))
        await self._press("ctrl+s")
        for _try in range(300):
            await self._pilot.pause(0.01)
            if isinstance(self._app.screen, PickScreen):  # the last result has had no dialogue
                await self._choose(_("Yes, measure again"))
            if self._app.navigator.current.measuring and isinstance(self._app.screen, HandOver):
                break
        if self._app.navigator.current.measuring is None:
            raise self._stuck(f"{told.day}: nothing was opened")
        path = self._app.navigator.current.measuring.path
        for at, row in enumerate(told.answers):
            comment = told.comments[at] if at < len(told.comments) else ""
            await self._press("enter", *[key for answer in row for key in (answer, "enter")])
            await self._press(*comment, "enter", "enter")
        await self._press("f8")
        await self._choose(_("Yes, close it"))
        return path
