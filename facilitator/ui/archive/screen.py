"""The archive: everything that was kept, found as you type, each note beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.core.errors import Refused
from facilitator.core.text.query import Query, query_of
from facilitator.store.index.notes import Holds, notes_of, problems
from facilitator.store.index.search import found, hits
from facilitator.ui.archive.changes import ArchiveChanges
from facilitator.ui.archive.rows import (
    note_item,
    page,
    problem_item,
    problem_page,
)
from facilitator.ui.commands import bindings
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.long_list import Item, LongList
from facilitator.ui.kit.note_page import found_line, row_of_first_mark
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.store.index.notes import Entry
    from facilitator.store.toml import FileProblem

PROBLEMS_AT_MOST = 1000


class ArchiveScreen(ArchiveChanges):
    """A line to search with, the notes that fit, and the marked one to read."""

    CONTEXT = "archive"
    AUTO_FOCUS = "Field"
    CSS_PATH = "archive.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("archive", priority=True)  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._query = Query()
        self._files: tuple[int, ...] = ()
        self._problems: tuple[FileProblem, ...] = ()
        self._wrong = 0
        """How many files there is something wrong with; so many are not listed."""
        self._about: dict[int, Holds] = {}
        self._matches: dict[int, Content] = {}

    def compose(self) -> ComposeResult:
        """What is looked for, how much there is of it, the list and the page."""
        yield Field(placeholder=_("Search: words, team:, #tag, from:2026-03"))
        yield Line(id="count")
        with Horizontal():
            yield LongList(self._items)
            with VerticalScroll(id="page", can_focus=True):
                yield Static(id="note")
        yield KeyLine()

    def on_mount(self) -> None:
        """What the index knows, and then what has changed since."""
        self.show_keys()
        self.read_archive()

    def on_screen_resume(self) -> None:
        """What was on top may have changed a note."""
        if self._files or self._problems:
            self._show_page()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What fits what is typed."""
        query = query_of(event.value)
        if query != self._query:
            self._query = query
            self.show_found()

    def on_key(self, event: events.Key) -> None:
        """A letter is searched for while the page is read, too."""
        if self.has_class("-reading") and event.is_printable and event.character:
            event.stop()
            self.read_page(reading=False)
            self.query_one(Field).insert_text_at_cursor(event.character)

    def on_long_list_marked(self) -> None:
        """Show what is marked."""
        self.show_progress()
        self._show_page()

    def on_long_list_opened(self) -> None:
        """Open it."""
        self.action_open()

    # Commands

    def action_open(self) -> None:
        """Read the note, look at the result, or go on with what still runs."""
        holds = self._holds()
        if holds is None or (holds.entry.kind == "session" and holds.entry.status == "closed"):
            if self._length:
                self.read_page(reading=True)
        elif holds.entry.kind == "session":
            self.navigator.resume(holds.entry.path)
        elif holds.entry.status == "running":
            self.say(_("This measurement is still open: go on with it under Measure."))
        else:
            self._show_result(holds)

    def action_filter(self) -> None:
        """Choose what to narrow it down by, and to what."""
        from facilitator.ui.archive.filter import ask_filter

        def typed(text: str) -> None:
            field = self.query_one(Field)
            field.value = text
            field.cursor_position = len(text)

        ask_filter(self, self.query_one(Field).value, typed)

    def action_look_back(self) -> None:
        """The patterns over time of the team whose note is marked."""
        holds = self._holds()
        self.navigator.look_back(holds.entry.team if holds else "")

    def action_commitments(self) -> None:
        """What was agreed in the note, and what became of it."""
        holds = self._holds()
        if holds is None or not holds.commitments or holds.entry.status == "running":
            self.say(_("There are no commitments in this note."))
        else:
            self.navigator.follow_up(note=holds.entry.path)

    # What is seen

    @property
    def _length(self) -> int:
        return len(self._files) + len(self._problems)

    def show_found(self, *, stay: bool = False) -> None:
        """Ask the index for what fits; the marked note stays marked where it is to `stay`."""
        listed = self.query_one(LongList)
        before = self._files[listed.marked] if listed.marked < len(self._files) else None
        index = self.workspace.index
        self._files = found(index, self._query)
        wrong = () if self._query.asks else problems(index)
        self._wrong, self._problems = len(wrong), wrong[:PROBLEMS_AT_MOST]
        self._about, self._matches = {}, {}
        place = listed.marked if stay else 0
        marked_now = self._files.index(before) if stay and before in self._files else place
        self.read_page(reading=stay and self.has_class("-reading"))
        listed.show(self._length, marked_now)
        self.show_progress()
        self._show_page()

    def _items(self, numbers: range) -> Sequence[Item]:
        files = [self._files[n] for n in numbers if n < len(self._files)]
        missing = [file for file in files if file not in self._about]
        self._about |= notes_of(self.workspace.index, missing)
        return [
            self._note_item(self._files[n])
            if n < len(self._files)
            else problem_item(self._problems[n - len(self._files)])
            for n in numbers
        ]

    def _note_item(self, file: int) -> Item:
        holds = self._about.get(file)
        if holds is None:  # gone since it was found
            return Content(""), Content("")
        if not (self._query.words or self._query.kinds or self._query.themes):
            return note_item(holds)
        if file not in self._matches:
            lines = hits(self.workspace.index, self._query, file)
            self._matches[file] = found_line(lines[0].text if lines else "", self._query.words)
        return note_item(holds, self._matches[file])

    def _holds(self) -> Holds | None:
        """What is marked, where it is a note."""
        number = self.query_one(LongList).marked
        if number >= len(self._files):
            return None
        file = self._files[number]
        if file not in self._about:
            self._about |= notes_of(self.workspace.index, [file])
        return self._about.get(file)

    def marked_note(self) -> Entry | None:
        """What is marked, where it is a note."""
        holds = self._holds()
        return holds and holds.entry

    def show_progress(self) -> None:
        """Show how many there are, and which is marked or how far the reading is."""
        n = len(self._files)
        left = ngettext("{n} note", "{n} notes", n).format(n=n) if n else _("No note.")
        if self._query.asks and not n:
            left = _("Nothing found.")
        if wrong := self._wrong:
            words = ngettext("{n} file to look at", "{n} files to look at", wrong)
            left = f"{left} · {words.format(n=wrong)}"
        at = f"{self.query_one(LongList).marked + 1}/{self._length}" if self._length else ""
        right = _("Reading {progress}").format(progress=self.reading) if self.reading else at
        self.query_one("#count", Line).show(left, right)

    def _show_page(self) -> None:
        shown = self.query_one("#note", Static)
        beside = self.query_one("#page")
        beside.scroll_home(animate=False)
        holds = self._holds()
        number = self.query_one(LongList).marked - len(self._files)
        if holds is not None:
            content = page(holds, self._query.words)
            shown.update(content)
            if row := row_of_first_mark(content, shown.content_size.width):
                down = max(0, row - beside.size.height // 2)
                self.call_after_refresh(beside.scroll_to, y=down, animate=False)
        elif 0 <= number < len(self._problems):
            problem = self._problems[number]
            shown.update(problem_page(problem))
        else:
            hint = _("guide:supervision finds a guide, team:nord a team, from:2026-03 a period.")
            shown.update(Content.styled(hint, "$muted") if self._query.asks else "")

    def _show_result(self, holds: Holds) -> None:
        from facilitator.store.measurement.note import read_measurement

        try:
            self.navigator.show_result(read_measurement(holds.entry.path))
        except Refused as refused:
            self.refuse(refused)

    def read_page(self, *, reading: bool) -> None:
        """The page has the keys; or the line again."""
        super().read_page(reading=reading)
        self.query_one("#page" if reading else Field).focus()
