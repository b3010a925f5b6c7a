"""What differs between two states of a session, in a few words: what was undone or redone.

A text that was just taken off a screen the room can see is not repeated where it may name somebody,
nor in a session whose board is cleared at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import LEARNING
from facilitator.core.text.guard import guard_findings
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from facilitator.core.session.model import Session

LONGEST: Final = 30
"""Signs of a text that is quoted in few words."""


class Change(NamedTuple):
    """One difference between two states of a session."""

    words: str
    """Its name, in a few words."""
    detail: str = ""
    """What is so now, for those who do not see it."""


def change_words(before: Session, after: Session) -> str:
    """The most important difference; empty where no difference has a name."""
    return next((change.words for change in _changes(before, after)), "")


def change_details(before: Session, after: Session) -> list[str]:
    """The differences as told to those who do not see the board and the room."""
    changes = list(_changes(before, after))
    details = [change.detail for change in changes if change.detail]
    return details or [change.words for change in changes[:1]]


def _changes(before: Session, after: Session) -> Iterator[Change]:
    yield from _on_the_board(before, after)
    yield from _commitments(before, after)
    is_same_phase = before.live.position == after.live.position
    if not is_same_phase:
        later = max(before, after, key=lambda session: session.live.position)
        yield Change(_("the phase “{phase}”").format(phase=later.phase.title))
    for words, part in _PARTS:
        if (is_same_phase or words not in _OF_THE_PHASE) and part(before) != part(after):
            detail = _DETAILS.get(words)
            yield Change(_(words), detail(after) if detail else "")


def _people_here(session: Session) -> str:
    return _("here: {names}").format(names=", ".join(map(session.name, session.present)))


def _floor(session: Session) -> str:
    turns = session.live_phase.round
    if turns is None or turns.current is None:
        return ""
    return _("{name} has the floor").format(name=session.name(turns.current))


def _board_words(text: str | None, session: Session) -> str:
    shown = text and _may_be_shown(text, session)
    return _("on the board: {words}").format(words=text) if shown else ""


_THEME: Final = N_("the theme")
_PURPOSE: Final = N_("the purpose")
_PEOPLE: Final = N_("who is here")
_TURN: Final = N_("a turn")
_WRAPPING_UP: Final = N_("wrapping up")
_TIME_USED: Final = N_("the time used")
_OF_THE_PHASE: Final = {_TURN, _WRAPPING_UP, _TIME_USED}
"""Parts that each phase has its own of: of two phases there is nothing to compare."""
_DETAILS: Final[Mapping[str, Callable[[Session], str]]] = {
    _THEME: lambda session: _board_words(session.note.theme_word, session),
    _PURPOSE: lambda session: _board_words(session.note.purpose, session),
    _PEOPLE: _people_here,
    _TURN: _floor,
}
"""What the changed part is now, by the part's name."""

_PARTS: Final[Sequence[tuple[str, Callable[[Session], object]]]] = (
    (_THEME, lambda session: session.note.theme_word),
    (_PURPOSE, lambda session: session.note.purpose),
    (N_("the team"), lambda session: session.note.team),
    (N_("what has become of a commitment"), lambda session: session.live.followed),
    (_PEOPLE, lambda session: session.live.people),
    (N_("who has which role"), lambda session: session.live.roles),
    (N_("the speaking order"), lambda session: session.live.order),
    (N_("the close"), lambda session: session.live.closing),
    (N_("the thinking pause"), lambda session: session.live.thinking_since is None),
    (_TURN, lambda session: session.live_phase.round),
    (N_("the minutes planned"), lambda session: [p.minutes for p in session.live.phases]),
    (_WRAPPING_UP, lambda session: session.live_phase.wrapping_up),
    (N_("the clock"), lambda session: session.running),
    (N_("what is kept"), lambda session: session.live.keeps),
    (_TIME_USED, lambda session: session.live_phase.spent),
)
"""The parts of a session, each with its name; what leads to others comes before them."""


def _on_the_board(before: Session, after: Session) -> Iterator[Change]:
    columns = {question.id: question.text for question in before.note.questions}
    for column, heading in (*columns.items(), (LEARNING, "")):
        old, new = (
            [keyword.text for keyword in session.note.entries(column)]
            for session in (before, after)
        )
        if old != new:
            yield from _texts(
                _("the keyword “{text}”"), _("a keyword"), old, new, after, heading=heading
            )
    for was, now in zip(before.note.questions, after.note.questions, strict=True):
        if was.counts != now.counts:
            yield Change(_("what was counted"))
        elif was != now:
            yield Change(_("what is picked or kept"))
    if before.note.learning_points != after.note.learning_points:
        yield Change(_("what is picked or kept"))


def _commitments(before: Session, after: Session) -> Iterator[Change]:
    old, new = before.note.commitments, after.note.commitments
    if old != new:
        was, now = [c.what for c in old if c not in new], [c.what for c in new if c not in old]
        yield from _texts(_("the commitment “{text}”"), _("a commitment"), was, now, after)


def _texts(
    named: str,
    unnamed: str,
    old: list[str],
    new: list[str],
    session: Session,
    *,
    heading: str = "",
) -> Iterator[Change]:
    """The texts that came or went, the last first; `unnamed` for what must not be shown again."""
    changed = [
        *((text, _("on the board: {words}")) for text in reversed(new) if text not in old),
        *((text, _("off the board: {words}")) for text in reversed(old) if text not in new),
    ]
    for changed_text, where in changed:
        text = changed_text
        if _may_be_shown(text, session):
            words = named.format(text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
        else:
            words = text = unnamed
        text = f"{heading} – {text}" if heading else text
        yield Change(words, where.format(words=text))
    if not changed:
        yield Change(unnamed)


def _may_be_shown(text: str, session: Session) -> bool:
    names = [person.name for person in session.live.people]
    kept = session.guide.board is BoardAtClose.KEPT
    return kept and not guard_findings(text, session.note.date, names)
