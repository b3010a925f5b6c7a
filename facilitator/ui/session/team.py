"""What the archive has of the session's team: what of it is read when, while the session is led."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from facilitator.conducting.team import FRAME, TeamReader
from facilitator.core.guide.model import Shows
from facilitator.core.session.phases import NO_RESULT, AttachMeasurement
from facilitator.ui.kit.worker import GoOn, once_drawn, read_in_thread
from facilitator.ui.session.keys import goes_through
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.team import TeamsOwn
    from facilitator.conducting.workspace import Workspace
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.core.session.model import Session
    from facilitator.ui.session.conductor_screen import ConductorScreen

T = TypeVar("T")


class SessionTeam:
    """Has the team's own read; the screen repaints when it knows more."""

    def __init__(self, screen: ConductorScreen, part_read: Callable[[], object]) -> None:
        """`part_read` is called when another part has been read."""
        self._screen = screen
        self._part_read = part_read
        self.reader = TeamReader(self._read_part, self._show)

    @property
    def own(self) -> TeamsOwn:
        """All of it that the room may see."""
        return self.reader.own(shows_measured=self._session.live.result_shown)

    def read(self) -> None:
        """Read it anew, as for another team."""
        session, guide = self._session, self._session.guide
        self.reader.forget()
        if Shows.RESULT in {guide.shows, *(phase.shows for phase in guide.phases)}:
            self.reader.read_result(session.note.team)
        self.reader.read_frame(session.note.team)

    def read_again(self) -> None:
        """Read what may have changed on another screen."""
        session = self._session
        if session.opening or goes_through(session):
            self.reader.read_earlier(session.note.team)
        self.reader.read_measured(session.live.measurement)

    def show_latest_result(self) -> None:
        """Show the whole of the team's latest result, on a screen of its own."""
        screen, team = self._screen, self._session.note.team

        def show(latest: tuple[Measurement, Result] | None) -> None:
            if latest:
                screen.navigator.measurement.show_result(latest[0])
            else:
                screen.say(_(NO_RESULT))

        self._read_part("whole result", lambda workspace: workspace.latest_result(team), show)

    @property
    def _session(self) -> Session:
        return self._screen.conductor.session

    def _read_part(
        self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]
    ) -> None:
        workspace = self._screen.workspace
        wait = once_drawn(self._screen) if part == FRAME else lambda: None

        def in_thread(_go_on: GoOn) -> T:
            wait()
            return read(workspace)

        read_in_thread(self._screen, in_thread, keep, group=part)

    def _show(self) -> None:
        live, measured = self._session.live, self.reader.measured
        is_closed = measured is not None and measured[0].id == live.measurement
        if is_closed and not live.measurement_closed:  # it was closed elsewhere
            self._screen.do(AttachMeasurement(live.measurement, is_closed=True))
        self._screen.show_session()
        self._part_read()
