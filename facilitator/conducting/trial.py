"""Trying a guide out: a faster clock, a team without history, and a keeper that saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.conducting.clock import Clock
from facilitator.conducting.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result, Withheld
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.store.index.commitments import KeptCommitment

PACE: Final = 10.0
"""How many times as fast time goes."""


class TrialWorkspace(Workspace):
    """A workspace without an archive: no team has any history."""

    def __init__(self, real: Workspace) -> None:
        super().__init__(real.archive, real.guides, real.settings, tuple, Clock(PACE))

    def teams(self) -> tuple[str, ...]:
        """None."""
        return ()

    def open_commitments(self, team: str) -> tuple[KeptCommitment, ...]:
        """None."""
        return ()

    def frame_in_force(self, team: str) -> Note | None:
        """None."""
        return None

    def result_to_talk_about(self, team: str) -> tuple[Result | Withheld, str] | None:
        """None."""
        return None

    def latest_result(
        self, team: str = "", among: Iterable[Measurement] | None = None
    ) -> tuple[Measurement, Result] | None:
        """None."""
        return None


class TrialKeeper:
    """Keeps a session in memory alone."""

    is_on_disk = False
    unsaved = None
    note_file = None
    left_behind = None

    def save(self, session: Session) -> None:
        """Nothing is saved."""

    def close(self, note: Note) -> None:
        """No note is made."""

    def throw_away(self) -> None:
        """There is nothing of it."""

    def remember_names(self, team: str, names: Sequence[str]) -> None:
        """No name is remembered."""

    def release(self) -> None:
        """Nobody else can have it."""
