"""The archive: everything that was kept, found as you type, each note beside the list."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from facilitator.core.query import Query, query_of
from facilitator.core.refusal import Refused
from facilitator.store.archive_search import Holds, found, hits, notes_of, number_of_notes, problems
from facilitator.ui.archive_rows import note_item, page, problem_item, problem_page
from facilitator.ui.commands import bindings
from facilitator.ui.note_page import found_line, row_of_first_mark
from facilitator.ui.screens.base import RoomScreen
from facilitator.ui.widgets.field import Field
from facilitator.ui.widgets.key_line import KeyLine
from facilitator.ui.widgets.line import Line
from facilitator.ui.widgets.long_list import Item, LongList
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.store.problems import FileProblem

AT_ONCE = 0.15
"""Seconds of reading that nobody waits for; what takes longer is read while the list is seen."""
MANY = 2000
"""Notes from which even looking whether anything has changed is done beside the screen."""
PROBLEMS_AT_MOST = 1000


class ArchiveScreen(RoomScreen[None]):
    """A line to search with, the notes that fit, and the marked one to read."""

    CONTEXT = "archive"
    AUTO_FOCUS = "Field"
    CSS_PATH = "archive.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("archive", priority=True)  # type: ignore[assignment]

    @dataclass
    class Read(Message):
        """So many of the changed files have been read; `finished` when it is over."""

        done: int
        total: int
        finished: bool = False
        changed: bool = False

    def __init__(self) -> None:
        super().__init__()
        self._query = Query()
        self._files: tuple[int, ...] = ()
        self._problems: tuple[FileProblem, ...] = ()
        self._about: dict[int, Holds] = {}
        self._matches: dict[int, Content] = {}
        self._reading = ""

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
        if number_of_notes(self.room.index) > MANY:
            self._look_up()
            self.call_after_refresh(self.run_worker, self._read_on, thread=True, exclusive=True)
            return
        end = time.monotonic() + AT_ONCE
        read = self.room.index.refresh(lambda _done, _total: time.monotonic() < end)
        self._look_up()
        if not read.complete:
            self.run_worker(self._read_on, thread=True, exclusive=True)

    def on_screen_resume(self) -> None:
        """What was on top may have changed a note."""
        if self._files or self._problems:
            self._show_page()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What fits what is typed."""
        query = query_of(event.value)
        if query != self._query:
            self._query = query
            self._look_up()

    def on_archive_screen_read(self, event: Read) -> None:
        """How far the reading has come."""
        self._reading = "" if event.finished else f"{event.done}/{event.total}"
        if event.finished and event.changed:
            self._look_up(stay=True)
        else:
            self._show_count()

    def on_long_list_marked(self) -> None:
        """Show what is marked."""
        self._show_count()
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
                self._read_page(reading=True)
        elif holds.entry.kind == "session":
            self.room.resume(holds.entry.path)
        elif holds.entry.status == "running":
            self.say(_("This measurement is still open: go on with it under Measure."))
        else:
            self._show_result(holds)

    def action_filter(self) -> None:
        """Choose what to narrow it down by, and to what."""
        from facilitator.ui.screens.archive_filter import ask_filter

        def typed(text: str) -> None:
            field = self.query_one(Field)
            field.value = text
            field.cursor_position = len(text)

        ask_filter(self.room, self.query_one(Field).value, typed)

    def action_up(self) -> None:
        """A note up, or a row where it is read."""
        self._move(-1)

    def action_down(self) -> None:
        """A note down, or a row where it is read."""
        self._move(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._move(-self.query_one(LongList).page, pages=-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._move(self.query_one(LongList).page, pages=1)

    def action_first(self) -> None:
        """The first."""
        self._move(-self._length)

    def action_last(self) -> None:
        """The last."""
        self._move(self._length)

    def action_blank(self) -> None:
        """Nothing on the screen."""
        from facilitator.ui.screens.blank import Blank

        self.app.push_screen(Blank())

    def action_back(self) -> None:
        """From the page to the list, and from there back."""
        if self.has_class("-reading"):
            self._read_page(reading=False)
        else:
            self.dismiss()

    # What is seen

    @property
    def _length(self) -> int:
        return len(self._files) + len(self._problems)

    def _look_up(self, *, stay: bool = False) -> None:
        """Ask the index for what fits; the marked note stays marked where it is to `stay`."""
        listed = self.query_one(LongList)
        before = self._files[listed.marked] if listed.marked < len(self._files) else None
        index = self.room.index
        self._files = found(index, self._query)
        self._problems = () if self._query.asks else problems(index)[:PROBLEMS_AT_MOST]
        self._about, self._matches = {}, {}
        marked_now = self._files.index(before) if stay and before in self._files else 0
        self._read_page(reading=stay and self.has_class("-reading"))
        listed.show(self._length, marked_now)
        self._show_count()
        self._show_page()

    def _read_on(self) -> None:
        """Read what has changed; in a thread."""
        worker = get_current_worker()
        last = 0.0

        def go_on(done: int, total: int) -> bool:
            nonlocal last
            if time.monotonic() - last > AT_ONCE:
                last = time.monotonic()
                self.post_message(self.Read(done, total))
            return not worker.is_cancelled

        read = self.room.index.refresh(go_on)
        if not worker.is_cancelled:
            self.post_message(self.Read(0, 0, finished=True, changed=read.changed))

    def _items(self, numbers: range) -> Sequence[Item]:
        files = [self._files[n] for n in numbers if n < len(self._files)]
        missing = [file for file in files if file not in self._about]
        self._about |= notes_of(self.room.index, missing)
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
            lines = hits(self.room.index, self._query, file)
            self._matches[file] = found_line(lines[0].text if lines else "", self._query.words)
        return note_item(holds, self._matches[file])

    def _holds(self) -> Holds | None:
        """What is marked, where it is a note."""
        number = self.query_one(LongList).marked
        if number >= len(self._files):
            return None
        file = self._files[number]
        if file not in self._about:
            self._about |= notes_of(self.room.index, [file])
        return self._about.get(file)

    def _show_count(self) -> None:
        n = len(self._files)
        left = ngettext("{n} note", "{n} notes", n).format(n=n) if n else _("No note.")
        if self._query.asks and not n:
            left = _("Nothing found.")
        if wrong := len(self._problems):
            words = ngettext("{n} file is no note", "{n} files are no notes", wrong)
            left = f"{left} · {words.format(n=wrong)}"
        at = f"{self.query_one(LongList).marked + 1}/{self._length}" if self._length else ""
        right = _("Reading {progress}").format(progress=self._reading) if self._reading else at
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
            shown.update("")

    def _show_result(self, holds: Holds) -> None:
        from facilitator.store.measurements import read_measurement

        try:
            self.room.show_result(read_measurement(holds.entry.path))
        except Refused as refused:
            self.refuse(refused)

    def _read_page(self, *, reading: bool) -> None:
        self.set_class(reading, "-reading")
        self.query_one("#page" if reading else Field).focus()

    def _move(self, by: int, *, pages: int = 0) -> None:
        """Move the mark, or the page where that is read."""
        beside = self.query_one("#page")
        if not self.has_class("-reading"):
            self.query_one(LongList).move(by)
        elif pages or abs(by) == 1:
            beside.scroll_relative(y=pages * beside.size.height or by, animate=False)
        else:
            beside.scroll_to(y=0 if by < 0 else beside.max_scroll_y, animate=False)
