"""How a session ends: what of it is kept, and what is let go (privacy.md P3–P6).

The rules stand here, where the note is made; the close screen only shows what they give.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from facilitator.core.guide import Board
from facilitator.core.note import Column, Commitment, Keyword, Note
from facilitator.core.session import Session
from facilitator.core.textguard import mask_names
from facilitator.core.timing import elapsed_in_all

STAND_IN = {"da": "(en deltager)", "en": "(a participant)"}
"""What stands where a participant was named, in the language of the note."""


def is_kept(keyword: Keyword, board: Board) -> bool:
    """Whether a keyword or learning point is kept: the group's choice, or else the guide's."""
    return keyword.keep if keyword.keep is not None else board is Board.KEPT


def kept_note(session: Session, now: datetime) -> Note:
    """What is saved of a session that closes now.

    Kept boards: the keywords the group did not take out. Cleared boards: nothing of them but what
    the group chose, as learning points. Participants are a number, their names are masked in every
    text (a commitment's owner may be named in that commitment); minutes are whole.
    """
    note, names = session.note, [person.name for person in session.live.people]
    learning = [k for k in note.learning_points if is_kept(k, note.board)]
    questions: tuple[Column, ...] = ()
    if note.board is Board.KEPT:
        questions = tuple(_kept_column(column, note, names) for column in note.questions)
    else:
        learning += [k for q in note.questions for k in q.keywords if is_kept(k, note.board)]
    masked = {
        field: mask_names(text, names, STAND_IN[note.language]) if text else text
        for field, text in (("purpose", note.purpose), ("theme_word", note.theme_word))
    }
    return note.model_copy(
        update={
            **masked,
            "minutes": round(elapsed_in_all(session, now) / 60),
            "participants": len(names) or None,
            "learning_points": tuple(_kept(k, note, names) for k in learning),
            "commitments": tuple(_kept_commitment(c, note, names) for c in note.commitments),
            "questions": questions,
        }
    )


def mentions(session: Session) -> bool:
    """Whether a participant is named in a text that would be kept, so that it will be masked."""
    unmasked = session.with_live(people=())
    at = session.live.seen
    return kept_note(session, at).model_copy(
        update={"participants": None}
    ) != kept_note(unmasked, at)


def _kept_column(column: Column, note: Note, names: Sequence[str]) -> Column:
    keywords = tuple(_kept(k, note, names) for k in column.keywords if is_kept(k, note.board))
    return column.model_copy(update={"keywords": keywords})


def _kept(keyword: Keyword, note: Note, names: Sequence[str]) -> Keyword:
    text = mask_names(keyword.text, names, STAND_IN[note.language])
    return keyword.model_copy(update={"text": text, "keep": None})


def _kept_commitment(commitment: Commitment, note: Note, names: Sequence[str]) -> Commitment:
    owner = (commitment.owner or "").casefold()
    others = [name for name in names if name.casefold() not in owner]
    what = mask_names(commitment.what, others, STAND_IN[note.language])
    return commitment.model_copy(update={"what": what})
