"""The close screen: the group sees what will be kept before it is saved (P14).

After it comes a last screen, from which the note can be read.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, TypeVar

from textual.containers import Center, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.conducting import closing
from facilitator.conducting.earlier_commitments import (
    SAVE_WITHOUT,
    TRY_LATER,
    WhichVersion,
    unwritten_words,
)
from facilitator.conducting.format import (
    commitment_words,
    not_saved_words,
    parsed_day,
    understood_day,
)
from facilitator.conducting.headings import heading_of, item_words, kept_words
from facilitator.conducting.stage import AGREED, THANKS, WHAT_WILL_BE_KEPT
from facilitator.core.frame import MADE_ALONE, is_made_alone, no_longer, proposed_revisit
from facilitator.core.guide.model import Keeps
from facilitator.core.note import Commitment
from facilitator.core.session.board import AddCommitment, EditCommitment
from facilitator.core.session.closing import (
    ClosingItem,
    MakeFrame,
    TakeNamesOut,
    closing_items,
    leaves_note,
)
from facilitator.core.session.phases import ReturnFromClose
from facilitator.core.text.guard import NO_TEXT
from facilitator.store.commitments import ChangedMeanwhile
from facilitator.store.guides import foundations
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.commitment_form import TwoVersions
from facilitator.ui.kit.dialog import Ask, Sheet, confirm, pick
from facilitator.ui.kit.hanging_list import PageText
from facilitator.ui.kit.lettering import LINE, Prompt
from facilitator.ui.kit.line import UNBROKEN, Aside, KeyLine, balanced
from facilitator.ui.kit.note_page import note_page
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import ENDING, read_in_thread, write_in_thread
from facilitator.ui.session.conductor_screen import ConductorScreen, commitment_event
from facilitator.ui.session.edit_board import Entries
from facilitator.ui.session.frame import gone_words
from facilitator.ui.session.wall import Large
from facilitator.words import _, date_words, ngettext, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.conducting.conductor import Conductor, ToRefused
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.store.commitments import Unwritten
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
        elif (text := closing.words_of(item)) is not None:
            self.ask(
                _("Change the words"),
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
        commands = super().key_commands()
        if self._keeps_commitments:
            return commands
        return tuple(command for command in commands if command.id != "close.commitment")

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

    def action_save(self) -> None:
        """Save the note, and home; first ask about who is named in it and was not asked about."""
        texts = closing.unasked(self.conductor)
        if not texts:
            self._save()
            return

        def chosen(choice: closing.Unasked) -> None:
            if choice is closing.Unasked.TAKE_OUT:
                self.do(TakeNamesOut(frozenset(texts)))
            elif choice is closing.Unasked.KEEP:
                self.conductor.memory.texts |= set(texts)
                self._save()

        lines = [_(closing.NAMED)]
        lines += [f"· {text}" for text in texts][:_MOST_SHOWN]
        if len(texts) > _MOST_SHOWN:
            lines.append(_("… and {n} more").format(n=len(texts) - _MOST_SHOWN))
        pick(
            self,
            "\n".join(lines),
            [(_(choice.value), choice) for choice in closing.Unasked],
            chosen,
        )

    def _save(self) -> None:
        if closing.makes_frame(self.conductor):
            self._make_frame()
        else:
            self._close()

    def _make_frame(self) -> None:
        """Ask when the frame is looked at again; then it is the team's next version."""
        workspace, team = self.workspace, self.conductor.session.note.team

        def ask(before: Note | None) -> None:
            version, today = closing.next_version(before), workspace.today
            title = closing.revisit_question(version)
            if is_made_alone(self.conductor.session):
                title = f"{_(MADE_ALONE)}\n\n{title}"
            if before and (gone := no_longer(before, self.conductor.kept())):
                title = f"{gone_words(gone, self.app.size, title)}\n\n{title}"
            form = Ask(
                title,
                value=date_words(proposed_revisit(today)),
                check=lambda day: self.conductor.do(MakeFrame(version, parsed_day(day, today))),
                unless=NO_TEXT,
                understood=lambda day: understood_day(day, today),
            )
            self.app.push_screen(form, lambda day: None if day is None else self._close())

        read_in_thread(self, lambda _go_on: workspace.frame_in_force(team), ask, group="frame")

    def _close(self) -> None:
        """What has become of earlier commitments goes into their notes first.

        After a kill it is done again, which changes nothing.
        """
        followed = self.conductor.session.live.followed
        if not followed:
            self._end()
            return
        workspace = self.workspace

        def write() -> tuple[Unwritten, ...]:
            from facilitator.store.commitments import write_followed

            workspace.index.refresh()
            return write_followed(workspace.index, followed, workspace.today)

        self.say(_("Saving …"))
        self.conductor.end_in(self._thread, write, self._settle, self.refuse)

    def _settle(self, unwritten: Sequence[Unwritten]) -> None:
        """Ask about each that was not written, and then end the session."""
        if not self.is_current:
            return
        if not unwritten:
            self._end()
            return
        each, rest = unwritten[0], unwritten[1:]
        if isinstance(each.why, ChangedMeanwhile) and each.kept and each.mine:

            def chosen(choice: WhichVersion | None) -> None:
                if choice is WhichVersion.THEIRS:
                    self._settle(rest)
                elif choice is WhichVersion.MINE:
                    self._write_over(each, rest)

            theirs = each.kept.commitment
            self.app.push_screen(TwoVersions(theirs, theirs, each.mine), chosen)
            return
        choices: list[tuple[str, Callable[[], None]]] = [
            (_(TRY_LATER), lambda: None),
            (_(SAVE_WITHOUT), lambda: self._settle(rest)),
        ]
        pick(self, unwritten_words(each), choices, lambda do: do())

    def _write_over(self, unwritten: Unwritten, rest: Sequence[Unwritten]) -> None:
        from facilitator.store.commitments import write_over

        today = self.workspace.today
        self.conductor.end_in(
            self._thread,
            lambda: write_over(unwritten, today),
            lambda _none: self._settle(rest),
            lambda why: self._settle((unwritten._replace(why=why), *rest)),
        )

    def _thread(
        self, write: Callable[[], T], then: Callable[[T], object], refused: ToRefused
    ) -> None:
        write_in_thread(self, lambda _go_on: write(), then, refused, group=ENDING)

    def _end(self) -> None:
        if self.conductor.is_ending:
            return
        self.say(_("Saving …"))
        self.conductor.close(self._thread, self._show_outcome)

    def _show_outcome(self) -> None:
        """Home where the session is closed; else why it is not."""
        self.unsay()
        if self.conductor.closed:
            self.leave_in_time(self._go_home)
        else:
            self._show_trouble()

    def _go_home(self) -> None:
        keeper = self.conductor.keeper
        has_note = leaves_note(self.conductor.session)
        if keeper.note_file is None and has_note:
            self.navigator.go_home(lambda: _("The guide was tried out. Nothing was saved."))
            return
        words = closing.left_words(self.conductor, self._measurement)
        guide = self.conductor.session.guide
        note = self.conductor.note if has_note else None
        self.navigator.go_home()
        if guide.private:
            self.navigator.open_door(guide.door)
            if note:
                words.insert(0, _(closing.SAVED_ALONE))
            self.app.notify("\n".join(words), markup=False)
            return
        last = foundations(guide.language).closing
        self.app.push_screen(ClosedScreen(ClosedSession(last, note, words)))

    def action_wall(self) -> None:
        self.toggle_class("-wall")

    def action_throw_away(self) -> None:
        def go_home() -> None:
            of_measurement = self._measurement
            self.navigator.go_home(
                lambda: "\n".join(filter(None, [of_measurement, _(closing.NOTHING_KEPT)]))
            )

        def gone() -> None:
            self.leave_in_time(go_home)

        def throw_away() -> None:
            self.conductor.throw_away(self._thread, gone, self.refuse)

        confirm(self, _(closing.DISCARD), _("Yes, discard it"), throw_away)

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
            if self.is_current:  # not under somebody who changes it just now
                self._end()
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
        for heading, items in groupby(closing_items(session), key=heading_of):
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


class ClosedSession(NamedTuple):
    """A session that has come to its end."""

    closing: str
    """The sentence it ends with, from the guide."""
    note: Note | None
    """What was kept; None where nothing was, so that there is no note."""
    words: Sequence[str]
    """What else is to be known, for whoever led it."""


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
        lines = [*closed.words, *([_(closing.SAVED)] if closed.note else [])]
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
