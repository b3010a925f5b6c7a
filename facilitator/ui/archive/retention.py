"""The screen of what is due for deletion (privacy.md P8): the list, and deleting it for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.errors import Refused
from facilitator.core.retention import Kind
from facilitator.export.plain_text import due_words
from facilitator.store.index.due import DueList, DueNote, due
from facilitator.store.measurement.notes import read_measurement
from facilitator.store.retention import NOTHING_DUE, NotDeleted, delete_due, may_remain
from facilitator.ui.commands import bindings
from facilitator.ui.garbage_collection import let_go
from facilitator.ui.kit.app_protocol import Deletion
from facilitator.ui.kit.dialog import confirm_deletion
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.line import Line, joined
from facilitator.ui.kit.list_detail import ListDetailScreen
from facilitator.ui.kit.note_page import show_note
from facilitator.ui.kit.worker import read_in_thread, stop, write_in_thread
from facilitator.words import _, date_words, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import Binding
    from textual.worker import Worker

    from facilitator.core.retention import Retention
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.worker import GoOn, Progress


class _Due(NamedTuple):
    """What is due, and the retention periods; or why they are unknown."""

    due_list: DueList | None
    about: str


class _Deleted(NamedTuple):
    """The outcome of a deletion; `failed` notes still hold what is due."""

    tried: Sequence[DueNote]
    failed: tuple[NotDeleted, ...]
    stopped: bool
    may_remain: bool


class RetentionScreen(ListDetailScreen[Deletion, _Due]):
    """The notes with something due. Returns what was deleted."""

    CONTEXT = "retention"
    CSS_PATH = "retention.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("retention")  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._notes: Sequence[DueNote] = ()
        self._unread = 0
        self._in_doubt = False
        """Whether it cannot be read how long things are kept."""
        self._kept: set[str] = set()
        """The notes that are not to be deleted for now."""
        self._why_not: dict[Path, Refused] = {}
        self._deletion: Worker[None] | None = None
        self._progress_of_deletion = ""
        self._stopping = False
        self._deleted = Deletion(0, may_remain=False)

    def compose(self) -> ComposeResult:
        yield Label(classes="title")
        yield Static(id="how-long", classes="quiet")
        yield Line(id="count")
        yield self.long_list
        yield Static(id="about-one")
        yield KeyLine()

    def on_mount(self) -> None:
        self._show_title()

    def show_words(self) -> None:
        self._show_title()
        super().show_words()

    def _show_title(self) -> None:
        self.query_one(".title", Label).update(Content(_("Time to delete")))

    def on_unmount(self) -> None:
        notes, self._notes = self._notes, ()
        let_go(notes)

    # What is listed

    def load(self, go_on: GoOn) -> _Due | None:
        """What is due, after every changed file was read: nothing is offered before that."""
        if not self.workspace.index.refresh(go_on).complete:
            return None
        archive = self.workspace.archive
        try:
            due_list = due(archive, self.workspace.index, self.workspace.today)
            if not go_on(0, 0):  # nobody waits for it any more
                let_go(due_list.notes)
                return None
            return _Due(due_list, _kept_words(archive.retention))
        except Refused as refused:
            return _Due(None, refusal_words(refused))

    def show_list(self, loaded: _Due, *, stay: bool) -> None:
        self.complete = True
        self._in_doubt = loaded.due_list is None
        self.query_one("#how-long", Static).update(Content(loaded.about))
        gone, self._notes, self._unread = self._notes, (), 0
        let_go(gone)
        del gone
        if loaded.due_list:
            self._notes, self._unread = loaded.due_list.notes, len(loaded.due_list.problems)
            self._kept &= {note.id for note in self._notes}
        self.long_list.show(len(self._notes), self.long_list.marked)

    def items(self, numbers: range) -> Sequence[Item]:
        return [self._item(self._notes[number]) for number in numbers]

    def _item(self, note: DueNote) -> Item:
        """Day, title and team; below it what is due and since when, or why it is still there."""
        stays = note.id in self._kept
        words = f"{note.date} {note.title or _('Measurement')} "
        first = Content.assemble((words, "$muted" if stays else ""), (note.team, "$muted"))
        if why_not := self._why_not.get(note.path):
            return first, Content.styled(f"  ! {refusal_words(why_not)}", "$mark")
        first_due = min(passed.since for passed in note.due)
        since = _("due since {date}").format(date=date_words(first_due))
        parts = [_("stays for now")] if stays else []
        parts += [", ".join(due_words(passed) for passed in note.due), since]
        return first, Content.styled(f"  {joined(parts)}", "$muted")

    def show_count(self) -> None:
        n = len(self._notes)
        left = self._count_words() if self.complete and not self._in_doubt else ""
        right = f"{self.long_list.marked + 1}/{n}" if n else ""
        if self._deletion:
            right = _("Deleting {progress}").format(progress=self._progress_of_deletion)
        self.count.show(left, self.progress or right)

    def _count_words(self) -> str:
        """How many notes, how many of them stay for now, and how many files are unreadable."""
        n, stay = len(self._notes), len(self._kept)
        parts = [ngettext("{n} note", "{n} notes", n).format(n=n) if n else _(NOTHING_DUE)]
        if stay:
            parts.append(ngettext("{n} stays for now", "{n} stay for now", stay).format(n=stay))
        if self._unread:
            words = ngettext("{n} file cannot be read", "{n} files cannot be read", self._unread)
            parts.append(words.format(n=self._unread))
        return " · ".join(parts)

    # What is marked

    @property
    def _marked(self) -> DueNote | None:
        return self.marked_of(self._notes)

    def show_page(self) -> None:
        """Which file it is, and why it could not be changed."""
        note = self._marked
        rows = [Content(str(note.path.relative_to(self.workspace.archive.folder)))] if note else []
        if note and (why_not := self._why_not.get(note.path)):
            rows.append(Content.styled(refusal_words(why_not), "$mark"))
        self.query_one("#about-one", Static).update(Content("\n").join(rows))

    def on_long_list_opened(self) -> None:
        self.action_read()

    def action_keep_for_now(self) -> None:
        if self._marked and not self._deletion:
            self._kept ^= {self._marked.id}
            self.show_count()
            self.long_list.move(1)

    def action_read(self) -> None:
        note = self._marked
        if note is None or self._deletion:
            return
        path = note.path
        if Kind.AGGREGATES in {passed.kind for passed in note.due}:
            read_in_thread(
                self, lambda _go_on: read_measurement(path), self.navigator.measurement.show_result
            )
        else:
            show_note(self, path)

    # What is deleted

    def action_delete(self) -> None:
        """Delete all that is listed, except notes kept for now; asks first."""
        chosen = [note for note in self._notes if note.id not in self._kept]
        if self._deletion or not chosen:
            return
        n = len(chosen)
        question = ngettext(
            "Delete what is due in {n} note for good?",
            "Delete what is due in {n} notes for good?",
            n,
        ).format(n=n)

        def delete() -> None:
            self._deletion = write_in_thread(
                self, partial(self._delete, chosen), self._show_deleted, self._not_deleted
            )

        confirm_deletion(self, question, delete)

    def _delete(self, chosen: Sequence[DueNote], go_on: GoOn) -> _Deleted:
        tried = len(chosen)

        def count(done: int, total: int) -> bool:
            nonlocal tried
            going_on = go_on(done, total)
            tried = tried if going_on else done
            return going_on

        failed = delete_due(
            self.workspace.archive, self.workspace.index, chosen, self.workspace.today, count
        )
        remains = bool(may_remain(self.workspace.index))
        return _Deleted(chosen[:tried], failed, tried < len(chosen), remains)

    def on_progress(self, event: Progress) -> None:
        if event.group == "write":
            self._progress_of_deletion = f"{event.done}/{event.total}"
            self.show_count()

    def _not_deleted(self, why: Refused) -> None:
        """The deletion failed, for example since the archive's settings cannot be read."""
        self._forget_deletion()
        self.show_count()
        self.refuse(why)

    def _forget_deletion(self) -> None:
        self._deletion, self._stopping, self._progress_of_deletion = None, False, ""

    def _show_deleted(self, deleted: _Deleted) -> None:
        """Leave the screen where everything was deleted."""
        self._why_not |= {failure.note.path: failure.why for failure in deleted.failed}
        gone = {note.path for note in deleted.tried} - {
            failure.note.path for failure in deleted.failed
        }
        self._deleted = Deletion(self._deleted.notes + len(gone), deleted.may_remain)
        if not deleted.failed and not deleted.stopped:
            self.dismiss_in_time(self._deleted)
            return
        self._forget_deletion()
        self._notes = [note for note in self._notes if note.path not in gone]
        self.long_list.show(len(self._notes), self.long_list.marked)
        if n := len(deleted.failed):
            words = ngettext("{n} note could not be changed.", "{n} notes could not be changed.", n)
            self.say(words.format(n=n))

    def action_back(self) -> None:
        """Stop after the note that is being deleted; leave, where none is."""
        if not self._deletion:
            self.app.clear_notifications()
            self.dismiss(self._deleted)
        elif not self._stopping:
            self._stopping = True
            stop(self._deletion)
            self.say(_("It stops after this note."))


def _kept_words(months: Retention) -> str:
    """How long things are kept."""
    return _(
        "How many months the archive keeps: keywords {keywords}, learning points "
        "{learning_points}, commitments after they end {commitments}, measurements {aggregates}."
    ).format_map(months.model_dump())
