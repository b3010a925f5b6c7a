"""The archive screen: notes found as one types, and the marked note next to the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Input

from facilitator.conducting.format import why_words
from facilitator.core.errors import N_, Refused
from facilitator.core.text.query import Query, query_of
from facilitator.store.index.notes import files_of
from facilitator.store.lock import STILL_RUNS
from facilitator.store.measurement.notes import read_measurement
from facilitator.store.retention import DELETED, delete, may_remain
from facilitator.ui.archive.listing import (
    NOTHING,
    ArchiveList,
    NoteToRead,
    Row,
    archive_list,
    ask_filter,
    filters,
    note_rows,
    note_to_read,
)
from facilitator.ui.archive.versions import ask_version, copied, file_names
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.dialog import confirm_deletion
from facilitator.ui.kit.fields import Field
from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.note_page import (
    DELETE_NOTE,
    problem_item,
    problem_page,
    row_of_first_mark,
)
from facilitator.ui.kit.worker import read_in_thread, write_in_thread
from facilitator.words import _, date_words, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.store.index.notes import Entry, Holds
    from facilitator.ui.archive.export import ExportNote
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn, Progress

_MAY_REMAIN: Final = N_("Deleted. Other files of the archive may still hold it.")


class ArchiveScreen(ListDetailScreen[None, ArchiveList]):
    """A search line, the matching notes, and the marked one to read."""

    CONTEXT = "archive"
    AUTO_FOCUS = "Field"
    CSS_PATH = "archive.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("archive", priority=True)  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._query = Query()
        self._listing = ArchiveList(self._query, (), (), 0, {})
        self._when_read: list[Callable[[], object]] = []
        """To be done when the rows around the mark have been read."""
        self._reads_rows = self._deletes = self._has_versions = False

    def compose_above(self) -> ComposeResult:
        yield Field(placeholder=_("Search: words, team:, #tag, from:2026-03"))

    def on_mount(self) -> None:
        self.page.can_focus = True

    def show_words(self) -> None:
        super().show_words()
        self.query_one(Field).placeholder = _("Search: words, team:, #tag, from:2026-03")

    def on_screen_resume(self) -> None:
        """What was on top may have changed a note."""
        if self._listing.length:
            self.show_page()

    def on_input_changed(self, event: Input.Changed) -> None:
        query = query_of(event.value)
        if query != self._query:
            self._query = query
            self.load_list()

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the search line, also while the page is read."""
        if self.has_class("-reading") and event.is_printable and event.character:
            event.stop()
            self.read_page(reading=False)
            self.query_one(Field).insert_text_at_cursor(event.character)

    def on_long_list_opened(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Del is a key of the line too, while something stands right of its cursor."""
        if action == "delete" and isinstance(line := self.app.focused, Input):
            return line.cursor_position == len(line.value)
        return super().check_action(action, parameters)

    # Commands

    def action_back(self) -> None:
        """From the page to the list, from matches to all notes, and then back."""
        line = self.query_one(Field)
        if line.value and not self.has_class("-reading"):
            line.value = ""
        else:
            super().action_back()

    def action_open(self) -> None:
        """Read the note, show the result, or resume what still runs."""
        self._with_marked(self._open)

    def _open(self, note: Holds | None) -> None:
        entry = note and note.entry
        if entry is None or (entry.kind == "session" and entry.status == "closed"):
            if self._listing.length:
                self.read_page(reading=True)
        elif entry.kind == "session":
            self.navigator.session.resume(entry.path)
        elif entry.status == "running":
            self.say(_("This measurement is still open: continue it under Measure."))
        else:
            read_in_thread(
                self,
                lambda _go_on: read_measurement(entry.path),
                self.navigator.measurement.show_result,
                group="open",
            )

    def action_filter(self) -> None:
        line = self.query_one(Field)

        def typed(text: str) -> None:
            line.value = text
            line.cursor_position = len(text)

        read_in_thread(
            self,
            lambda _go_on: filters(self.workspace.index),
            lambda choices: ask_filter(self, choices, line.value, typed),
            group="open",
        )

    def action_look_back(self) -> None:
        self._with_marked(lambda note: self.navigator.look_back(note.entry.team if note else ""))

    def action_commitments(self) -> None:
        def follow_up(note: Holds | None) -> None:
            if note is None or not note.commitments or note.entry.status == "running":
                self.say(_("There are no commitments in this note."))
            else:
                self.navigator.follow_up(note=note.entry.path)

        self._with_marked(follow_up)

    def action_delete(self) -> None:
        """Delete the note for good, with its copies; asks first."""
        self._with_marked(self._ask_to_delete)

    def _ask_to_delete(self, note: Holds | None) -> None:
        if note is None:
            self._say_of_a_file(_("Only notes can be deleted here. Look into this file yourself."))
        elif note.entry.status == "running":
            self.refuse(Refused(STILL_RUNS))
        elif not self._deletes:
            entry = note.entry

            def ask(files: Sequence[Path]) -> None:
                self.app.clear_notifications()  # nothing covers the question
                title = "\n".join(self._deletion_words(entry, files))
                confirm_deletion(self, title, lambda: self._delete(files))

            index = self.workspace.index
            read_in_thread(self, lambda _go_on: files_of(index, entry), ask, group="open")

    def _deletion_words(self, entry: Entry, files: Sequence[Path]) -> list[str]:
        from facilitator.conducting.measuring import DELETE_FOR_GOOD  # 40 ms of statistics

        question = _(DELETE_FOR_GOOD) if entry.kind == "measurement" else _(DELETE_NOTE)
        rows = [question, f"{entry.title} · {entry.team} · {date_words(entry.date)}"]
        if n := len(files) - 1:
            rows.append(
                ngettext("{n} copy of it goes too:", "{n} copies of it go too:", n).format(n=n)
            )
            rows += file_names(files[1:], self.workspace.index.archive)
        return rows

    def _delete(self, files: Sequence[Path]) -> None:
        index = self.workspace.index

        def delete_files(_go_on: GoOn) -> bool:
            delete(index, *files)
            return bool(may_remain(index))

        self._deletes = True
        write_in_thread(
            self,
            delete_files,
            lambda remains: self._deleted(_(_MAY_REMAIN) if remains else _(DELETED)),
            lambda refused: self._deleted(why_words(refused)),
        )

    def _deleted(self, words: str) -> None:
        self._deletes = False
        self.app.notify(words, markup=False)
        self._show_what_is_left()

    def action_export(self) -> None:
        self._with_marked(self._export)

    def _export(self, note: Holds | None) -> None:
        if note is None:
            self._say_of_a_file(_("Only notes can be shared."))
            return
        if note.entry.kind == "measurement" and note.entry.status == "closed":
            self.say(_("This is a measurement. Enter shows its result."))
            return

        def read(_go_on: GoOn) -> Callable[[], ExportNote]:
            from facilitator.ui.archive.export import ExportNote, outgoing  # loaded in the thread

            return partial(ExportNote, outgoing(self.workspace, note.entry.path))

        read_in_thread(self, read, lambda screen: self.app.push_screen(screen()), group="open")

    def action_versions(self) -> None:
        """Where copies of the note differ from it: choose between all versions."""
        self._with_marked(self._ask_version)

    def _ask_version(self, note: Holds | None) -> None:
        number = self._mark - len(self._listing.files)
        problem = self._listing.problems[number] if note is None and self._listing.length else None
        note_id = note.entry.id if note else problem.params.get("id") if problem else None
        if not isinstance(note_id, str):
            self._say_of_a_file(_("Only notes have versions."))
            return
        index = self.workspace.index
        read_in_thread(
            self,
            lambda _go_on: copied(index, note_id),
            lambda note: ask_version(self, index, note, self._show_what_is_left),
            group="open",
        )

    def _show_what_is_left(self) -> None:
        """The screen may have been left by then."""
        if self.is_attached:
            self.read_page(reading=False)
            self.load_list(stay=True, awaited=False)

    def _say_of_a_file(self, words: str) -> None:
        """Say it where a file is marked, and not where nothing is found."""
        if self._listing.length:
            self.say(words)

    # What is listed

    def load(self, go_on: GoOn) -> ArchiveList:
        """The matches, with the rows around the mark."""
        return archive_list(self.workspace.index, self._query, self._mark)

    def show_list(self, loaded: ArchiveList, *, stay: bool) -> None:
        """Keep the marked note marked, or its position, if `stay`."""
        before = self._marked_file if stay else None
        place = self._mark if stay else 0
        is_read = stay and self.has_class("-reading") and loaded.files == self._listing.files
        self._listing = loaded
        if is_read:  # what is read does not move under the eyes
            self.long_list.refresh()
            self.show_count()
            return
        self.read_page(reading=stay and self.has_class("-reading"))
        if before in loaded.files:
            place = loaded.files.index(before)
        self.long_list.show(loaded.length, place)

    def show_count(self) -> None:
        n, length = len(self._listing.files), self._listing.length
        left = ngettext("{n} note", "{n} notes", n).format(n=n) if n else _("No note.")
        if not n and not self._listing.query.is_empty:
            mistake = self._listing.query.mistake
            left = refusal_words(mistake) if mistake else _("Nothing found.")
        if wrong := self._listing.wrong:
            words = ngettext("{n} file to look at", "{n} files to look at", wrong)
            left = f"{left} · {words.format(n=wrong)}"
        at = f"{self._mark + 1}/{length}" if length else ""
        is_counted = length or self.complete
        self.count.show(left if is_counted else "", self.progress or at)

    def on_long_list_marked(self) -> None:
        self._read_rows()

    def items(self, numbers: range) -> Sequence[Item]:
        files, rows = self._listing.files, self._listing.rows
        return [
            (row.item if (row := rows.get(files[n])) else NOTHING)
            if n < len(files)
            else problem_item(self._listing.problems[n - len(files)])
            for n in numbers
        ]

    def _read_rows(self) -> None:
        """Read the rows around the mark, where one near it has not been read."""
        listing = self._listing
        wanted = listing.unread(self._mark, 2 * self.long_list.most)
        if self._reads_rows or not wanted:
            return
        self._reads_rows = True
        was_read = self._marked_file in listing.rows

        def show(rows: dict[int, Row | None]) -> None:
            self._reads_rows = False
            listing.rows.update(rows)
            self.long_list.refresh()
            if not was_read:
                self.show_page()
            self._read_rows()
            waiting, self._when_read = self._when_read, []
            for do in waiting:
                do()

        index = self.workspace.index
        read_in_thread(
            self, lambda _go_on: note_rows(index, listing.query, wanted), show, group="rows"
        )

    # What is marked

    @property
    def _mark(self) -> int:
        return self.long_list.marked

    @property
    def _marked_file(self) -> int | None:
        """The marked note by its number in the index; None where that is no note."""
        return self._listing.files[self._mark] if self._mark < len(self._listing.files) else None

    def _with_marked(self, do: Callable[[Holds | None], object]) -> None:
        """Call something with the marked note once it is loaded; None where it is no note."""

        def now() -> None:
            file, rows = self._marked_file, self._listing.rows
            row = None if file is None else rows.get(file)
            if file is None or file in rows:
                do(row.note if row else None)
            else:
                self._when_read.append(now)

        self.when_loaded(now)

    def on_progress(self, event: Progress) -> None:
        """A page that takes long is said to be read, instead of the one before."""
        if event.group == "page":
            self.text.update(Content.styled(event.reading, "$muted"))

    def show_page(self) -> None:
        listing, file = self._listing, self._marked_file
        self.workers.cancel_group(self, "page")
        self._has_versions = False
        number = self._mark - len(listing.files)
        if file is not None:
            if row := listing.rows.get(file):
                note, words, index = row.note, listing.query.words, self.workspace.index

                read_in_thread(
                    self,
                    lambda _go_on: note_to_read(index, note, words),
                    self._show_note,
                    group="page",
                )
        elif number < len(listing.problems):
            problem = listing.problems[number]
            self._has_versions = "id" in problem.params
            self._show_content(problem_page(problem))
            self.show_keys()
        else:
            hint = _("guide:supervision finds a guide, team:nord a team, from:2026-03 a period.")
            nothing = listing.query.is_empty
            self._show_content(Content("") if nothing else Content.styled(hint, "$muted"))

    def _show_note(self, page: NoteToRead) -> None:
        self._has_versions = page.has_versions
        content = page.content
        if page.has_versions:
            keys = self.workspace.settings.keymap.get("archive.versions", "f3")
            words = _("The files of this note differ. {key} shows both, to choose from.")
            row = Content.styled(f"! {words.format(key=key_words(keys))}", "$mark")
            content = Content("\n").join([row, content])
        self._show_content(content)
        self.show_keys()

    def key_commands(self) -> tuple[Command, ...]:
        """The versions only where there are several."""
        commands = super().key_commands()
        return tuple(c for c in commands if c.action != "versions" or self._has_versions)

    def _show_content(self, content: Content) -> None:
        self.text.update(content)
        row = row_of_first_mark(content, self.text.content_size.width)
        self.page.scroll_home(animate=False)
        if row:
            down = max(0, row - self.page.size.height // 2)
            self.call_after_refresh(self.page.scroll_to, y=down, animate=False)

    def read_page(self, *, reading: bool) -> None:
        """Give the focus to the page, or back to the search line."""
        super().read_page(reading=reading)
        (self.page if reading else self.query_one(Field)).focus()
