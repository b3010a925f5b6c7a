"""What is open in the app: a session, a measurement, and the workspace they are open in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.trial import TrialKeeper
    from facilitator.conducting.workspace import Workspace
    from facilitator.room.server import Room
    from facilitator.store.measurement.answers import MeasurementKeeper


class Current:
    """One session at a time, one measurement at a time, in one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        """The archive, the guides, the settings and the clock that the screens work with."""
        self.conductor: Conductor | None = None
        """The session that is open."""
        self.measuring: MeasurementKeeper | None = None
        """The measurement that is open."""
        self.trial_keeper: TrialKeeper | None = None
        """What keeps the session where a guide is being tried out."""
        self.room: Room | None = None
        """The room in which phones and a browser take part."""
        self._real: tuple[Workspace, bool] | None = None

    @property
    def is_trial(self) -> bool:
        """Whether a guide is being tried out."""
        return self.trial_keeper is not None

    def begin_trial(self, *, ends: bool) -> None:
        """Work where nothing is written, until it is over; with `ends` the program ends with it."""
        from facilitator.conducting.trial import TrialKeeper, TrialWorkspace

        self._real = (self.workspace, ends)
        self.workspace, self.trial_keeper = TrialWorkspace(self.workspace), TrialKeeper()

    def end_session(self) -> bool:
        """No session is open any more, nor a trial; gives whether the program ends with it."""
        self.conductor = self.trial_keeper = None
        ends = False
        if self._real:
            (self.workspace, ends), self._real = self._real, None
        return ends
