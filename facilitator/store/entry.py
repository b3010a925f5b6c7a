"""What the index gives of a note: the note without its text, or a commitment made in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.core.note import Commitment


@dataclass(frozen=True, slots=True)
class Entry:
    """A note in the archive, without its text."""

    id: str
    team: str
    guide: str
    title: str
    language: Literal["da", "en"]
    date: date
    status: Literal["running", "closed"]
    path: Path
    minutes: int | None
    to_follow_up: int
    """Commitments that have not ended."""
    kind: Literal["session", "measurement"] = "session"
    """A measurement's guide is "measurement", its title what it is called; open is running."""


@dataclass(frozen=True, slots=True)
class KeptCommitment:
    """A commitment and the note it was made in."""

    commitment: Commitment
    note_id: str
    team: str
    guide: str
    title: str
    """Of the session."""
    date: date
    """Of the session: it has waited since."""
    path: Path
