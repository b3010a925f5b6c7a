"""What the events of the board do: keywords, learning points, commitments, theme word.

A CPR number is masked here, so it never reaches a session, a screen or a file (privacy.md P9).
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import BoardAtClose, Keeps
from facilitator.core.note import LEARNING, Commitment, Keyword
from facilitator.core.session import events as e
from facilitator.core.session.model import Session
from facilitator.core.text.guard import mask_cpr
from facilitator.core.text.plain import one_line
from facilitator.core.text.tags import split_tags

LONGEST_THEME = 40

_KEEPS_NONE = {
    Keeps.LEARNING_POINTS: N_("This guide keeps no learning points."),
    Keeps.COMMITMENTS: N_("This guide keeps no commitments."),
    Keeps.THEME_WORD: N_("This guide keeps no theme word."),
}

T = TypeVar("T")


def add_keyword(session: Session, event: e.AddKeyword, _: datetime) -> Session:
    """A keyword at the end of its column."""
    entries = _entries(session, event.column)
    return _with(session, event.column, (*entries, _keyword(event.text)))


def edit_keyword(session: Session, event: e.EditKeyword, _: datetime) -> Session:
    """Other words; tags stay unless others are typed."""
    entries = _entries(session, event.column)
    before, typed = _at(entries, event.index), _keyword(event.text)
    after = before.model_copy(
        update={
            "text": typed.text,
            "kind": typed.kind or before.kind,
            "theme": typed.theme or before.theme,
        }
    )
    return _with(session, event.column, _replaced(entries, event.index, after))


def move_keyword(session: Session, event: e.MoveKeyword, _: datetime) -> Session:
    """To the end of another column."""
    entries = _entries(session, event.column)
    keyword = _at(entries, event.index)
    if event.to == event.column:
        raise Refused(N_("It stands there already."))
    session = _with(session, event.column, _replaced(entries, event.index))
    return _with(session, event.to, (*_entries(session, event.to), keyword))


def delete_keyword(session: Session, event: e.DeleteKeyword, _: datetime) -> Session:
    """Off the board."""
    entries = _entries(session, event.column)
    _at(entries, event.index)
    return _with(session, event.column, _replaced(entries, event.index))


def keep_keyword(session: Session, event: e.KeepKeyword, _: datetime) -> Session:
    """Kept at close, or not. Of a cleared board only learning points can be kept."""
    if event.keep and session.guide.board is BoardAtClose.CLEARED:
        kept_by(session, Keeps.LEARNING_POINTS)
    entries = _entries(session, event.column)
    after = _at(entries, event.index).model_copy(update={"keep": event.keep})
    return _with(session, event.column, _replaced(entries, event.index, after))


def add_commitment(session: Session, event: e.AddCommitment, _: datetime) -> Session:
    """What the group agreed on."""
    kept_by(session, Keeps.COMMITMENTS)
    commitments, most = session.note.commitments, session.guide.commitments_at_most
    if most is not None and len(commitments) >= most:
        raise Refused(N_("This guide keeps at most {most}: choose the most important."), most=most)
    number = 1 + max((_number(c.id) for c in commitments), default=0)
    commitment = _agreed(Commitment(id=f"c{number}", what="-"), event)
    return _with_commitments(session, (*commitments, commitment))


def edit_commitment(session: Session, event: e.EditCommitment, _: datetime) -> Session:
    """A commitment in other words."""
    commitments = session.note.commitments
    after = _agreed(_at(commitments, event.index), event).model_copy(
        update={"status": event.status}
    )
    return _with_commitments(session, _replaced(commitments, event.index, after))


def delete_commitment(session: Session, event: e.DeleteCommitment, _: datetime) -> Session:
    """A commitment dropped."""
    commitments = session.note.commitments
    _at(commitments, event.index)
    return _with_commitments(session, _replaced(commitments, event.index))


def set_theme_word(session: Session, event: e.SetThemeWord, _: datetime) -> Session:
    """The theme in a word; empty: none."""
    kept_by(session, Keeps.THEME_WORD)
    text = _written(event.text)
    if len(text) > LONGEST_THEME:
        raise Refused(
            N_("A theme in a word or three ({most} characters at most)."), most=LONGEST_THEME
        )
    return session.with_note(session.note.model_copy(update={"theme_word": text or None}))


def set_purpose(session: Session, event: e.SetPurpose, _: datetime) -> Session:
    """What the session is for; empty: not said."""
    purpose = _written(event.text) or None
    return session.with_note(session.note.model_copy(update={"purpose": purpose}))


def _written(text: str) -> str:
    """A typed text as it may be written down."""
    return mask_cpr(one_line(text))


def _keyword(text: str) -> Keyword:
    tagged = split_tags(text)
    if not tagged.text:
        raise Refused(N_("A keyword needs a word."))
    return Keyword(text=_written(tagged.text), kind=tagged.kind, theme=tagged.theme)


def kept_by(session: Session, what: Keeps) -> None:
    """Refuses what the guide does not keep: it would reach the saved note."""
    if not session.guide.keeps(what):
        raise Refused(_KEEPS_NONE[what])


def _entries(session: Session, column: str) -> tuple[Keyword, ...]:
    if column == LEARNING:
        kept_by(session, Keeps.LEARNING_POINTS)
    try:
        return session.note.entries(column)
    except KeyError:
        raise Refused(N_("The board has no such question.")) from None


def _with(session: Session, column: str, entries: tuple[Keyword, ...]) -> Session:
    return session.with_note(session.note.with_entries(column, entries))


def _with_commitments(session: Session, commitments: tuple[Commitment, ...]) -> Session:
    return session.with_note(session.note.model_copy(update={"commitments": commitments}))


def _agreed(before: Commitment, event: e.AddCommitment | e.EditCommitment) -> Commitment:
    tagged = split_tags(event.what)
    if not tagged.text:
        raise Refused(N_("What do you agree to do?"))
    return before.model_copy(
        update={
            "what": _written(tagged.text),
            "owner": _written(event.owner) or None,
            "due": event.due,
            "theme": tagged.theme or before.theme,
        }
    )


def _number(commitment_id: str) -> int:
    digits = commitment_id.lstrip("c")
    return int(digits) if digits.isdigit() else 0


def _at(items: tuple[T, ...], index: int) -> T:
    if not 0 <= index < len(items):
        raise Refused(N_("It is no longer there."))
    return items[index]


def _replaced(items: tuple[T, ...], index: int, *by: T) -> tuple[T, ...]:
    return (*items[:index], *by, *items[index + 1 :])
