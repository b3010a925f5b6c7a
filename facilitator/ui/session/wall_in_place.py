"""The wall in place of the session's screen, where there is one screen for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.ui.session.earlier_commitments import EarlierCommitments
from facilitator.ui.session.frame import FramePicture
from facilitator.ui.session.people import PeopleLine
from facilitator.ui.session.result import ResultPicture

if TYPE_CHECKING:
    from facilitator.conducting.team import TeamsOwn
    from facilitator.core.session.stage import StageView
    from facilitator.ui.session.capture import Capture
    from facilitator.ui.session.conductor_screen import ConductorScreen


class WallInPlace:
    """This screen as the room's view, and back.

    All keys are as before, since one leads the session by them: what is typed stands in its line
    while it is typed, what is said or asked above it, and then they are gone again.
    """

    def __init__(self, screen: ConductorScreen, capture: Capture) -> None:
        self._screen, self._capture = screen, capture

    @property
    def is_shown(self) -> bool:
        """Whether the screen is the room's view now."""
        return self._screen.has_class("-wall")

    async def toggle(self) -> None:
        """Show it, or the session's own screen again."""
        from facilitator.ui.session.wall import Wall

        if not self._screen.query(Wall):
            await self._screen.mount(Wall(), before="#hint")
        self._screen.toggle_class("-wall")
        self._screen.show_session()

    def page(self, by: int) -> None:
        """Scroll its list by a page, up (-1) or down (1)."""
        from facilitator.ui.session.wall import Wall

        for wall in self._screen.query(Wall):
            wall.page(by)

    def show(self, view: StageView, own: TeamsOwn) -> None:
        """Show a view on it, while it is shown."""
        if not self.is_shown:
            return
        from facilitator.ui.session.wall import Wall

        self.show_typing()
        for picture in (ResultPicture, FramePicture, EarlierCommitments, PeopleLine):
            self._screen.query_one(picture).display = False
        heading = self._capture.heading
        at = next((i for i, h in enumerate(view.board) if h.id == heading), None)
        self._screen.query_one(Wall).show(view, own, at)

    def show_typing(self) -> None:
        """Show the capture line over it while that has text."""
        is_typing = bool(self._capture.written)
        if self.is_shown and is_typing != self._screen.has_class("-typing"):
            self._screen.set_class(is_typing, "-typing")
            self._screen.call_after_refresh(self._capture.query("*").refresh)
