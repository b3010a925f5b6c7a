"""What the archive has of a session's team: the frame in force, earlier commitments, results.

Each part is read in a thread of the front end's, and is not there before; what is read of a team
is dropped where by then another is led.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from facilitator.core.guide.model import Shows

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.errors import Refused
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Note
    from facilitator.core.session.stage import StageView
    from facilitator.store.index.commitments import KeptCommitment

T = TypeVar("T")

FRAME: Final = "frame"
EARLIER: Final = "earlier"
RESULT: Final = "result"
MEASURED: Final = "measured"
"""The parts of it."""


@dataclass(frozen=True)
class TeamsOwn:
    """What the room may see of the team's, as far as it has been read."""

    frame: Note | None = None
    earlier: tuple[KeptCommitment, ...] | None = None
    """The commitments that have not ended; None: not read yet."""
    result: tuple[Result | Withheld, str] | None = None
    """What is talked about, or what has come of the session's measurement; and its language."""


class PartThread(Protocol):
    """What reads a part of it in a thread."""

    def __call__(
        self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object], /
    ) -> object:
        """Call `keep` with what `read` gave, in the thread that this was called in."""


class TeamReader:
    """Reads what there is of the team, and keeps it."""

    def __init__(self, thread: PartThread, changed: Callable[[], object]) -> None:
        """`changed` is called when another part has been read."""
        self._thread = thread
        self._changed = changed
        self._readings: dict[str, object] = {}
        """The last reading of each part."""
        self._followed: object = None
        """What `follow` has read for."""
        self.frame: Note | None = None
        """The one in force."""
        self.earlier: tuple[KeptCommitment, ...] | None = None
        """What the team agreed on earlier and has not ended; None: not read yet."""
        self.is_result_read = False
        self.measured: tuple[Measurement, Result | Withheld] | None = None
        """The session's measurement and what may be shown of it, once it is closed."""
        self._result: tuple[Result | Withheld, str] | None = None
        """What a dialogue is about, and the language it was asked in."""

    def forget(self) -> None:
        """Forget all of it, as for another team; what is being read will not be kept."""
        self._readings.clear()
        self.frame = self.earlier = self.measured = self._result = self._followed = None
        self.is_result_read = False

    @property
    def why_no_result(self) -> Refused | None:
        """Why no result of the session's measurement may be shown; None where one may."""
        if self.measured is None:
            return None
        from facilitator.core.measurement.result import Withheld

        result = self.measured[1]
        return result.reason if isinstance(result, Withheld) else None

    def own(self, *, shows_measured: bool) -> TeamsOwn:
        """All that the room may see of it.

        `shows_measured`: while what has come of the session's measurement is shown.
        """
        result = self._result
        if shows_measured and self.measured:
            result = self.measured[1], self.measured[0].language
        return TeamsOwn(self.frame, self.earlier, result)

    def follow(self, session_id: str, view: StageView) -> TeamsOwn:
        """What is shown to the room in that view: it is read when it begins to be shown."""
        wanted = session_id, view.team, view.shows, view.measurement, view.opening
        if wanted != self._followed:
            self.forget()
            self._followed = wanted
            if Shows.FRAME in view.shows:
                self.read_frame(view.team)
            if view.opening or Shows.COMMITMENTS in view.shows:
                self.read_earlier(view.team)
            self.read_measured(view.measurement)
            if Shows.RESULT in view.shows and view.measurement is None:
                self.read_result(view.team)
        return self.own(shows_measured=view.measurement is not None)

    def read_frame(self, team: str) -> None:
        """Read the frame in force."""

        def keep(frame: Note | None) -> None:
            self.frame = frame

        self._read(FRAME, lambda workspace: workspace.frame_in_force(team), keep)

    def read_earlier(self, team: str) -> None:
        """Read the commitments that have not ended."""

        def keep(earlier: tuple[KeptCommitment, ...]) -> None:
            self.earlier = earlier

        self._read(EARLIER, lambda workspace: workspace.open_commitments(team), keep)

    def read_result(self, team: str) -> None:
        """Read the result that a dialogue is about."""

        def keep(result: tuple[Result | Withheld, str] | None) -> None:
            self._result, self.is_result_read = result, True

        self._read(RESULT, lambda workspace: workspace.result_to_talk_about(team), keep)

    def read_measured(self, measurement_id: str | None) -> None:
        """Read whether the session's measurement is closed, and what has come of it.

        None: it has no measurement.
        """
        if measurement_id is None:
            self._readings.pop(MEASURED, None)
            self.measured = None
            return

        def read(workspace: Workspace) -> tuple[Measurement, Result | Withheld] | None:
            file = workspace.measurement_file(measurement_id)
            if file is None or file.measurement.is_open:
                return None
            return file.measurement, workspace.result_of(file.measurement)

        def keep(measured: tuple[Measurement, Result | Withheld] | None) -> None:
            self.measured = measured

        self._read(MEASURED, read, keep)

    def _read(self, part: str, read: Callable[[Workspace], T], keep: Callable[[T], object]) -> None:
        self._readings[part] = reading = object()

        def show(value: T) -> None:
            if self._readings.get(part) is reading:
                keep(value)
                self._changed()

        self._thread(part, read, show)
