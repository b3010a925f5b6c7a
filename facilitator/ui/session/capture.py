"""The capture line: what is typed, the heading it is written under, and its keys on a scale."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from facilitator.conducting.earlier_commitments import ANSWERS
from facilitator.conducting.format import status_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.headings import COMMITMENTS, THEME, first_scale, fitting, headings
from facilitator.core.session.board import AddKeyword, SetThemeWord, Tally
from facilitator.core.session.stage import turn_view
from facilitator.ui.kit.form import CaptureLine, CaptureRow, TagSuggester, tags_offered
from facilitator.ui.kit.paste import Pasted
from facilitator.ui.session.keys import answers_commitments
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.conducting.guard import GuardMemory
    from facilitator.conducting.headings import Heading
    from facilitator.core.note import BoardColumn
    from facilitator.core.session.model import Session

TYPING: Final = 2.0
"""Seconds: so long after a letter, what is typed goes with it."""
_DIGITS: Final = tuple("123456789")


class Capture(CaptureRow):
    """The line, and the heading that is chosen for what is written in it."""

    def __init__(self, memory: GuardMemory, *, id: str | None = None) -> None:
        guard = Guard(memory=memory)
        super().__init__(CaptureLine(id="capture", guard=guard, suggester=TagSuggester()), id=id)
        self.heading: str | None = None
        """The id of the heading that is chosen; None: this guide has no board."""
        self.level = 0
        """The place of the level that is marked, where it has a scale."""
        self._missed_at: float | None = None
        """When a letter was typed last while no words were taken."""
        self._drafts: dict[str, str] = {}
        """What was begun under a heading, and left with the phase: it waits there."""

    def take_over(self, line: CaptureLine, taken: str | None = None) -> None:
        """Take what was typed in another line, and its cursor; `taken` has been by now."""
        if line.value != taken:
            self.line.value, self.line.selection = line.value, line.selection
            line.call_later(self.take_over, line, line.value)  # more may be on its way to it

    @property
    def written(self) -> str:
        """What stands in the line."""
        return self.line.value if self.is_mounted else ""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was typed and is on no board: under other headings, and in the line."""
        texts = (*self._drafts.values(), self.written)
        return tuple(text.strip() for text in texts if text.strip())

    def fit(self, session: Session) -> str:
        """Choose the heading that fits the phase; gives what was left under the one before.

        It waits there: what was begun under one question is not to land under another.
        """
        before, text = self.heading, self.written.strip()
        self.heading = fitting(session, before)
        ids = [heading.id for heading in headings(session)]
        if not text or before is None or (self.heading == before and before in ids):
            return ""
        self._drafts[before] = text
        self.saved()
        return text

    def show(self, shown: tuple[Heading, ...]) -> int | None:
        """Show which heading is chosen; gives its place among those listed."""
        ids = [heading.id for heading in shown]
        if self.heading not in ids:
            self.heading = next(iter(ids), None)
        at = ids.index(self.heading) if self.heading else None
        # A commitment opens its form, and there is one theme: lines would go astray.
        as_a_whole = self.heading in {COMMITMENTS, THEME}
        self.line.pasted = Pasted.AS_A_WHOLE if as_a_whole else Pasted.LINE_BY_LINE
        if self.heading in self._drafts and not self.written:
            self.line.value = self._drafts.pop(self.heading)
            self.line.cursor_position = len(self.line.value)
        self.show_target(f"{at + 1} {shown[at].text}" if at is not None else "")
        return at

    def choose_by(self, step: int, session: Session) -> None:
        """Choose the heading so many places further down; after the last comes the first."""
        ids = [heading.id for heading in headings(session)]
        if ids:
            at = ids.index(self.heading) if self.heading in ids else 0
            self.heading = ids[(at + step) % len(ids)]

    def saved(self) -> None:
        """What was typed is saved: empty the line."""
        self.line.value = ""
        self.line.guard.forget()

    @property
    def event(self) -> AddKeyword | SetThemeWord:
        """What writes the line under its heading, where that is no commitment."""
        text = self.line.value
        return SetThemeWord(text) if self.heading == THEME else AddKeyword(self.heading or "", text)

    # A digit alone in the line, and Enter: what it stands for is chosen

    def digit(self, session: Session) -> int:
        """The digit that stands alone in the line, where it means something; 0: none."""
        if self.written not in _DIGITS:
            return 0
        number = int(self.written)
        return number if number <= len(_numbered(session)) else 0

    def remark(self, session: Session) -> str:
        """What there is to say of the text in the line."""
        if digit := self.digit(session):
            words = _("Enter: {n} {what} · with a space after it the number is a keyword")
            return words.format(n=digit, what=_numbered(session)[digit - 1])
        return self.line.remark or tags_offered(self.written)

    # A scale: the arrows choose a level, or mark the one that + and - count

    def scale(self, session: Session) -> BoardColumn | None:
        """The chosen question, where it has a scale."""
        questions = session.note.questions
        return next((q for q in questions if q.id == self.heading and q.scale), None)

    def choose_scale(self, session: Session) -> bool:
        """Choose the first question with a scale that is on the board; false where none is."""
        self.heading = first_scale(session, session.board) or self.heading
        return self.scale(session) is not None

    def step_level(self, step: int, session: Session) -> Tally | None:
        """The event that chooses the level so many steps on; None: it is marked, to be counted."""
        question = self.scale(session)
        if question is None:
            return None
        if session.guide.chooses_one(question.id):
            return _next_level(question, step)
        self.level = (self.level + step) % len(question.scale)
        return None

    def count(self, step: int, session: Session) -> Tally | None:
        """The event by which so many more choose the marked level; None: there is no scale."""
        question = self.scale(session)
        if question is None:
            return None
        if session.guide.chooses_one(question.id):
            return _next_level(question, step)
        level = self.level % len(question.scale)
        number = question.counts[level] if question.counts else 0
        return Tally(question.id, level, max(0, number + step))

    @property
    def takes_words(self) -> bool:
        """Whether letters go into the line; where they do not, the focus is elsewhere."""
        return not (self.is_mounted and self.line.disabled)

    def explain_scale(self, session: Session) -> None:
        """Explain the keys of a question with a scale, in the line that then takes no words."""
        words = ""
        if question := self.scale(session):
            if turn_view(session) is not None:
                words = _("F5: how many chose each · Enter: on")
            elif session.guide.chooses_one(question.id):
                words = _("← → choose · Enter: on")
            else:
                words = _("← → level · + − how many · Enter: on")
        if self.line.placeholder != words:
            self.line.placeholder = words
        takes = self.heading is not None and not words and not session.opening
        if self.line.disabled == takes:
            self.line.disabled = not takes
            if takes:
                self.line.focus()

    @property
    def is_missed(self) -> bool:
        """Whether words are being typed where none are taken.

        By time, and not until some other key: within a word or a sentence the fingers rest for
        less than this, and who has stopped, looks up and then presses Space means the clock.
        """
        # Not by the session's clock: that of a guide that is tried out goes faster than fingers.
        return self._missed_at is not None and monotonic() - self._missed_at < TYPING

    def miss(self) -> None:
        """A letter was typed that is not taken."""
        self._missed_at = monotonic()

    def miss_no_more(self) -> None:
        """What is typed from now on is something else."""
        self._missed_at = None


def _numbered(session: Session) -> tuple[str, ...]:
    """What the digits from 1 stand for, in words."""
    if answers_commitments(session):
        return tuple(status_words(status) for status in ANSWERS)
    return tuple(heading.text for heading in headings(session))


def _next_level(question: BoardColumn, step: int) -> Tally:
    """The event that chooses the level so many steps on; from none, the nearest end."""
    chosen = question.counts.index(1) if question.is_tallied else -1 if step > 0 else 0
    return Tally(question.id, (chosen + step) % len(question.scale), 1)
