"""Deleting what is due, and deleting whole notes.

What is deleted is in no file of ours afterwards: not in the note, nor in the remains of a killed
write, nor in a copy that a sync program has made, nor in the index. A backup, or the versions of a
cloud drive, are out of our reach.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.note import Measurement
from facilitator.core.note import Note
from facilitator.core.retention import Kind, without_due
from facilitator.core.session.model import Session
from facilitator.store.files import remove_file
from facilitator.store.index.frames import replaced_on
from facilitator.store.index.problems import unread
from facilitator.store.index.reading import note_in
from facilitator.store.lock import CHANGED, IN_USE, STILL_RUNS, Lock
from facilitator.store.notes import NoteError, dumps, loads, rewrite
from facilitator.store.scan import version_folders
from facilitator.store.settings import Doubt
from facilitator.store.shared.local import note_deletion
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.index.due import DueNote
    from facilitator.store.notes import NoteFile


DELETED: Final = N_("Deleted for good.")
NOTHING_DUE: Final = N_("Nothing is due.")
_KEEPS_VERSIONS: Final = N_("Earlier versions are kept here, of what was deleted too.")


def may_remain(index: Index) -> tuple[FileProblem, ...]:
    """Where in the archive what was deleted may still be read.

    That is in files that nobody can look into, and in folders in which other programs keep earlier
    versions. As the index has them: whoever asks brings it up to date first.
    """
    keepers = (FileProblem(path, None, _KEEPS_VERSIONS) for path in version_folders(index.archive))
    return (*unread(index), *keepers)


class NotDeleted(NamedTuple):
    """A note in which something due could not be deleted."""

    note: DueNote
    why: Refused


def delete_due(
    archive: Archive,
    index: Index,
    notes: Iterable[DueNote],
    today: date,
    go_on: Callable[[int, int], bool] | None = None,
) -> tuple[NotDeleted, ...]:
    """Delete for good what is due in these notes, and give those where it could not be done.

    `go_on` is told how many notes are done, and how many there are; where it says no, the others
    are left as they are. No byte of what was deleted is in any file of ours when this returns.
    """
    due_notes, failed = list(notes), []
    try:
        for at, due_note in enumerate(due_notes):
            if go_on is not None and not go_on(at, len(due_notes)):
                break
            try:
                _delete_due(archive, index, due_note, today)
            except Doubt as why:  # it is the same for all that are left
                failed += [NotDeleted(left, why) for left in due_notes[at:]]
                break
            except Refused as why:
                failed.append(NotDeleted(due_note, why))
    finally:
        index.forget()
    return tuple(failed)


def _delete_due(archive: Archive, index: Index, due_note: DueNote, today: date) -> None:
    archive.certain("retention_months")
    kinds = {passed.kind for passed in due_note.due}
    for file in map(Path, due_note.files):
        if Kind.AGGREGATES in kinds:
            delete_file(archive.folder, file)
        else:
            _rewrite(archive, file, today, replaced_on(index, due_note.id))


def delete(index: Index, *paths: Path) -> None:
    """Delete closed notes for good, and a team's folder where nothing else is in it.

    The first is the note's own file, the others its copies: what ended in the first runs in none
    of them. A file that is no note any more goes too. Raises AlreadyOpen, NotWritten, and Refused
    where it still runs; the files named after it are left.
    """
    try:
        for at, path in enumerate(paths):
            delete_file(index.archive, path, though_it_runs=at > 0)
    finally:
        index.forget()


def delete_file(
    folder: Path,
    path: Path,
    *,
    though_it_runs: bool = False,
    stays: Path | None = None,
    is_still: Callable[[], bool] = lambda: True,
) -> None:
    """Delete one file of the archive in that folder for good. Raises as `delete` does.

    `stays`: the file in which the note goes on, of which this one is a copy. `is_still` is asked
    while nobody else writes it: where it says no, the file is another than was looked at, and
    stays. Raises Refused.
    """
    with Lock.take(path, why=IN_USE):
        if not is_still():
            raise Refused(CHANGED, file=path.name)
        with suppress(NoteError, OSError):
            note = note_in(path)
            runs = isinstance(note, Session) or (isinstance(note, Measurement) and note.is_open)
            if runs and not though_it_runs:
                raise Refused(STILL_RUNS)
        note_deletion(folder, path, stays)
        remove_file(path)
    if path.parent != folder:
        with suppress(OSError):  # there are others in it
            path.parent.rmdir()


def _rewrite(archive: Archive, path: Path, today: date, replaced: date | None) -> None:
    """Rewrite the note without what is due; comments in its file go too."""

    def make(file: NoteFile) -> bytes:
        note = loads(file.text, path)
        if not isinstance(note, Note):
            raise Refused(STILL_RUNS)
        return dumps(without_due(note, archive.retention, today, replaced))

    rewrite(path, make)
