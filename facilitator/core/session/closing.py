"""How a session ends: what of it is kept, and what is let go (privacy.md P3–P6).

The rules stand here, where the note is made; the close screen only shows what they give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from random import Random

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import (
    BoardColumn,
    Commitment,
    Keyword,
    Note,
)
from facilitator.core.session.model import Session
from facilitator.core.session.timing import elapsed_in_all
from facilitator.core.text.guard import mask_names
from facilitator.core.text.plain import search_key

STAND_IN = {"da": "(en deltager)", "en": "(a participant)"}
"""What stands where a participant was named, in the language of the note."""

_BETWEEN_OWNERS = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and)\s+")


def is_kept(keyword: Keyword, board: BoardAtClose) -> bool:
    """Whether a keyword or learning point is kept: the group's choice, or else the guide's."""
    return keyword.keep if keyword.keep is not None else board is BoardAtClose.KEPT


def kept_note(session: Session, now: datetime) -> Note:
    """What is saved of a session that closes now.

    Kept boards: the keywords the group did not take out. Cleared boards: nothing of them but what
    the group chose, as learning points. Participants are a number, their names are masked in every
    text (a commitment's owner may be named in that commitment); minutes are whole.
    """
    note, names = session.note, [person.name for person in session.live.people]
    learning_points, questions = note.learning_points, note.questions
    if note.board is BoardAtClose.CLEARED:
        learning_points += tuple(keyword for q in questions for keyword in q.keywords)
        questions = ()
    return note.model_copy(
        update={
            "minutes": round(elapsed_in_all(session, now) / 60),
            "participants": len(names) or None,
            "purpose": _masked(note.purpose, names, note),
            "theme_word": _masked(note.theme_word, names, note),
            "learning_points": _kept(learning_points, names, note),
            "commitments": tuple(_unnamed(c, names, note) for c in note.commitments),
            "questions": tuple(_kept_column(column, names, note) for column in questions),
        }
    )


def shuffled(note: Note, source: Random) -> Note:
    """The note with the keywords of each column in an order of chance.

    The order they came in tells who said which, as long as somebody knows who spoke when (P16).
    `source` is one that nobody can foresee.
    """

    def mixed(keywords: tuple[Keyword, ...]) -> tuple[Keyword, ...]:
        return tuple(source.sample(keywords, len(keywords)))

    return note.model_copy(
        update={
            "learning_points": mixed(note.learning_points),
            "questions": tuple(
                column.model_copy(update={"keywords": mixed(column.keywords)})
                for column in note.questions
            ),
        }
    )


def _kept_column(column: BoardColumn, names: Sequence[str], note: Note) -> BoardColumn:
    return column.model_copy(update={"keywords": _kept(column.keywords, names, note)})


def _kept(keywords: Sequence[Keyword], names: Sequence[str], note: Note) -> tuple[Keyword, ...]:
    return tuple(
        keyword.model_copy(update={"text": _masked(keyword.text, names, note), "keep": None})
        for keyword in keywords
        if is_kept(keyword, note.board)
    )


def _unnamed(commitment: Commitment, names: Sequence[str], note: Note) -> Commitment:
    """The commitment with nobody named in it but its owner (or its owners, "Mette og Jonas")."""
    owners = set(_BETWEEN_OWNERS.split(search_key(commitment.owner or "")))
    others = [name for name in names if not owners & {search_key(name), _first_word(name)}]
    texts = {field: getattr(commitment, field) for field in ("what", "cue", "response", "happened")}
    masked = {field: _masked(text, others, note) for field, text in texts.items()}
    return commitment.model_copy(update=masked)


def _first_word(name: str) -> str:
    return next(iter(search_key(name).split()), "")


def _masked(text: str | None, names: Sequence[str], note: Note) -> str | None:
    return text and mask_names(text, names, STAND_IN[note.language])
