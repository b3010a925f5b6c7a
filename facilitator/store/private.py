"""The user's own private notes (privacy.md P12), in the user's data folder.

They are kept like an archive, so that a session there works like any other; but they are not
indexed, and in no list, search, review or export.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.note import Note
from facilitator.store.archive import Archive
from facilitator.store.encryption import is_sealed
from facilitator.store.files import NotRead
from facilitator.store.lock import PATIENCE, Lock
from facilitator.store.notes import (
    NoteError,
    loads,
    read_document,
    read_note_bytes,
    read_note_file,
)
from facilitator.store.paths import private_folder
from facilitator.store.retention import delete_file
from facilitator.store.scan import note_files
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facilitator.store.index import Index


class PrivateNote(NamedTuple):
    """A note of this user's own, and its file."""

    path: Path
    note: Note


class PrivateNotes(NamedTuple):
    """What lies there."""

    notes: tuple[PrivateNote, ...]
    """The newest first."""
    problems: tuple[FileProblem, ...]
    """The files that cannot be read as a closed note."""


def private_archive() -> Archive:
    """Where sessions of private guides are kept."""
    return Archive(private_folder())


def private_notes() -> PrivateNotes:
    """All of this user's own notes. It reads every file: called in a thread."""
    notes: list[PrivateNote] = []
    problems: list[FileProblem] = []
    for file in note_files(private_folder()):
        if isinstance(file, FileProblem):
            problems.append(file)
            continue
        try:
            note = read_document(file)
        except NoteError as problem:
            problems.append(problem)
            continue
        if isinstance(note, Note):
            notes.append(PrivateNote(file, note))
    notes.sort(key=lambda each: (each.note.date, each.path.name), reverse=True)
    return PrivateNotes(tuple(notes), tuple(problems))


def delete_private(path: Path) -> None:
    """Delete one of these notes for good. Raises AlreadyOpen and NotWritten."""
    delete_file(private_folder(), path)


def take_home(index: Index, notes: Iterable[Path]) -> int:
    """Move closed private notes out of an archive, and give how many have come.

    Each is whole here before it goes there. Raises NotRead, NotWritten, AlreadyOpen, and Refused
    where a file is no longer such a note; those after it stay where they are.
    """
    moved = 0
    why = N_("Another program is moving notes. Nothing was changed: try again.")
    with Lock.take(private_folder() / ".home", wait=PATIENCE, why=why):
        for path in notes:
            _take_home(index, path)
            moved += 1
    return moved


def _take_home(index: Index, path: Path) -> None:
    file = read_note_file(path)
    note = loads(file.text, path)
    if not (isinstance(note, Note) and note.private):
        raise Refused(
            N_("{file} is no longer a note that belongs to one person alone."), file=path.name
        )
    if not _has(note, file.data):
        private_archive().create_note(note.team, _stem(path, note), note.id, file.data)
    try:
        delete_file(index.archive, path, is_still=lambda: read_note_file(path).data == file.data)
    finally:
        index.forget()


def _has(note: Note, data: bytes) -> bool:
    """Whether that very note is here already: it was taken home before, and a kill left it."""
    folder = private_archive().team_folder(note.team)
    for file in folder.glob("*.toml"):
        with suppress(NotRead):
            if read_note_bytes(file)[0] == data:
                return True
    return False


def _stem(path: Path, note: Note) -> str:
    """The name of its file here, without the suffix: that of an encrypted note says nothing."""
    return f"{note.date}-{note.guide}" if is_sealed(path) else path.stem
