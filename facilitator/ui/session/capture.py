"""The capture line: what is typed, the heading it is written under, and what becomes of it.

Where that heading has a scale the line takes no words, and keys choose or count its levels.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.content import Content

from facilitator.conducting.earlier_commitments import ANSWERS
from facilitator.conducting.format import status_words
from facilitator.conducting.guard import NOTHING_PRIVATE, Guard
from facilitator.conducting.headings import (
    COMMITMENTS,
    THEME,
    first_scale,
    fitting,
    headings,
    written_last,
)
from facilitator.conducting.questions import NO_BOARD, most_commitments
from facilitator.core.session.board import AddKeyword, SetThemeWord, Tally
from facilitator.core.session.commitments import AddCommitment
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.dialog import confirm
from facilitator.ui.kit.fields import CaptureLine, CaptureRow, TagSuggester, tags_offered
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.paste import Pasted
from facilitator.ui.session.conductor_screen import commitment_event
from facilitator.ui.session.keys import answers_commitments, has_turns
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.conductor import Conductor
    from facilitator.conducting.headings import Heading
    from facilitator.core.note import BoardColumn
    from facilitator.core.session.model import Session
    from facilitator.ui.kit.line import Aside
    from facilitator.ui.session.conductor_screen import ConductorScreen


TYPING: Final = 2.0
"""Seconds: so long after a letter, what is typed goes with it."""
_DIGITS: Final = tuple("123456789")


class Capture(CaptureRow):
    """The line, and the heading that is chosen for what is written in it."""

    def __init__(self, screen: ConductorScreen, aside: Aside, *, id: str | None = None) -> None:
        """What the guard has to ask of the line is shown in `aside`."""
        guard = Guard(memory=screen.conductor.memory)
        super().__init__(CaptureLine(id="capture", guard=guard, suggester=TagSuggester()), id=id)
        self._session_screen, self._aside = screen, aside
        self.heading: str | None = None
        """The id of the heading that is chosen; None: this guide has no board."""
        self._shown: tuple[Heading, ...] = ()
        """The headings as they are shown: it may be in the other language."""
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
    def _session(self) -> Session:
        return self._session_screen.conductor.session

    # The heading

    def fit(self) -> str:
        """Choose the heading that fits the phase; gives what was left under the one before.

        It waits there: what was begun under one question is not to land under another.
        """
        before, text = self.heading, self.written.strip()
        self.heading = fitting(self._session, before)
        ids = [heading.id for heading in headings(self._session)]
        if not text or before is None or (self.heading == before and before in ids):
            return ""
        self._drafts[before] = text
        self._clear()
        return text

    def show(self, shown: tuple[Heading, ...]) -> int | None:
        """Show which heading is chosen; gives its place among those listed."""
        self._shown = shown
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

    def choose_by(self, step: int) -> None:
        """Choose the heading so many places further down; after the last comes the first."""
        ids = [heading.id for heading in headings(self._session)]
        if ids:
            at = ids.index(self.heading) if self.heading in ids else 0
            self.heading = ids[(at + step) % len(ids)]

    # A digit alone in the line, and Enter: what it stands for is chosen

    @property
    def digit(self) -> int:
        """The digit that stands alone in the line, where it means something; 0: none."""
        if self.written not in _DIGITS:
            return 0
        number = int(self.written)
        return number if number <= len(self._numbered) else 0

    def take_digit(self) -> int:
        """As `digit`, which is taken out of the line."""
        number = self.digit
        if number:
            self.line.value = ""
        return number

    @property
    def _numbered(self) -> tuple[str, ...]:
        """What the digits from 1 stand for, in words."""
        if answers_commitments(self._session):
            return tuple(status_words(status) for status in ANSWERS)
        shown = {heading.id: heading.text for heading in self._shown}
        return tuple(shown.get(each.id, each.text) for each in headings(self._session))

    # What becomes of the text

    @property
    def remark(self) -> str:
        """What there is to say of the text in the line."""
        if digit := self.digit:
            words = _("Enter: {n} {what} · with a space after it the number is a keyword")
            return words.format(n=digit, what=self._numbered[digit - 1])
        if self.written and self.why_full:
            return self.why_full
        return self.line.remark or tags_offered(self.written)

    @property
    def why_full(self) -> str:
        """Why no commitment can be added where one would be written; empty: one can."""
        if self.heading != COMMITMENTS:
            return ""
        refused = self._session_screen.why_not(AddCommitment("-"))
        return refusal_words(refused) if refused else ""

    def save(self) -> None:
        """Save the line under its heading; say what is in the way."""
        if self.heading is None:
            self._session_screen.say(_(NO_BOARD))
        elif not self._is_taken() and app_of(self).text_waits:
            self.line.insert_text_at_cursor(" ")  # of a paste: what comes next was another line

    def _is_taken(self) -> bool:
        """Save it, or go on with it in a form; False where it stays to be changed."""
        if self._is_asked_about():
            return False
        text = self.line.value
        if self.heading == COMMITMENTS:
            self.ask_commitment(text, self._clear)
            return True
        event = (
            SetThemeWord(text) if self.heading == THEME else AddKeyword(self.heading or "", text)
        )
        is_done = self._session_screen.do(event)
        if is_done:
            self._clear()
        return is_done

    def commit(self) -> None:
        """Add a commitment; the text in the line is what it is about."""
        if not self.line.text or self.digit:
            self.ask_commitment()
        elif not self._is_asked_about():
            self.ask_commitment(self.line.value, self._clear)

    def ask_commitment(self, what: str = "", then: Callable[[], None] = lambda: None) -> None:
        """Open the form of a commitment; `then` is called once it is agreed."""
        if not self._session_screen.may(AddCommitment("-")):
            return
        session = self._session
        self._session_screen.ask_commitment(
            commitment_event,
            when_then=session.phase.when_then,
            what=what or (written_last(session) if session.phase.when_then else ""),
            advice=most_commitments(session),
            then=then,
        )

    def ask_about_unsaved(self, then: Callable[[], None]) -> None:
        """Call `then`; text that is on no board, under other headings too, is asked about first."""
        texts = (*self._drafts.values(), self.written)
        unsaved = [text.strip() for text in texts if text.strip()]
        if not unsaved:
            then()
            return
        title = _("This was typed, and is not on the board. Close without it?")
        confirm(
            self._session_screen,
            "\n".join([title, *(f"· {text}" for text in unsaved)]),
            _("Yes, close without it"),
            then,
            no=_("No, back to it"),
        )

    def _is_asked_about(self) -> bool:
        """Whether the guard has a question about the line, which is then shown."""
        question = self.line.question(self._session_screen.names)
        self._aside.ask(self.line.remark)
        return question is not None

    def bring_back(self) -> bool:
        """Undo a masking in the line; returns whether there was one."""
        is_back = self.line.bring_back()
        if is_back:
            self._aside.ask(self.line.remark)
        return is_back

    def _clear(self) -> None:
        """What was typed is saved: empty the line."""
        self.line.value = ""
        self.line.guard.forget()

    # Where no words are taken

    @property
    def takes_words(self) -> bool:
        """Whether letters go into the line; where they do not, the focus is elsewhere."""
        return not (self.is_mounted and self.line.disabled)

    def explain(self, keys: str) -> None:
        """Show in the line what keys do where it takes no words, or let it take them."""
        if self.line.placeholder != keys:
            self.line.placeholder = keys
        takes = self.heading is not None and not keys and not self._session.opening
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


class PrivacyLine(Line):
    """What is not to be written, and next to it something else that there is room to say."""

    @property
    def room(self) -> int:
        """The cells next to it."""
        return max(20, self.app.size.width - 2) - len(_(NOTHING_PRIVATE)) - 3

    def show_beside(self, words: str) -> None:
        """Show it, and next to it the words, if they fit."""
        right = words if len(words) <= self.room else ""
        self.show(_(NOTHING_PRIVATE), Content.styled(right, "$muted"))
