"""The close screen: the group sees what will be kept before it is saved (P14).

After it comes a last screen, from which the note can be read.
"""

from __future__ import annotations

import re
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, assert_never

from textual.containers import Center, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting import closing, closing_steps
from facilitator.conducting.earlier_commitments import (
    SAVE_WITHOUT,
    TRY_LATER,
    WhichVersion,
    unwritten_words,
)
from facilitator.conducting.format import (
    CHANGE_WORDS,
    commitment_words,
    not_saved_words,
    understood_day,
)
from facilitator.conducting.headings import item_words, items_by_heading, kept_words
from facilitator.conducting.stage import AGREED, THANKS, WHAT_WILL_BE_KEPT
from facilitator.conducting.steps import Reading, Writing
from facilitator.core.errors import Refused
from facilitator.core.frame import MADE_ALONE
from facilitator.core.guide.model import Keeps
from facilitator.core.note import Commitment
from facilitator.core.session.closing import ClosingItem, closing_items
from facilitator.core.session.commitments import AddCommitment, EditCommitment
from facilitator.core.session.phases import ReturnFromClose
from facilitator.core.text.guard import NO_TEXT
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.commitment_versions import TwoVersions
from facilitator.ui.kit.dialog import Ask, Sheet, confirm, pick
from facilitator.ui.kit.hanging_list import PageText
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.lettering import LINE, Prompt
from facilitator.ui.kit.line import UNBROKEN, Aside, balanced
from facilitator.ui.kit.note_page import note_page
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import ENDING, read_in_thread, write_in_thread
from facilitator.ui.session.conductor_screen import ConductorScreen, commitment_event
from facilitator.ui.session.edit_board import Entries
from facilitator.ui.session.frame import gone_words
from facilitator.ui.session.wall import Large
from facilitator.words import _, date_words, ngettext, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.closing_steps import ClosedSession
    from facilitator.conducting.conductor import Conductor, ToRefused
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.ui.kit.commitment_form import Filled

T = TypeVar("T")

_MOST_SHOWN = 5
SHORT = 20
"""Rows of a screen under which there is none to spare."""
LARGE_FROM = 32
"""Rows of a screen that has room for a heading in large letters."""
MARK = 12
"""Cells of the mark before an item: whether it is kept."""

_A_NUMBER: Final = re.compile(r"(\d\.?) (?=\w)")
"""A number and the space after it: what it counts stands on the same row."""

WHILE_ENDING = {"blank"}
"""What can be done here while a disk is waited for at the session's end."""


class CloseScreen(ConductorScreen):
    """Everything that could be kept, with its mark; what is marked is saved."""

    CONTEXT = "close"
    AUTO_FOCUS = "Entries"
    DEFAULT_CSS = """
    CloseScreen #trouble { color: $mark; display: none; height: auto; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("close", priority=True)  # type: ignore[assignment]

    def __init__(self, conductor: Conductor, *, is_wall: bool = False) -> None:
        """`is_wall`: on the one screen there is, which the room looks at: without the keys."""
        super().__init__(conductor)
        self.set_class(is_wall, "-wall")
        self._measurement = ""
        """What has become of the session's measurement, in words; empty: it has none."""
        self._is_reading = False
        """Whether something is read for the next step of the end."""
        self._try_again: Callable[[], None] = lambda: None
        """Tries again to write the note that could not be written."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Large(id="heading")
            yield Static(id="who", classes="quiet")
            yield Entries[ClosingItem](hanging=MARK)
            yield Aside()
            yield PageText(id="size", classes="quiet")
            yield Static(id="trouble")
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_interval(5, self._tick)
        self._read_measurement()

    def _read_measurement(self) -> None:
        """What is kept of the session's measurement, which is in no list here."""
        workspace, session = self.workspace, self.conductor.session
        if session.live.measurement is None:
            return

        def show(words: str) -> None:
            self._measurement = words
            self.show_session()

        self._measurement = "…"
        read_in_thread(
            self,
            lambda _go_on: closing.measurement_words(workspace, session),
            show,
            group="measurement",
        )

    # What can be done

    def action_keep(self) -> None:
        if item := self._marked:
            self.do(closing.keeping(item))

    def action_edit(self) -> None:
        item = self._marked
        if item is None:
            return
        if isinstance(item.entry, Commitment):
            self._edit_commitment(item.at)
        elif (text := closing.words_of(item)) is None:
            self.say(_("This line cannot be changed: it is kept, or deleted."))
        else:
            self.ask(
                _(CHANGE_WORDS),
                partial(closing.in_other_words, item),
                value=text,
                to_change=True,
            )

    def action_delete(self) -> None:
        """For good (Ctrl+Z brings it back until it is saved)."""
        if item := self._marked:
            self.do(closing.deletion(item))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A commitment is made only where the guide keeps them; at its end nothing is changed."""
        if self.conductor.is_ending and action not in WHILE_ENDING:
            return False
        if action == "commitment" and not self._keeps_commitments:
            return False
        return super().check_action(action, parameters)

    def key_commands(self) -> tuple[Command, ...]:
        """Only what is possible: where there is no item, there is none to keep or change."""
        items = closing_items(self.conductor.session)
        possible = {
            "commitment": self._keeps_commitments,
            "keep": bool(items),
            "delete": bool(items),
            "edit": any(map(closing.is_editable, items)),
        }
        return tuple(c for c in super().key_commands() if possible.get(c.action, True))

    def action_commitment(self) -> None:
        if self.may(AddCommitment("-")):
            phases = self.conductor.session.guide.phases
            self.ask_commitment(
                commitment_event, when_then=any(phase.when_then for phase in phases)
            )

    def action_back(self) -> None:
        self.conductor.not_closed = None
        if self.conductor.session.live.closing:
            self.do(ReturnFromClose())
        self.dismiss()

    def follow_session(self, words: str) -> None:
        session, below = self.conductor.session, self.app.screen_stack[-2]
        is_shown = session.opening or session.live.closing
        if not is_shown:
            self.dismiss()
        if words and isinstance(below, ConductorScreen):
            (self if is_shown else below).say(words)

    def action_save(self) -> None:
        """Save the note, and home; what is in doubt is asked about first."""
        self._take(closing_steps.saving(self.conductor, self.workspace), _("Saving …"))

    def action_throw_away(self) -> None:
        self._take(closing_steps.discarding(self.conductor, self.workspace))

    def action_wall(self) -> None:
        self.toggle_class("-wall")

    # The steps of the end

    def _take(self, steps: Iterator[closing_steps.Step], meanwhile: str = "") -> None:
        """Take the next of these steps; `meanwhile` is said while they write.

        Over a blank screen nothing is asked and nobody goes home.
        """
        go_on = partial(self._take, steps, meanwhile)
        self._is_reading = False
        try:
            step = next(steps, None)
        except Refused as refused:
            self.refuse(refused)
            return
        match step:
            case Reading():
                self._is_reading = True
                step.begin(self._read, go_on, self._not_done)
            case Writing():
                if meanwhile:
                    self.say(meanwhile)
                step.begin(self._write, go_on, self._not_done)
            case closing_steps.NotClosed():
                self._try_again = go_on
                self.unsay()
                self._show_trouble()
            case closing_steps.ClosedSession() | closing_steps.NothingKept():
                self.unsay()
                self.once_on_top(partial(self._go_home, step))
            case None:
                pass
            case _:
                self.once_on_top(partial(self._put, step, go_on))

    def _not_done(self, why: Refused) -> None:
        self._is_reading = False
        self.refuse(why)

    def _read(self, read: Callable[[], T], then: Callable[[T], object], refused: ToRefused) -> None:
        read_in_thread(self, lambda _go_on: read(), then, refused=refused, group="close")

    def _write(
        self, write: Callable[[], T], then: Callable[[T], object], refused: ToRefused
    ) -> None:
        write_in_thread(self, lambda _go_on: write(), then, refused, group=ENDING)

    def _put(self, question: closing_steps.Question, go_on: Callable[[], None]) -> None:
        match question:
            case closing_steps.NamedTexts():
                self._ask_about_names(question, go_on)
            case closing_steps.Revisit():
                self._ask_about_revisit(question, go_on)
            case closing_steps.NotWritten():
                self._ask_about_unwritten(question, go_on)
            case closing_steps.Discard():
                self._ask_whether_to_discard(question, go_on)
            case _:
                assert_never(question)

    def _ask_about_names(
        self, question: closing_steps.NamedTexts, go_on: Callable[[], None]
    ) -> None:
        def chosen(choice: closing.Unasked) -> None:
            question.answer = choice
            go_on()

        texts = question.texts
        lines = [_(closing.NAMED)]
        lines += [f"· {text}" for text in texts][:_MOST_SHOWN]
        if len(texts) > _MOST_SHOWN:
            lines.append(_("… and {n} more").format(n=len(texts) - _MOST_SHOWN))
        choices = [(_(choice.value), choice) for choice in closing.Unasked]
        pick(self, "\n".join(lines), choices, chosen)

    def _ask_about_revisit(
        self, question: closing_steps.Revisit, go_on: Callable[[], None]
    ) -> None:
        title, today = question.words, self.workspace.today
        if question.is_made_alone:
            title = f"{_(MADE_ALONE)}\n\n{title}"
        if question.no_longer:
            title = f"{gone_words(question.no_longer, self.app.size, title)}\n\n{title}"
        form = Ask(
            title,
            value=date_words(question.proposed),
            check=question.answer,
            unless=NO_TEXT,
            understood=lambda day: understood_day(day, today),
        )
        self.app.push_screen(form, lambda _day: go_on())

    def _ask_about_unwritten(
        self, question: closing_steps.NotWritten, go_on: Callable[[], None]
    ) -> None:
        def chosen(choice: WhichVersion | None) -> None:
            question.answer = choice or WhichVersion.NEITHER_YET
            go_on()

        if question.versions:
            theirs, mine = question.versions
            self.app.push_screen(TwoVersions(theirs, theirs, mine), chosen)
            return
        choices = [
            (_(TRY_LATER), WhichVersion.NEITHER_YET),
            (_(SAVE_WITHOUT), WhichVersion.THEIRS),
        ]
        pick(self, unwritten_words(question.unwritten), choices, chosen)

    def _ask_whether_to_discard(
        self, question: closing_steps.Discard, go_on: Callable[[], None]
    ) -> None:
        def sure() -> None:
            question.answer = True
            go_on()

        confirm(self, _(closing.DISCARD), _("Yes, discard it"), sure)

    def _go_home(self, outcome: closing_steps.ClosedSession | closing_steps.NothingKept) -> None:
        if isinstance(outcome, closing_steps.NothingKept):
            self.navigator.go_home(lambda: "\n".join(outcome.words))
            return
        self.navigator.go_home()
        if outcome.is_private:
            self.navigator.open_door(self.conductor.session.guide.door)
            words = filter(None, (outcome.saved, *outcome.words))
            self.app.notify("\n".join(words), markup=False)
        else:
            self.app.push_screen(ClosedScreen(outcome))

    # How it is shown

    @property
    def _marked(self) -> ClosingItem | None:
        return self.query_one(Entries).marked

    @property
    def _keeps_commitments(self) -> bool:
        return self.conductor.session.guide.keeps(Keeps.COMMITMENTS)

    def _edit_commitment(self, index: int) -> None:
        session = self.conductor.session
        now = session.note.commitments[index]

        def edited(filled: Filled) -> EditCommitment:
            event = EditCommitment(index, filled.what, filled.owner, filled.due, now.status)
            return event._replace(cue=filled.cue, response=filled.response)

        when_then = now.cue is not None or any(phase.when_then for phase in session.guide.phases)
        self.ask_commitment(edited, now, when_then=when_then)

    def _tick(self) -> None:
        if self.conductor.not_closed:
            # But not under somebody who changes it just now, nor ahead of what is read.
            is_free = self.app.screen is self and not self._is_reading
            if is_free and not self.conductor.is_ending:
                self._try_again()
            return
        self.conductor.tick()
        self._show_trouble()

    def _show_trouble(self) -> None:
        line = self.query_one("#trouble", Static)
        trouble = self.conductor.not_closed or self.conductor.trouble
        line.display = trouble is not None
        if trouble:
            line.update(Content(not_saved_words(trouble.reason, is_tried_again=True)))

    def paint(self, session: Session) -> None:
        """Fill the list from the session as it stands: what is not in it is not saved."""
        lines: list[tuple[Content, ClosingItem | None]] = []
        by_heading = items_by_heading(closing_items(session), session.note.language)
        for heading, items in by_heading:
            lines.append((Content(heading), None))
            lines += [(_marked(item_words(item), kept=item.kept), item) for item in items]
        if self._measurement:
            lines.insert(0, (Content(self._measurement), None))
        deleted = closing.deleted_at_save(session)
        if not (lines or deleted):
            lines.append((Content(_(closing.NOTHING_WRITTEN)), None))
        empty = [
            question.text
            for question in self.conductor.kept().questions
            if not session.note.entries(question.id) and not question.is_tallied
        ]
        if empty:
            n = len(empty)
            words = (
                _("Nothing under: {columns}").format(columns=" · ".join(empty))
                if self.app.size.height >= SHORT
                else ngettext(
                    "Nothing under {n} question", "Nothing under {n} questions", n
                ).format(n=n)
            )
            lines.append((Content.styled(words, "$muted"), None))
        if deleted:
            lines.append((Content.styled(deleted, "$muted"), None))
        self.query_one(Entries).fill(lines)
        self._show_heading()
        self.query_one("#who", Static).update(Content(closing.who_reads_it(session)))
        besides = _A_NUMBER.sub(rf"\1{UNBROKEN}", closing.kept_besides(self.conductor))
        self.query_one("#size", PageText).update(Content(besides))
        self.show_keys()
        self._show_trouble()

    def on_resize(self) -> None:
        self.show_session()

    def _show_heading(self) -> None:
        """In large letters where the screen is high enough for the list below."""
        height = self.app.size.height
        rows = height // 4 if height >= LARGE_FROM else 0
        self.query_one("#heading", Large).show(_(WHAT_WILL_BE_KEPT), most_rows=rows)


def _marked(words: str, *, kept: bool) -> Content:
    mark = f"{'✓' if kept else '–'} {kept_words(kept=kept)}"
    return Content.assemble((f"{mark:<{MARK}}", "" if kept else "$muted"), Content(words))


# After it


class ClosedScreen(AppScreen[None]):
    """Thanks, what was agreed, and when it is looked at again; the note can be read from it.

    The group sees it, so no path is on it.
    """

    CONTEXT = "closed"
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    ClosedScreen {
        align: center middle;
        VerticalScroll { height: auto; max-height: 1fr; padding: 0 2; }
        #thanks { padding: 1 0; color: $accent; }
        #closing { text-align: center; width: 1fr; }
        #agreed { width: auto; max-width: 100%; padding: 1 0; }
        #saved { dock: bottom; color: $muted; padding: 0 2; margin-bottom: 1; width: 1fr; }
        KeyLine { dock: bottom; }
        &.-short #thanks { padding: 0; }
        &.-short #agreed { padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[Binding]] = bindings("closed")  # type: ignore[assignment]

    def __init__(self, closed: ClosedSession) -> None:
        super().__init__()
        self._outcome = closed

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prompt(id="thanks")
            yield Static(id="closing")
            with Center():
                yield Static(id="agreed")
        yield Static(id="saved")
        yield KeyLine()

    def on_resize(self) -> None:
        self.show_words()

    def show_words(self) -> None:
        size, closed = self.app.size, self._outcome
        large = size.height >= 20 and not self.workspace.settings.ascii
        self.query_one(Prompt).show(_(THANKS), most_rows=size.height // 4 + 1 if large else 0)
        sentence = balanced(closed.closing, min(LINE, size.width - 5))
        self.query_one("#closing", Static).update(Content("\n".join(sentence)))
        rows = list(
            _commitments_and_revisit(closed.note, min(76, size.width - 5)) if closed.note else ()
        )
        agreed = self.query_one("#agreed", Static)
        agreed.display = bool(rows)
        agreed.update(Content("\n").join(rows))
        lines = filter(None, (*closed.words, closed.saved))
        self.query_one("#saved", Static).update(Content("\n".join(lines)))
        self.show_keys()

    def key_commands(self) -> tuple[Command, ...]:
        """Only a note that is there can be read."""
        commands = super().key_commands()
        return tuple(c for c in commands if c.action != "read" or self._outcome.note)

    def action_quit(self) -> None:
        self.app.exit(0)

    def action_read(self) -> None:
        if self._outcome.note:
            self.app.push_screen(Sheet(note_page(self._outcome.note, ())))


def _commitments_and_revisit(note: Note, width: int) -> Iterator[Content]:
    """What was agreed, and when the group looks at it again."""
    if note.commitments:
        yield Content.styled(_(AGREED), "bold $accent")
        for commitment in note.commitments:
            first, *more = wrap(
                commitment_words(commitment).replace(" – ", f"{UNBROKEN}– "), width - 2
            )
            yield Content(f"– {first}")
            yield from (Content(f"  {row}") for row in more)
    days = [commitment.due for commitment in note.commitments if commitment.due]
    if note.frame and note.frame.revisit:
        days.append(note.frame.revisit)
    if days:
        day = weekday_words(min(days))
        if note.commitments:
            yield Content("")
        yield Content(_("We look at it again on {day}.").format(day=day))
    elif note.commitments:
        yield from (Content(""), Content(_("When do we look at it again?")))
