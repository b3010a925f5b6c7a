"""What has been kept as long as it may be (privacy.md P8): listed, and deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.errors import Refused
from facilitator.core.retention import Kind
from facilitator.export.retention import due_words
from facilitator.store.index.due import due
from facilitator.store.retention import NotDeleted, delete_due
from facilitator.ui.commands import bindings
from facilitator.ui.kit.dialog import confirm_deletion
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line
from facilitator.ui.kit.long_list import LongList
from facilitator.ui.kit.screen import RoomScreen
from facilitator.ui.kit.worker import read_in_thread, stop, write_in_thread
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.worker import Worker

    from facilitator.store.index.due import DueList, DueNote
    from facilitator.ui.kit.long_list import Item
    from facilitator.ui.kit.worker import GoOn, Progress


def due_item(one: DueNote, *, stays: bool, why_not: Refused | None) -> Item:
    """When, what and whose; below it what is due and since when, or why it is still there."""
    words = f"{one.date} {one.title or _('Measurement')} "
    first = Content.assemble((words, "$muted" if stays else ""), (one.team, "$muted"))
    if why_not is not None:
        return first, Content.styled(f"  ! {said(why_not)}", "$mark")
    what = ", ".join(due_words(passed) for passed in one.due)
    since = _("due since {date}").format(date=min(passed.since for passed in one.due))
    parts = [what, since]
    if stays:
        parts.insert(0, _("stays for now"))
    return first, Content.styled(f"  {' · '.join(parts)}", "$muted")


def about_due(one: DueNote, archive: Path, why_not: Refused | None) -> Content:
    """Which file it is, and why it could not be changed."""
    file = Content(str(one.path.relative_to(archive)))
    if why_not is None:
        return file
    return Content("\n").join([file, Content.styled(said(why_not), "$mark")])


def due_count(notes: int, stay: int, unread: int) -> str:
    """How many notes, how many of them stay for now, and how many files nobody can look into."""
    parts = [ngettext("{n} note", "{n} notes", notes).format(n=notes)]
    if not notes:
        parts = [_("Nothing is due.")]
    if stay:
        parts.append(ngettext("{n} stays for now", "{n} stay for now", stay).format(n=stay))
    if unread:
        words = ngettext("{n} file cannot be read", "{n} files cannot be read", unread)
        parts.append(words.format(n=unread))
    return " · ".join(parts)


class _Deleted(NamedTuple):
    """These were tried; in those that failed, what is due is still there."""

    tried: Sequence[DueNote]
    failed: tuple[NotDeleted, ...]
    stopped: bool


class RetentionScreen(RoomScreen[int]):
    """The notes with something due. Gives in how many of them it was deleted."""

    CONTEXT = "retention"
    CSS_PATH = "retention.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        *bindings("retention"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(0, -1)", show=False),
        Binding("pagedown", "move(0, 1)", show=False),
        Binding("home", "move(-1_000_000)", show=False),
        Binding("end", "move(1_000_000)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._notes: Sequence[DueNote] = ()
        self._unread = 0
        self._stay: set[Path] = set()
        """What is not to be deleted for now."""
        self._why_not: dict[Path, Refused] = {}
        self._progress = ""
        self._listed = self._stopping = False
        self._deleting: Worker[None] | None = None
        self._deleted = 0

    def compose(self) -> ComposeResult:
        """How long things are kept, what is due, and more on the marked one."""
        yield Label(Content(_("Time to delete")), classes="title")
        yield Static(Content(self._about()), classes="quiet")
        yield Line(id="count")
        yield LongList(self._items)
        yield Static(id="about-one")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look what there is."""
        self.show_keys()
        self._show()
        read_in_thread(self, self._look, self._show_due)

    # What the threads tell

    def on_progress(self, event: Progress) -> None:
        """How far it has come."""
        self._progress = f"{event.done}/{event.total}"
        self._show_count()

    def _show_due(self, found: DueList | Refused | None) -> None:
        if isinstance(found, Refused):
            self.refuse(found)
        elif found is not None:
            self._listed, self._progress = True, ""
            self._notes, self._unread = found.notes, len(found.problems)
            self._show()

    def _show_deleted(self, deleted: _Deleted) -> None:
        """Leave where all that was to go has gone."""
        self._why_not |= {one.note.path: one.why for one in deleted.failed}
        gone = {one.path for one in deleted.tried} - {one.note.path for one in deleted.failed}
        self._deleted += len(gone)
        if not deleted.failed and not deleted.stopped:
            self.dismiss_in_time(self._deleted)
            return
        self._deleting, self._stopping = None, False
        self._progress = ""
        self._notes = [one for one in self._notes if one.path not in gone]
        self._show()
        if n := len(deleted.failed):
            words = ngettext("{n} note could not be changed.", "{n} notes could not be changed.", n)
            self.say(words.format(n=n))

    def on_long_list_marked(self) -> None:
        """More on the marked one."""
        self._show_count()
        one = self._marked
        folder = self.workspace.archive.folder
        about = about_due(one, folder, self._why_not.get(one.path)) if one else ""
        self.query_one("#about-one", Static).update(about)

    def on_long_list_opened(self) -> None:
        """Read it."""
        self.action_read()

    # Commands

    def action_keep_for_now(self) -> None:
        """Let the note stay for now, or take it in again."""
        if self._marked and not self._deleting:
            self._stay ^= {self._marked.path}
            self._show_count()
            self.query_one(LongList).move(1)

    def action_read(self) -> None:
        """The note as it is, or the measurement's result."""
        one = self._marked
        if one is None or self._deleting:
            return
        from facilitator.store.measurement.note import read_measurement
        from facilitator.ui.kit.note_sheet import note_sheet

        try:
            if Kind.AGGREGATES in {passed.kind for passed in one.due}:
                self.navigator.show_result(read_measurement(one.path))
            else:
                self.app.push_screen(note_sheet(one.path))
        except Refused as refused:
            self.refuse(refused)

    def action_delete(self) -> None:
        """Delete all that is listed, but for what stays for now; asks first."""
        chosen = [one for one in self._notes if one.path not in self._stay]
        if self._deleting or not chosen:
            return
        n = len(chosen)
        asks = ngettext(
            "Delete what is due in {n} note for good?",
            "Delete what is due in {n} notes for good?",
            n,
        ).format(n=n)

        def delete() -> None:
            self._deleting = write_in_thread(
                self, lambda go_on: self._delete(chosen, go_on), self._show_deleted
            )

        confirm_deletion(self, asks, delete)

    def action_move(self, by: int, pages: int = 0) -> None:
        """Another note."""
        listed = self.query_one(LongList)
        listed.move(by + pages * listed.page)

    def action_back(self) -> None:
        """Stop after the note that is being deleted; back, where none is."""
        if not self._deleting:
            self.app.clear_notifications()
            self.dismiss(self._deleted)
        elif not self._stopping:
            self._stopping = True
            stop(self._deleting)
            self.say(_("It stops after this note."))

    def _about(self) -> str:
        """How long things are kept, or why that is not known."""
        try:
            months = self.workspace.archive.retention
        except Refused as refused:
            return said(refused)
        return _(
            "The archive keeps keywords {keywords} months, learning points {learning_points}, "
            "commitments {commitments} after they end, measurements {aggregates}."
        ).format_map(months.model_dump())

    # In threads

    def _look(self, go_on: GoOn) -> DueList | Refused | None:
        """What is due, or why that is not known; None where the reading was cancelled."""
        if not self.workspace.index.refresh(go_on).complete:
            return None
        try:
            return due(self.workspace.archive, self.workspace.index, self._today)
        except Refused as refused:
            return refused

    def _delete(self, chosen: Sequence[DueNote], go_on: GoOn) -> _Deleted:
        tried = len(chosen)

        def count(done: int, total: int) -> bool:
            nonlocal tried
            going_on = go_on(done, total)
            tried = tried if going_on else done
            return going_on

        failed = delete_due(
            self.workspace.archive, self.workspace.index, chosen, self._today, count
        )
        return _Deleted(chosen[:tried], failed, stopped=tried < len(chosen))

    # What is seen

    @property
    def _today(self) -> date:
        return self.workspace.today

    @property
    def _marked(self) -> DueNote | None:
        number = self.query_one(LongList).marked
        return self._notes[number] if number < len(self._notes) else None

    def _items(self, numbers: range) -> Sequence[Item]:
        return [
            due_item(one, stays=one.path in self._stay, why_not=self._why_not.get(one.path))
            for one in (self._notes[n] for n in numbers)
        ]

    def _show(self) -> None:
        listed = self.query_one(LongList)
        listed.show(len(self._notes), listed.marked)
        self._show_count()

    def _show_count(self) -> None:
        n, stay = len(self._notes), sum(one.path in self._stay for one in self._notes)
        left = due_count(n, stay, self._unread) if self._listed else ""
        right = f"{self.query_one(LongList).marked + 1}/{n}" if n else ""
        if self._deleting:
            right = _("Deleting {progress}").format(progress=self._progress)
        elif not self._listed:
            right = _("Reading {progress}").format(progress=self._progress)
        self.query_one("#count", Line).show(left, right)
