"""Where what is typed goes: the board's headings, in the order of their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.guide.model import Keeps
from facilitator.core.note import (
    LEARNING,
    Commitment,
    Status,
)
from facilitator.export.plain import STATUS
from facilitator.ui.kit.format import commitment_words, keyword_words
from facilitator.ui.session.board import Heading
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView

COMMITMENTS = "commitments"
THEME = "theme-word"


def headings(session: Session) -> tuple[Heading, ...]:
    """The questions, then what else this guide keeps."""
    return tuple(_headings(session))


def _headings(session: Session) -> Iterator[Heading]:
    note, guide = session.note, session.guide
    for question in note.questions:
        yield Heading(question.id, question.text, tuple(map(keyword_words, question.keywords)))
    if guide.keeps(Keeps.THEME_WORD):
        yield Heading(THEME, _("Theme in a word"), (note.theme_word,) if note.theme_word else ())
    if guide.keeps(Keeps.LEARNING_POINTS) or note.learning_points:
        yield Heading(
            LEARNING, _("Learning points"), tuple(map(keyword_words, note.learning_points))
        )
    if guide.keeps(Keeps.COMMITMENTS) or note.commitments:
        yield Heading(COMMITMENTS, _("Commitments"), tuple(map(commitment_words, note.commitments)))


def stage_headings(view: StageView) -> tuple[Heading, ...]:
    """The headings that the room sees."""
    found = [Heading(q.id, q.text, tuple(map(keyword_words, q.keywords))) for q in view.questions]
    if view.learning_points:
        found.append(Heading(LEARNING, _("Learning points"), view.learning_points))
    return tuple(found)


def fitting(session: Session, before: str | None) -> str | None:
    """The heading that fits the phase: its own question, or what it keeps, or as it was."""
    phase, keeps = session.phase, session.phase.keeps
    if phase.questions and Keeps.KEYWORDS in keeps:
        return phase.questions[0]
    for what, heading in (
        (Keeps.THEME_WORD, THEME),
        (Keeps.LEARNING_POINTS, LEARNING),
        (Keeps.COMMITMENTS, COMMITMENTS),
    ):
        if what in keeps:
            return heading
    if phase.questions:
        return phase.questions[0]
    ids = [heading.id for heading in headings(session)]
    questions = [q.id for q in session.note.questions]
    return before if before in questions else next(iter(ids), None)


def earlier_words(commitment: Commitment) -> str:
    """A commitment of an earlier session in a line: the same, and its status where that is told."""
    words = commitment_words(commitment)
    if commitment.status is Status.OPEN:
        return words
    return f"{words} ({_(STATUS[commitment.status])})"
