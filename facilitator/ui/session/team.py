"""What the archive has of the session's team, read in threads while the session is led."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from facilitator.conducting.stage import TeamsOwn
from facilitator.core.session.phases import AttachMeasurement
from facilitator.ui.kit.worker import GoOn, once_drawn, read_in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.errors import Refused
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Note
    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.session.conductor_screen import ConductorScreen

T = TypeVar("T")


class TeamReader:
    """Reads what there is of the team, and keeps it; the screen repaints when it knows more."""

    def __init__(self, screen: ConductorScreen, frame_read: Callable[[], object]) -> None:
        """`frame_read` is called once it is known whether the team has a frame."""
        self._screen = screen
        self._frame_read = frame_read
        self.earlier: tuple[KeptCommitment, ...] | None = None
        """What the team agreed on earlier and has not ended; None: not read yet."""
        self.frame: Note | None = None
        """The one in force."""
        self.is_result_read = False
        self.measured: tuple[Measurement, Result | Withheld] | None = None
        """The session's measurement and what may be shown of it, once it is closed."""
        self._result: tuple[Result | Withheld, str] | None = None
        """What the dialogue is about, and the language it was asked in."""

    @property
    def result(self) -> tuple[Result | Withheld, str] | None:
        """What came of the session's measurement while the room sees it; else what it is about."""
        if self._screen.conductor.session.live.result_shown and self.measured:
            measurement, result = self.measured
            return result, measurement.language
        return self._result

    @property
    def own(self) -> TeamsOwn:
        """All of it that the room may see."""
        return TeamsOwn(self.frame, self.earlier, self.result)

    @property
    def why_no_result(self) -> Refused | None:
        """Why no result of the session's measurement may be shown; None where one may."""
        if self.measured is None:
            return None
        from facilitator.core.measurement.result import Withheld

        result = self.measured[1]
        return result.reason if isinstance(result, Withheld) else None

    def read(self) -> None:
        """Read it anew, as for another team."""
        self.earlier = self.frame = None
        guide = self._screen.conductor.session.guide
        if "result" in {guide.shows, *(phase.shows for phase in guide.phases)}:
            self._read_result()
        self._read_frame()

    def read_earlier(self) -> None:
        """Read the earlier commitments."""

        def keep(earlier: tuple[KeptCommitment, ...]) -> None:
            self.earlier = earlier

        self._read("earlier", lambda workspace, team: workspace.open_commitments(team), keep)

    def read_measured(self) -> None:
        """Read whether the session's measurement is closed, and its result."""
        attached = self._screen.conductor.session.live.measurement
        if attached is None:
            self.measured = None
            return

        def read(workspace: Workspace, _team: str) -> tuple[Measurement, Result | Withheld] | None:
            file = workspace.measurement_file(attached)
            if file is None or file.measurement.is_open:
                return None
            return file.measurement, workspace.result_of(file.measurement)

        def keep(measured: tuple[Measurement, Result | Withheld] | None) -> None:
            self.measured = measured
            if measured and not self._screen.conductor.session.live.measurement_closed:
                self._screen.do(AttachMeasurement(attached, is_closed=True))  # closed elsewhere

        self._read("measured", read, keep)

    def read_latest(self, show: Callable[[tuple[Measurement, Result] | None], object]) -> None:
        """Read the latest result of the team for `show`; None: it has none."""
        self._read("whole result", lambda workspace, team: workspace.latest_result(team), show)

    def _read_result(self) -> None:
        def keep(result: tuple[Result | Withheld, str] | None) -> None:
            self._result, self.is_result_read = result, True

        self._read("result", lambda workspace, team: workspace.result_to_talk_about(team), keep)

    def _read_frame(self) -> None:
        wait = once_drawn(self._screen)

        def read(workspace: Workspace, team: str) -> Note | None:
            wait()
            return workspace.frame_in_force(team)

        def keep(frame: Note | None) -> None:
            self.frame = frame

        self._read("frame", read, keep, then=self._frame_read)

    def _read(
        self,
        group: str,
        read: Callable[[Workspace, str], T],
        keep: Callable[[T], object],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Read it by the team's name in a thread, keep it, and repaint."""
        screen, workspace = self._screen, self._screen.workspace
        team = screen.conductor.session.note.team

        def show(value: T) -> None:
            keep(value)
            screen.show_session()
            then()

        def in_thread(_go_on: GoOn) -> T:
            return read(workspace, team)

        read_in_thread(screen, in_thread, show, group=group)
