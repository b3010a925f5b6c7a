"""The capture line: what is typed, the heading it is written under, and what becomes of it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from facilitator.conducting.earlier_commitments import ANSWERS
from facilitator.conducting.format import status_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.headings import COMMITMENTS, THEME, fitting, headings, written_last
from facilitator.conducting.questions import NO_BOARD, most_commitments
from facilitator.core.session.board import AddKeyword, SetThemeWord
from facilitator.core.session.commitments import AddCommitment
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.dialog import confirm
from facilitator.ui.kit.fields import CaptureLine, CaptureRow, TagSuggester, tags_offered
from facilitator.ui.kit.paste import Pasted
from facilitator.ui.session.conductor_screen import commitment_event
from facilitator.ui.session.keys import answers_commitments
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.conducting.headings import Heading
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
