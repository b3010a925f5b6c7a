"""What has been kept for as long as it may be, and its deletion; the deletion of a whole note.

What is deleted is in no file of ours afterwards: not in the note, nor in what a killed write has
left beside it, nor in a copy that a sync program has made, nor in the index. What a backup or the
versions of a cloud drive hold is not ours to know.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.measurement_note import Measurement
from facilitator.core.note import Note
from facilitator.core.refusal import N_, Refused
from facilitator.core.retention import Due, Kind, due_in, without_due
from facilitator.core.session import Session
from facilitator.store.files import (
    NotRead,
    Overtaken,
    read_file,
    remove_file,
    remove_leftovers,
    stamp_of,
    text_of,
    write_privately,
)
from facilitator.store.listing import documents, read_listed
from facilitator.store.lock import Lock
from facilitator.store.measurement_files import drop_rows
from facilitator.store.notes import MOST_BYTES, NoteError, dumps, loads
from facilitator.store.places import index_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from facilitator.core.retention import Retention
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.listing import Entry


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note with something in it whose time has passed."""

    id: str
    team: str
    title: str
    date: date
    path: Path
    due: tuple[Due, ...]


class NotDeleted(NamedTuple):
    """A note that what is due is still in."""

    note: DueNote
    why: Refused


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due in an archive, oldest note first; and the files nobody can look into."""

    notes: tuple[DueNote, ...]
    problems: tuple[NoteError, ...]


def due(archive: Archive, index: Index, today: date) -> DueList:  # noqa: ARG001 soon
    """What is due in the closed notes of an archive, and in copies that sync programs have made.

    As the index has them: whoever asks brings it up to date first.
    """
    found: list[DueNote] = []
    problems: list[NoteError] = []
    for path, note in _all(archive):
        if isinstance(note, NoteError):
            problems.append(note)
            continue
        passed = _due(note, archive.settings.retention_months, today)
        if passed and not isinstance(note, Session):
            title = note.title if isinstance(note, Note) else note.label or ""
            found.append(DueNote(note.id, note.team, title, note.date, path, passed))
    found.sort(key=lambda one: (one.date, one.id, str(one.path)))
    return DueList(tuple(found), tuple(problems))


def how_many_due(index: Index, retention: Retention, today: date) -> int:
    """How many notes `due` lists for the same index. No note is read for it."""
    from facilitator.store.archive import Archive

    archive = Archive(index.archive)
    found = (note for _path, note in _all(archive) if not isinstance(note, NoteError))
    return sum(bool(_due(note, retention, today)) for note in found)


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
    listed, failed = list(notes), []
    try:
        for at, one in enumerate(listed):
            if go_on is not None and not go_on(at, len(listed)):
                break
            try:
                _delete_due(archive, one, today)
            except Refused as why:
                failed.append(NotDeleted(one, why))
    finally:
        forget(index)
    return tuple(failed)


def _delete_due(archive: Archive, one: DueNote, today: date) -> None:
    kinds = {passed.kind for passed in one.due}
    if Kind.AGGREGATES in kinds:
        _delete(archive.folder, one.path)
    elif Kind.ROWS in kinds:
        drop_rows(one.path)
    else:
        _rewrite(archive, one.path, today)


def files_of(archive: Archive, entry: Entry) -> tuple[Path, ...]:
    """The file of a note, and the copies of it that sync programs have made."""
    copies = [
        path
        for path, note in _all(archive)
        if not isinstance(note, NoteError) and _id(note) == entry.id and path != entry.path
    ]
    return (entry.path, *copies)


def delete(index: Index, *paths: Path) -> None:
    """Delete closed notes for good, and a team's folder where nothing else is in it.

    A file that is no note any more goes too. Raises AlreadyOpen, NotWritten, and Refused for what
    still runs; the files named after it are left.
    """
    try:
        for path in paths:
            _delete(index.archive, path)
    finally:
        forget(index)


def _delete(folder: Path, path: Path) -> None:
    lock = Lock.take(path)
    try:
        with suppress(NoteError, OSError):
            note = read_listed(path, stamp_of(path))
            if isinstance(note, Session) or (isinstance(note, Measurement) and note.is_open):
                raise Refused(N_("It still runs: close it first, or end it there."))
        remove_file(path)
    finally:
        lock.release()
    if path.parent != folder:
        with suppress(OSError):  # there are others in it
            path.parent.rmdir()


def forget(_index: Index) -> None:
    """Remove the indexes, which hold the texts of notes: each is made anew when it is asked.

    Not rows in it alone: a database keeps what was deleted in pages it has yet to use again.
    """
    with suppress(OSError):
        for file in sorted(index_folder().iterdir()):
            with suppress(OSError):
                file.unlink()


def _all(archive: Archive) -> Iterator[tuple[Path, Note | Session | Measurement | NoteError]]:
    """Every note, those in a sync program's copies too: what is due is due there as well."""
    for path, found in documents(archive.folder):
        if isinstance(found, NoteError) and not path.is_symlink():
            with suppress(NoteError, OSError):
                yield path, read_listed(path, stamp_of(path))
                continue
        yield path, found


def _id(note: Note | Session | Measurement) -> str:
    return note.note.id if isinstance(note, Session) else note.id


def _due(note: Note | Session | Measurement, retention: Retention, today: date) -> tuple[Due, ...]:
    return () if isinstance(note, Session) else due_in(note, retention, today)


def _rewrite(archive: Archive, path: Path, today: date) -> None:
    """The note without what is due, in its own place; comments in its file go too."""
    lock = Lock.take(path)
    try:
        for _ in range(20):
            data, stamp = read_file(path, MOST_BYTES)
            note = loads(text_of(data), path)
            if not isinstance(note, Note):
                raise Refused(N_("It still runs: close it first, or end it there."))
            left = without_due(note, archive.settings.retention_months, today)
            try:
                write_privately(path, dumps(left), over=stamp)
            except Overtaken:
                continue
            remove_leftovers(path)
            return
    except NotRead as error:
        raise NoteError(path, None, error.msgid, **error.params) from error
    finally:
        lock.release()
    why = N_("{file} was changed by someone else, and is left as it is.")
    raise Refused(why, file=path.name)
