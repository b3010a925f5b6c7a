"""Commitments across notes: their status, and how long they have been waiting.

No model is loaded: what is only listed is no record of a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from facilitator.core.errors import N_
from facilitator.core.text.tags import Theme

WHAT_TO_DO: Final = N_("What do you agree to do?")


class Status(StrEnum):
    """What became of a commitment (on screen: åben, gjort, fortsætter, justeret, sluppet)."""

    OPEN = "open"
    DONE = "done"
    CONTINUING = "continuing"
    ADJUSTED = "adjusted"
    RELEASED = "released"


class Agreed(NamedTuple):
    """A commitment in a list: its own fields as in `note.Commitment`, and those of its note."""

    id: str
    what: str
    owner: str | None
    due: date | None
    theme: Theme | None
    status: Status
    cue: str | None
    response: str | None
    happened: str | None
    ended: date | None
    revision: int | None
    note_id: str
    team: str
    guide: str
    title: str
    """Of the session."""
    date: date
    """Of the session: it has waited since."""
    file: str
    """The path of the note's file."""


class CommitmentLike(Protocol):
    """Any record of a commitment that says whether it is still waiting."""

    @property
    def status(self) -> Status:
        """What became of it."""

    @property
    def due(self) -> date | None:
        """The day it was to be done by."""

    @property
    def ended(self) -> date | None:
        """The day it was done or released."""


TO_FOLLOW_UP: Final = frozenset({Status.OPEN, Status.CONTINUING, Status.ADJUSTED})
"""The commitments that have not ended."""
MOST_OPEN: Final = 5
"""More open ones than this in a team are worth a word: few and small are kept, many are not."""


def is_overdue(commitment: CommitmentLike, today: date) -> bool:
    """Whether its day has passed and it has not ended."""
    return (
        commitment.status in TO_FOLLOW_UP and commitment.due is not None and commitment.due < today
    )


def days_waiting(made: date, today: date) -> int:
    """Days since the session it was made in; 0 where that day lies ahead."""
    return max(0, (today - made).days)


def ended_on(commitment: CommitmentLike, made: date) -> date | None:
    """The day it ended; None while it has not.

    Where its file lacks the day, as after an edit by hand, the day it was due or made.
    """
    if commitment.status in TO_FOLLOW_UP:
        return None
    return commitment.ended or max(made, commitment.due or made)


def are_too_many(commitments: Iterable[CommitmentLike]) -> bool:
    """Whether more are open than a team is likely to keep."""
    return sum(commitment.status in TO_FOLLOW_UP for commitment in commitments) > MOST_OPEN
