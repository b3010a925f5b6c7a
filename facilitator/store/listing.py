"""What lies in an archive: its notes, and the files that are none, each named and passed over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.core.commitments import TO_FOLLOW_UP
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.note import Measurement
from facilitator.core.session.model import Session
from facilitator.store.entry import Entry
from facilitator.store.files import NotRead, read_file, stamp_of
from facilitator.store.measurement.note import KIND, is_measurement
from facilitator.store.note_at import note_at, refuse_copy
from facilitator.store.note_files import note_files
from facilitator.store.notes import MOST_BYTES, NoteError, may_run
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.index import Index
    from facilitator.store.toml import FileProblem


@dataclass(frozen=True, slots=True)
class Listing:
    """The notes of an archive, newest first, and what is wrong with other files in it."""

    notes: tuple[Entry, ...]
    problems: tuple[FileProblem, ...]


def listing(index: Index) -> Listing:
    """Everything in the archive, as the index has it: whoever asks brings it up to date first."""
    from facilitator.core.text.query import Query
    from facilitator.store.index.notes import notes_of
    from facilitator.store.index.problems import problems
    from facilitator.store.index.search import found

    files = found(index, Query())
    notes = notes_of(index, files)
    return Listing(tuple(notes[file].entry for file in files if file in notes), problems(index))


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
    return tuple(sorted(left, key=_in_order, reverse=True))


def _may_be_unfinished(path: Path) -> bool:
    try:
        return may_run(path) or is_measurement(read_file(path, MOST_BYTES)[0])
    except NotRead:
        return False


def find(index: Index, wanted: str) -> Entry:
    """The note of that id, or the one whose id begins so, or the one in that file.

    Raises Refused where there is none, or more than one. Whoever asks brings the index up to date
    first.
    """
    from facilitator.store.index.notes import entries_like

    file = (index.archive / wanted).resolve()
    top = index.archive.resolve()
    path = str(file.relative_to(top)) if file.is_relative_to(top) else ""
    entries = entries_like(index, wanted, path) if wanted else ()
    for matches in (
        [entry for entry in entries if entry.path == index.file(path)],
        [entry for entry in entries if entry.id == wanted],
        entries,
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            same = len({entry.id for entry in matches}) < len(matches)
            names = [str(e.path.relative_to(index.archive)) if same else e.id for e in matches]
            raise Refused(
                N_("More than one note fits {wanted}: {candidates}."),
                wanted=wanted,
                candidates=", ".join(names),
            )
    raise Refused(N_("There is no note {wanted} in this archive."), wanted=wanted)


def documents(
    folder: Path, wanted: Callable[[Path], bool] = lambda _: True
) -> Iterator[tuple[Path, Note | Session | Measurement | NoteError]]:
    """Every file that may be a note and is wanted: the note in it, or what is wrong with it."""
    for found in note_files(folder):
        if isinstance(found, NoteError):
            yield found.path, found
            continue
        if not wanted(found):
            continue
        try:
            note = read_listed(found, stamp_of(found))
            refuse_copy(found, note)
        except OSError:  # gone, or cut off, since the folder was read
            continue
        except NoteError as error:
            yield found, error
            continue
        yield found, note


@lru_cache(maxsize=4096)
def read_listed(path: Path, _stamp: Stamp | None) -> Note | Session | Measurement:
    """The note in a file; once, for as long as the file stays as it is."""
    return note_at(path)


def _entry(path: Path, found: Note | Session | Measurement) -> Entry:
    if isinstance(found, Measurement):
        return Entry(
            id=found.id,
            team=found.team,
            guide=KIND,
            title=found.label or _("Measurement"),
            language=found.language,
            date=found.date,
            status="running" if found.is_open else "closed",
            path=path,
            minutes=None,
            to_follow_up=0,
            kind="measurement",
        )
    note = found.note if isinstance(found, Session) else found
    return Entry(
        id=note.id,
        team=note.team,
        guide=note.guide,
        title=note.title,
        language=note.language,
        date=note.date,
        status="running" if isinstance(found, Session) else "closed",
        path=path,
        minutes=note.minutes,
        to_follow_up=sum(c.status in TO_FOLLOW_UP for c in note.commitments),
    )


def _in_order(entry: Entry) -> tuple[date, str, int, str]:
    """By date; on one day `check-out.toml` before `check-out-2.toml`, and that before `-10`."""
    number = entry.path.stem.removeprefix(f"{entry.date}-{entry.guide}-")
    return entry.date, entry.guide, int(number) if number.isdecimal() else 1, str(entry.path)
