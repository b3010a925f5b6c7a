"""What has become of earlier commitments: the answers, and writing them to their notes."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from facilitator.conducting.format import SIGNS, with_status
from facilitator.core.commitments import Status
from facilitator.core.errors import N_
from facilitator.core.session.commitments import FollowUp
from facilitator.core.session.model import Followed
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.store.commitments import Unwritten
    from facilitator.store.index.commitments import KeptCommitment

ANSWERS: Final = (Status.DONE, Status.CONTINUING, Status.ADJUSTED, Status.RELEASED)
"""What may have become of one, by the digit that says so, from 1."""


def answer_to(answers: Iterable[Followed], kept: KeptCommitment) -> Followed | None:
    """What the group has said of a commitment in this session; None: nothing."""
    commitment = (kept.note_id, kept.commitment.id)
    return next((f for f in answers if (f.note, f.commitment) == commitment), None)


def earlier_words(
    answers: Iterable[Followed], earlier: Iterable[KeptCommitment]
) -> list[tuple[str, str]]:
    """Earlier commitments, each a mark and its words with what has become of it."""
    answers, rows = tuple(answers), []
    for kept in earlier:
        answer = answer_to(answers, kept)
        status = answer.status if answer else Status.OPEN
        rows.append((SIGNS[status], with_status(kept.commitment, status)))
    return rows


def follow_up(kept: KeptCommitment, status: Status | None) -> FollowUp:
    """The event that says what has become of a commitment; None: takes that back."""
    commitment = kept.commitment
    followed = Followed(
        note=kept.note_id,
        commitment=commitment.id,
        what=commitment.what,
        before=commitment.status,
        revision=commitment.revision,
        status=status or Status.OPEN,
    )
    return FollowUp(followed, is_taken_back=status is None)


# Where its note cannot be written

CHANGED_MEANWHILE: Final = N_("Somebody else has changed this in the meantime")
IN_THE_NOTE: Final = N_("What the note says now")
AS_WANTED: Final = N_("As you want it")


class WhichVersion(Enum):
    """The choice between two versions of a commitment, in words."""

    THEIRS = N_("Keep what stands in the note")
    MINE = N_("Use mine instead")
    NEITHER_YET = N_("Back, with nothing saved")


def unwritten_words(unwritten: Unwritten) -> str:
    """That an answer was not written into its note, and why."""
    words = _("“{what}” was not written into its note: {why}")
    return words.format(what=unwritten.followed.what, why=refusal_words(unwritten.why))


SAVE_WITHOUT: Final = N_("Save the session without it")
TRY_LATER: Final = N_("Go back, and try again later")
