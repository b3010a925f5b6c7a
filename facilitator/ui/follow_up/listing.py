"""Which commitments are listed, and in what order: by team, what is due soonest first.

There is no way to choose or count by who has taken one on, and teams stand by their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from facilitator.core.commitments import TO_FOLLOW_UP, are_too_many, is_overdue
from facilitator.core.note import Status
from facilitator.core.team import team_key
from facilitator.core.text.order import danish_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from facilitator.store.index.commitments import KeptCommitment

Key: TypeAlias = tuple[Path, str]
"""A commitment by its note's file and its id, whatever is changed in it."""


class Which(Enum):
    """Those of more than one status."""

    WAITING = "waiting"
    """They have not ended."""
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the list is narrowed down to."""

    which: Which | Status = Which.WAITING
    team: str | None = None
    note: Path | None = None

    def fits(self, one: KeptCommitment, today: date) -> bool:
        """Whether a commitment is among them."""
        status = one.commitment.status
        if self.team is not None and _team(one) != _by_name(self.team):
            return False
        if self.note is not None and one.path != self.note:
            return False
        if self.which is Which.OVERDUE:
            return is_overdue(one.commitment, today)
        if isinstance(self.which, Status):
            return status is self.which
        return self.which is Which.ALL or status in TO_FOLLOW_UP


class Group(NamedTuple):
    """The heading over a team's commitments."""

    team: str
    too_many: bool
    """Whether so many of the team's are open, listed or not, that a word on it is due."""


Row: TypeAlias = "Group | KeptCommitment"


def key_of(one: KeptCommitment) -> Key:
    """What it stays known by."""
    return one.path, one.commitment.id


def listed(
    found: Collection[KeptCommitment], narrow: Narrow, today: date, stay: Collection[Key] = ()
) -> tuple[Row, ...]:
    """The rows of the list. Those in `stay` are in it whatever has become of them meanwhile."""
    rows: list[Row] = []
    for _key, group in groupby(sorted(found, key=_team), _team):
        team = list(group)
        fitting = [one for one in team if narrow.fits(one, today) or key_of(one) in stay]
        if fitting:
            rows += [Group(team[0].team, are_too_many(one.commitment for one in team)), *fitting]
    return tuple(rows)


def teams_of(found: Iterable[KeptCommitment]) -> tuple[str, ...]:
    """The teams that have agreed on something, by name."""
    names = {_team(one): one.team for one in found}
    return tuple(names[key] for key in sorted(names))


def _team(one: KeptCommitment) -> tuple[str, str]:
    return _by_name(one.team)


def _by_name(team: str) -> tuple[str, str]:
    """What a team is sorted by, the same for every spelling of its name."""
    return danish_order(team_key(team))
