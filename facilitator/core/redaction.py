"""What of a closed note may be shared: what was kept, and nothing added to the file since.

A note's file can be changed in any editor. An export has only the fields we know, so that no key of
another program, and no keyword the group did not keep, goes with it.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Keyword, Note
from facilitator.core.record import KeptRecord
from facilitator.core.session.closing import is_kept
from facilitator.core.session.masking import IDENTIFIERS
from facilitator.core.text.guard import mask_cpr

_R = TypeVar("_R", bound=KeptRecord)


def redacted(note: Note) -> Note:
    """A closed note as others may have it: known fields alone, CPR numbers masked.

    Of a cleared board there are no questions but what was tallied; a keyword that was chosen out is
    not there.
    """
    questions, day = note.questions, note.date
    if note.board is BoardAtClose.CLEARED:
        questions = tuple(
            q.model_copy(update={"keywords": ()}) for q in note.questions if q.is_tallied
        )
    return _declared(note, day).model_copy(
        update={
            "frame": note.frame and _declared(note.frame, day),
            "learning_points": _kept(note.learning_points, BoardAtClose.KEPT, day),
            "commitments": tuple(_declared(commitment, day) for commitment in note.commitments),
            "questions": tuple(
                _declared(q, day).model_copy(
                    update={"keywords": _kept(q.keywords, note.board, day)}
                )
                for q in questions
            ),
        }
    )


def _kept(keywords: tuple[Keyword, ...], board: BoardAtClose, day: date) -> tuple[Keyword, ...]:
    return tuple(
        _declared(keyword, day).model_copy(update={"keep": None, "picked": None})
        for keyword in keywords
        if is_kept(keyword, board)
    )


def _declared(record: _R, day: date) -> _R:
    """The record of that day with the fields it declares, its texts without CPR numbers."""
    values = {
        field.alias or name: _masked(name, getattr(record, name), day)
        for name, field in type(record).model_fields.items()
    }
    return type(record).model_validate(values)


def _masked(name: str, value: object, day: date) -> object:
    return mask_cpr(value, day) if type(value) is str and name not in IDENTIFIERS else value
