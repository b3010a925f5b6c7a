"""What a group says has become of a commitment of an earlier session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.commitments import Status
from facilitator.core.session.earlier_commitments import FollowUp

if TYPE_CHECKING:
    from facilitator.store.index.commitments import KeptCommitment

ANSWERS: Final = (Status.DONE, Status.CONTINUING, Status.ADJUSTED, Status.RELEASED)
"""What may have become of one, by the digit that says so, from 1."""


def followed(kept: KeptCommitment, status: Status | None) -> FollowUp:
    """What says that this has become of a commitment; None: nothing is said of it."""
    commitment = kept.commitment
    return FollowUp(
        kept.note_id,
        commitment.id,
        commitment.what,
        commitment.status,
        commitment.revision,
        status,
    )
