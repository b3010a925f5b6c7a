"""What can be done with the note that is marked in the archive: delete it, or share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from facilitator.core.errors import N_, Refused
from facilitator.store.index.notes import files_of
from facilitator.store.retention import delete
from facilitator.ui.kit.dialog import confirm_deletion
from facilitator.ui.kit.format import date_words, why_words
from facilitator.ui.kit.list_detail import BesideScreen
from facilitator.ui.kit.long_list import LongList
from facilitator.ui.kit.worker import write_in_thread
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitator.store.index.notes import Entry

MOST_COPIES = 3
"""How many are named before they are gone."""


class ArchiveChanges(BesideScreen):
    """The archive, as far as its notes are changed in it."""

    deleting = False

    def marked_note(self) -> Entry | None:
        """What is marked, where it is a note."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Del is a key of the line too, while something stands right of its cursor."""
        if action == "delete" and isinstance(line := self.app.focused, Input):
            return line.cursor_position == len(line.value)
        return super().check_action(action, parameters)

    def action_delete(self) -> None:
        """Delete the note for good, with the copies of it; asks first."""
        entry = self.marked_note()
        if entry is None:
            self._say_of_a_file(_("Only notes can be deleted here. Look at this file yourself."))
        elif entry.status == "running":
            self.refuse(Refused(N_("It still runs: close it first, or end it there.")))
        elif not self.deleting:
            files = files_of(self.workspace.index, entry)

            def delete() -> None:
                self.deleting = True
                write_in_thread(self, lambda _go_on: self._delete(files), self._deleted)

            self.app.clear_notifications()  # nothing covers the question
            confirm_deletion(self, "\n".join(self._asks(entry, files)), delete)

    def action_export(self) -> None:
        """See what would leave the archive, and write it to a file."""
        entry = self.marked_note()
        if entry is None:
            self._say_of_a_file(_("Only notes can be shared."))
            return
        from facilitator.export.wording import Sharing
        from facilitator.store.guides import private_guides
        from facilitator.store.sharing import closed_note
        from facilitator.ui.archive.export import ExportNote

        def written(file: Path | None) -> None:
            if file:
                self.say(_("Written, confidential: {file}").format(file=file), seconds=8)

        try:
            private = private_guides(self.workspace.guides)
            note = closed_note(self.workspace.index, str(entry.path), private)
        except Refused as refused:
            self.refuse(refused)
        else:
            self.app.push_screen(ExportNote(Sharing((note,))), written)

    def _deleted(self, why_not: Refused | None) -> None:
        """Show what is left; the screen may have been left by then."""
        self.deleting = False
        if self.is_attached:
            self.read_page(reading=False)
            self.show_found(stay=True)
        self.app.notify(why_words(why_not) if why_not else _("Deleted for good."), markup=False)

    def _say_of_a_file(self, words: str) -> None:
        """Say it where a file is marked, and not where nothing is found."""
        if self.query_one(LongList).length:
            self.say(words)

    def _asks(self, entry: Entry, files: Sequence[Path]) -> list[str]:
        asks = (
            _("Delete this measurement for good?")
            if entry.kind == "measurement"
            else _("Delete this note for good?")
        )
        rows = [asks, f"{entry.title} · {entry.team} · {date_words(entry.date)}"]
        if n := len(files) - 1:
            rows.append(
                ngettext("{n} copy of it goes too:", "{n} copies of it go too:", n).format(n=n)
            )
            names = [str(file.relative_to(self.workspace.index.archive)) for file in files[1:]]
            rows += names[:MOST_COPIES] + ["…"] * (n > MOST_COPIES)
        return rows

    def _delete(self, files: Sequence[Path]) -> Refused | None:
        """Why the note is still there, if it is. The index writes over what it forgets: slow."""
        try:
            delete(self.workspace.index, *files)
        except Refused as refused:
            return refused
        return None
