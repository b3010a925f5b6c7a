"""What stands in the archive's files while the command runs, or after it was killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.session.model import Session
from facilitator.store.notes import read_document

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


def the_session(archive: Path) -> Session:
    """The one session there is; it runs, and its file can be read."""
    found = read_document(the_file(archive))
    assert isinstance(found, Session), "the session was closed"
    return found


def keywords(note: Note) -> list[str]:
    """The texts of all keywords on the board."""
    return [keyword.text for column in note.questions for keyword in column.keywords]
