"""How a session ends: what of it is kept, and what is let go (privacy.md P3–P6).

The rules stand here, where the note is made; the close screen only shows what they give. No word
is changed at the close: who is named in a text was asked about when it was written, and what was
not is for the close screen to ask about (`naming`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Final, NamedTuple

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import BoardColumn, Commitment, Keyword, Note
from facilitator.core.session.model import Session
from facilitator.core.session.timing import elapsed_in_all
from facilitator.core.text.guard import FindingKind, find, mask_names
from facilitator.core.text.plain import search_key

STAND_IN: Final = {"da": "(en deltager)", "en": "(a participant)"}
"""What stands where a participant was named, in the language of the note."""

_BETWEEN_OWNERS: Final = re.compile(r"\s*[,;/&+]\s*|\s+(?:og|and)\s+")


def is_kept(keyword: Keyword, board: BoardAtClose) -> bool:
    """Whether a keyword or learning point is kept: the group's choice, or else the guide's."""
    return keyword.keep if keyword.keep is not None else board is BoardAtClose.KEPT


def kept_note(session: Session, now: datetime) -> Note:
    """What is saved of a session that closes now.

    Kept boards: the keywords the group did not take out. Cleared boards: nothing of them but what
    the group chose, as learning points. Participants are a number; minutes are whole.
    """
    note = session.note
    learning_points, questions = note.learning_points, note.questions
    if note.board is BoardAtClose.CLEARED:
        learning_points += tuple(keyword for q in questions for keyword in q.keywords)
        questions = ()
    return note.model_copy(
        update={
            "minutes": round(elapsed_in_all(session, now) / 60),
            "participants": len(session.live.people) or None,
            "learning_points": _kept(learning_points, note.board),
            "questions": tuple(
                q.model_copy(update={"keywords": _kept(q.keywords, note.board)}) for q in questions
            ),
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


def naming(session: Session, kept: Collection[str] = ()) -> tuple[str, ...]:
    """The texts that a close would write in which somebody who takes part is named.

    But for a commitment's owner, in that commitment (P4), and the words `kept` (see `find`).
    """
    note, texts = kept_note(session, session.live.seen), dict[str, None]()

    def look(text: str, names: Sequence[str]) -> str:
        findings = find(text, note.date, names, kept)
        if any(finding.kind is FindingKind.NAME for finding in findings):
            texts[text] = None
        return text

    _with_texts(note, _names(session), look)
    return tuple(texts)


class TakeNamesOut(NamedTuple):
    """Those who take part are no longer named in `texts`; a commitment's owner may be (P4)."""

    texts: frozenset[str]

    def apply(self, session: Session, _: datetime) -> Session:
        stand_in = STAND_IN[session.note.language]

        def without(text: str, names: Sequence[str]) -> str:
            return mask_names(text, names, stand_in) if text in self.texts else text

        return session.with_note(_with_texts(session.note, _names(session), without))


def _kept(keywords: Sequence[Keyword], board: BoardAtClose) -> tuple[Keyword, ...]:
    return tuple(
        keyword.model_copy(update={"keep": None}) for keyword in keywords if is_kept(keyword, board)
    )


def _names(session: Session) -> list[str]:
    return [person.name for person in session.live.people]


def _with_texts(
    note: Note, names: Sequence[str], change: Callable[[str, Sequence[str]], str]
) -> Note:
    """The note with every text changed in which nobody is to be named; `names` are handed on."""

    def keywords(before: Sequence[Keyword]) -> tuple[Keyword, ...]:
        return tuple(k.model_copy(update={"text": change(k.text, names)}) for k in before)

    def column(before: BoardColumn) -> BoardColumn:
        return before.model_copy(update={"keywords": keywords(before.keywords)})

    def commitment(before: Commitment) -> Commitment:
        others = list(_but_for(before.owner or "", names))
        texts = {field: getattr(before, field) for field in ("what", "cue", "response", "happened")}
        return before.model_copy(
            update={field: text and change(text, others) for field, text in texts.items()}
        )

    return note.model_copy(
        update={
            "purpose": note.purpose and change(note.purpose, names),
            "theme_word": note.theme_word and change(note.theme_word, names),
            "learning_points": keywords(note.learning_points),
            "commitments": tuple(map(commitment, note.commitments)),
            "questions": tuple(map(column, note.questions)),
        }
    )


def _but_for(owner: str, names: Sequence[str]) -> Iterator[str]:
    """The names that are not an owner's (or one of the owners': "Mette og Jonas")."""
    owners = set(_BETWEEN_OWNERS.split(search_key(owner)))
    for name in names:
        if not owners & {search_key(name), next(iter(search_key(name).split()), "")}:
            yield name
