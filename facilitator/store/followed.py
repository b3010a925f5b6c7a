"""What a session says has become of earlier commitments, written into the notes they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.commitment_change import CommitmentChange, changed
from facilitator.core.errors import Refused
from facilitator.store.commitments import ChangedMeanwhile, change, in_note
from facilitator.store.index.notes import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from facilitator.core.note import Commitment
    from facilitator.core.session.model import Followed
    from facilitator.store.index import Index
    from facilitator.store.index.commitments import KeptCommitment


class Unwritten(NamedTuple):
    """One that was not written, and why."""

    followed: Followed
    why: Refused
    """ChangedMeanwhile where somebody else has changed it."""
    kept: KeptCommitment | None = None
    """As it stands in its note now, where it can be read."""
    mine: Commitment | None = None
    """The same with what was to be written."""


def write_followed(
    index: Index, followed: Sequence[Followed], today: date
) -> tuple[Unwritten, ...]:
    """Write each into its note, and give those where that was not done.

    Where a note has it so already nothing is written: it can be done again after a kill. Whoever
    asks brings the index up to date first.
    """
    unwritten = (_written(index, each, today) for each in followed)
    return tuple(each for each in unwritten if each is not None)


def write_over(unwritten: Unwritten, today: date) -> None:
    """Write it over what somebody else has made of it. Raises as `change` does."""
    if unwritten.kept is not None:
        change(unwritten.kept, CommitmentChange(status=unwritten.followed.status), today)


def _written(index: Index, followed: Followed, today: date) -> Unwritten | None:
    kept = mine = None
    try:
        kept = in_note(find(index, followed.note).path, followed.commitment)
        wanted = CommitmentChange(status=followed.status)
        mine = changed(kept.commitment, wanted, today)
        if mine == kept.commitment:
            return None
        as_seen = (followed.before, followed.revision)
        if (kept.commitment.status, kept.commitment.revision) != as_seen:
            raise ChangedMeanwhile(mine, kept.commitment)
        change(kept, wanted, today)
    except Refused as why:
        return Unwritten(followed, why, kept, mine)
    return None
