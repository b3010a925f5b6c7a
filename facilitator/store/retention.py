"""What has been kept for as long as it may be, and its deletion; the deletion of a whole note.

What is deleted is in no file of ours afterwards: not in the note, nor in what a killed write has
left beside it, nor in a copy that a sync program has made, nor in the index. What a backup or the
versions of a cloud drive hold is not ours to know.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from facilitator.core.measurement_note import Measurement
from facilitator.core.note import Note
from facilitator.core.refusal import N_, Refused
from facilitator.core.retention import Due, Kept, Kind, gathered, last_days_due, without_due
from facilitator.core.session import Session
from facilitator.store.archive_search import problem
from facilitator.store.files import (
    NotRead,
    Overtaken,
    read_file,
    remove_file,
    remove_leftovers,
    text_of,
    write_privately,
)
from facilitator.store.lock import Lock
from facilitator.store.measurement_files import drop_rows
from facilitator.store.note_at import note_at
from facilitator.store.notes import MOST_BYTES, NoteError, dumps, loads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from facilitator.core.retention import Retention
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.listing import Entry
    from facilitator.store.problems import FileProblem


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
    problems: tuple[FileProblem, ...]


def due(archive: Archive, index: Index, today: date) -> DueList:
    """What is due in the closed notes of an archive, and in copies that sync programs have made.

    As the index has them: whoever asks brings it up to date first.
    """
    retention = archive.settings.retention_months
    last, values = _passed(retention, today)

    def ask(opened: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
        return (
            opened.execute(f"{_KEPT} WHERE {last} ORDER BY k.file", values).fetchall(),
            opened.execute(_UNREAD).fetchall(),
        )

    rows, unread = index.ask(ask)
    found: list[DueNote] = []
    for (_file, path, note_id, team, title, day), kept in groupby(rows, lambda row: row[:6]):
        passed = (Kept(Kind(kind), date.fromisoformat(of), n) for *_, kind, of, n in kept)
        made, file = date.fromisoformat(day), index.file(path)
        found.append(DueNote(note_id, team, title, made, file, gathered(passed, retention)))
    found.sort(key=lambda one: (one.date, one.id, str(one.path)))
    return DueList(tuple(found), tuple(problem(index.file(path), said) for path, said in unread))


def how_many_due(index: Index, retention: Retention, today: date) -> int:
    """How many notes `due` lists for the same index and the same periods."""
    last, values = _passed(retention, today)
    sql = f"SELECT count(DISTINCT k.file) FROM kept k WHERE {last}"  # noqa: S608 our own words
    return int(index.ask(lambda opened: opened.execute(sql, values).fetchone())[0])


_KEPT: Final = (
    "SELECT k.file, f.path, coalesce(n.id, c.id), coalesce(n.team, c.team),"
    " coalesce(n.title, c.title), coalesce(n.date, c.date), k.kind, k.day, k.number FROM kept k"
    " JOIN files f USING (file) LEFT JOIN notes n USING (file) LEFT JOIN copies c USING (file)"
)
_UNREAD: Final = (
    "SELECT path, problem FROM files WHERE problem IS NOT NULL"
    " AND file NOT IN (SELECT file FROM copies) ORDER BY path"
)
"""Files that nobody can look into; a copy is one that has been looked into."""


def _passed(retention: Retention, today: date) -> tuple[str, list[str]]:
    """The condition that what is kept is due, and its values."""
    last = last_days_due(retention, today)
    condition = " OR ".join(["(k.kind = ? AND k.day <= ?)"] * len(last))
    return condition, [value for kind, day in last.items() for value in (kind.value, str(day))]


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
        index.forget()
    return tuple(failed)


def _delete_due(archive: Archive, one: DueNote, today: date) -> None:
    kinds = {passed.kind for passed in one.due}
    if Kind.AGGREGATES in kinds:
        _delete(archive.folder, one.path)
    elif Kind.ROWS in kinds:
        drop_rows(one.path)
    else:
        _rewrite(archive, one.path, today)


def files_of(index: Index, entry: Entry) -> tuple[Path, ...]:
    """The file of a note, and other files with it: the copies that sync programs have made.

    As the index has them: whoever asks brings it up to date first.
    """
    sql = (
        "SELECT f.path FROM files f LEFT JOIN notes n USING (file) LEFT JOIN copies c USING (file)"
        " WHERE coalesce(n.id, c.id) = ? ORDER BY f.path"
    )
    rows = index.ask(lambda opened: opened.execute(sql, (entry.id,)).fetchall())
    files = [index.file(path) for (path,) in rows]
    return (entry.path, *(file for file in files if file != entry.path))


def delete(index: Index, *paths: Path) -> None:
    """Delete closed notes for good, and a team's folder where nothing else is in it.

    A file that is no note any more goes too. Raises AlreadyOpen, NotWritten, and Refused for what
    still runs; the files named after it are left.
    """
    try:
        for path in paths:
            _delete(index.archive, path)
    finally:
        index.forget()


def _delete(folder: Path, path: Path) -> None:
    lock = Lock.take(path)
    try:
        with suppress(NoteError, OSError):
            note = note_at(path)
            if isinstance(note, Session) or (isinstance(note, Measurement) and note.is_open):
                raise Refused(N_("It still runs: close it first, or end it there."))
        remove_file(path)
    finally:
        lock.release()
    if path.parent != folder:
        with suppress(OSError):  # there are others in it
            path.parent.rmdir()


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
