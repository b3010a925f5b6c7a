"""The keys of a question with a scale: a level is chosen, or marked and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.conducting.headings import first_scale
from facilitator.conducting.questions import NO_BOARD
from facilitator.core.session.board import Tally
from facilitator.ui.session.keys import has_turns
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.headings import Heading
    from facilitator.core.note import BoardColumn
    from facilitator.ui.session.capture import Capture


class Scale:
    """The scale of the chosen question, and the level of it that is marked to be counted."""

    def __init__(self, conductor: Conductor, capture: Capture) -> None:
        self._conductor, self._capture = conductor, capture
        self._level = 0
        """The place of the level that is marked."""

    @property
    def question(self) -> BoardColumn | None:
        """The chosen question, where it has a scale."""
        heading, questions = self._capture.heading, self._conductor.session.note.questions
        return next((q for q in questions if q.id == heading and q.scale), None)

    def choose_question(self) -> bool:
        """Choose the first question with a scale that is on the board; false where none is."""
        session = self._conductor.session
        self._capture.heading = first_scale(session, session.board) or self._capture.heading
        return self.question is not None

    def step(self, by: int) -> Tally | None:
        """The event that chooses the level so many on; None: it is marked, or there is no scale."""
        question = self.question
        if question is None:
            return None
        if self._chooses_one(question):
            return _next_level(question, by)
        self._level = (self._level + by) % len(question.scale)
        return None

    def count(self, by: int) -> Tally | None:
        """The event by which so many more choose the marked level; None: there is no scale."""
        question = self.question
        if question is None:
            return None
        if self._chooses_one(question):
            return _next_level(question, by)
        level = self._level % len(question.scale)
        number = question.counts[level] if question.counts else 0
        return Tally(question.id, level, max(0, number + by))

    def with_mark(self, headings: tuple[Heading, ...], at: int | None) -> tuple[Heading, ...]:
        """The headings, with the marked level of the one at that place, where it has a scale."""
        if at is None or not headings[at].scale:
            return headings
        marked = replace(headings[at], marked=self._level % len(headings[at].scale))
        return (*headings[:at], marked, *headings[at + 1 :])

    @property
    def keys(self) -> str:
        """What its keys do, for the line that takes no words then; empty: there is no scale."""
        question = self.question
        if question is None:
            return ""
        if has_turns(self._conductor.session):
            return _("F5: how many chose each · Enter: on")
        if self._chooses_one(question):
            return _("← → choose · Enter: on")
        return _("← → level · + − how many · Enter: on")

    @property
    def why_no_words(self) -> str:
        """What is said to a letter where no words are taken."""
        if self.question is None:
            return _(NO_BOARD)
        if has_turns(self._conductor.session):
            return _("No words are taken here: F5 counts.")
        return _("Here you choose with ← →.")

    def _chooses_one(self, question: BoardColumn) -> bool:
        return self._conductor.session.guide.chooses_one(question.id)


def _next_level(question: BoardColumn, step: int) -> Tally:
    """The event that chooses the level so many steps on; from none, the nearest end."""
    chosen = question.counts.index(1) if question.is_tallied else -1 if step > 0 else 0
    return Tally(question.id, (chosen + step) % len(question.scale), 1)
