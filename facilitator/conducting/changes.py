"""What differs between two states of a session, in a few words: what was undone or redone.

A text that was just taken off a screen the room can see is not repeated where it may name somebody,
nor in a session whose board is cleared at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import LEARNING
from facilitator.core.text.guard import guard_findings
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from facilitator.core.session.model import Session

LONGEST: Final = 30
"""Signs of a text that is quoted."""


def change_words(before: Session, after: Session) -> str:
    """The most important difference; empty where no difference has a name."""
    return next(_differences(before, after), "")


def _differences(before: Session, after: Session) -> Iterator[str]:
    yield from _on_the_board(before, after)
    yield from _agreed(before, after)
    if before.live.position != after.live.position:
        later = max(before, after, key=lambda session: session.live.position)
        yield _("the phase “{phase}”").format(phase=later.phase.title)
    yield from (_(words) for words, part in _PARTS if part(before) != part(after))


_PARTS: Final[Sequence[tuple[str, Callable[[Session], object]]]] = (
    (N_("the theme"), lambda session: session.note.theme_word),
    (N_("the purpose"), lambda session: session.note.purpose),
    (N_("the team"), lambda session: session.note.team),
    (N_("what has become of a commitment"), lambda session: session.live.followed),
    (N_("who is here"), lambda session: session.live.people),
    (N_("who has which role"), lambda session: session.live.roles),
    (N_("the speaking order"), lambda session: session.live.order),
    (N_("the close"), lambda session: session.live.closing),
    (N_("the thinking pause"), lambda session: session.live.thinking_since is None),
    (N_("a turn"), lambda session: session.live_phase.round),
    (N_("the minutes planned"), lambda session: [p.minutes for p in session.live.phases]),
    (N_("wrapping up"), lambda session: session.live_phase.wrapping_up),
    (N_("the clock"), lambda session: session.running),
    (N_("what is kept"), lambda session: session.live.keeps),
    (N_("the time used"), lambda session: session.live_phase.spent),
)
"""The parts of a session, each with its name; what leads to others comes before them."""


def _on_the_board(before: Session, after: Session) -> Iterator[str]:
    for column in (*(question.id for question in before.note.questions), LEARNING):
        old, new = (
            [keyword.text for keyword in session.note.entries(column)]
            for session in (before, after)
        )
        if old != new:
            changed = [text for text in (*old, *new) if (text in old) != (text in new)]
            yield _quoted(_("the keyword “{text}”"), _("a keyword"), changed, after)
    for was, now in zip(before.note.questions, after.note.questions, strict=True):
        if was.counts != now.counts:
            yield _("what was counted")
        elif was != now:
            yield _("what is picked or kept")
    if before.note.learning_points != after.note.learning_points:
        yield _("what is picked or kept")


def _agreed(before: Session, after: Session) -> Iterator[str]:
    old, new = before.note, after.note
    if old.commitments != new.commitments:
        changed = [c.what for c in (*old.commitments, *new.commitments)
                   if (c in old.commitments) != (c in new.commitments)]  # fmt: skip
        yield _quoted(_("the commitment “{text}”"), _("a commitment"), changed, after)


def _quoted(named: str, unnamed: str, texts: list[str], session: Session) -> str:
    """The text that changed, or `unnamed` where it must not be shown again."""
    names = [person.name for person in session.live.people]
    may_be_shown = session.guide.board is BoardAtClose.KEPT and texts
    if not may_be_shown or guard_findings(texts[-1], session.note.date, names):
        return unnamed
    text = texts[-1]
    return named.format(text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
