"""What has not been closed, found by looking into every file while the index is being filled."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.core.commitments import TO_FOLLOW_UP
from facilitator.core.measurement.note import Measurement
from facilitator.core.session.model import Session
from facilitator.store.files import NotRead, read_file, stamp_of
from facilitator.store.index.notes import Entry, in_order, running_here
from facilitator.store.index.reading import note_in
from facilitator.store.measurement.notes import KIND, is_measurement
from facilitator.store.notes import MOST_BYTES, NoteError, may_run
from facilitator.store.scan import note_files
from facilitator.store.toml import FileProblem
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp


def unfinished(archive: Archive) -> tuple[Entry, ...]:
    """The sessions and measurements that have not been closed, newest first.

    It looks into every file, but reads none as TOML that need not be.
    """
    entries = [
        _entry(path, note)
        for path, note in documents(archive.folder, _may_be_unfinished)
        if not isinstance(note, NoteError)
    ]
    left = [entry for entry in entries if entry.status == "running"]
    return (*running_here(archive.folder), *sorted(left, key=in_order, reverse=True))


def _may_be_unfinished(path: Path) -> bool:
    try:
        return may_run(path) or is_measurement(read_file(path, MOST_BYTES)[0])
    except NotRead:
        return False


def documents(
    folder: Path, wanted: Callable[[Path], bool] = lambda _: True
) -> Iterator[tuple[Path, Note | Session | Measurement | NoteError]]:
    """Every file that may be a note and is wanted: the note in it, or what is wrong with it."""
    for file in note_files(folder):
        if isinstance(file, FileProblem):
            yield file.path, NoteError.of(file)
            continue
        if not wanted(file):
            continue
        try:
            note = read_listed(file, stamp_of(file))
        except OSError:  # gone, or cut off, since the folder was read
            continue
        except NoteError as error:
            yield file, error
            continue
        yield file, note


@lru_cache(maxsize=4096)
def read_listed(path: Path, _stamp: Stamp | None) -> Note | Session | Measurement:
    """The note in a file; once, for as long as the file stays as it is."""
    return note_in(path)


def _entry(path: Path, note: Note | Session | Measurement) -> Entry:
    if isinstance(note, Measurement):
        return Entry(
            id=note.id,
            team=note.team,
            guide=KIND,
            title=note.label or _("Measurement"),
            language=note.language,
            date=note.date,
            status="running" if note.is_open else "closed",
            file=str(path),
            minutes=None,
            to_follow_up=0,
            kind="measurement",
        )
    runs = isinstance(note, Session)
    note = note.note if isinstance(note, Session) else note
    return Entry(
        id=note.id,
        team=note.team,
        guide=note.guide,
        title=note.title,
        language=note.language,
        date=note.date,
        status="running" if runs else "closed",
        file=str(path),
        minutes=note.minutes,
        to_follow_up=sum(c.status in TO_FOLLOW_UP for c in note.commitments),
    )
