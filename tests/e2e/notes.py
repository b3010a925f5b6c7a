"""What is on the disk while the command runs, or after it was killed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from facilitator.core.session.model import Session
from facilitator.store.notes import read_document
from facilitator.store.running import running

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note


def note_files(archive: Path) -> list[Path]:
    """The files of notes in the archive; half-written ones are not among them."""
    return [path for path in archive.glob("*/*.toml") if not path.name.startswith(".")]


def the_file(archive: Path) -> Path:
    """The file of the one note there is."""
    (path,) = note_files(archive)
    return path


def is_closed(archive: Path) -> bool:
    """Whether the one note is there, and with it the end of the session."""
    return bool(note_files(archive)) and not running(archive).sessions


def state_file(archive: Path) -> Path:
    """The file of the one session that runs, on this machine alone."""
    (entry,) = running(archive).sessions
    return entry.path


def the_session(archive: Path) -> Session:
    """The one session that runs; its file can be read."""
    session = read_document(state_file(archive))
    assert isinstance(session, Session)
    return session


def bytes_of(file: Path) -> bytes:
    """What is in a file; nothing of one that goes while a program runs, and of a folder."""
    with suppress(FileNotFoundError, IsADirectoryError):
        return file.read_bytes()
    return b""


def keywords(note: Note) -> list[str]:
    """The texts of all keywords on the board."""
    return [keyword.text for column in note.questions for keyword in column.keywords]
