"""Reading one file of an archive for the index: a note, a running session or a measurement."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING, Final

from facilitator.core.measurement.note import Measurement
from facilitator.core.session.model import Session
from facilitator.store import notes
from facilitator.store.encryption import is_sealed
from facilitator.store.files import NotRead
from facilitator.store.measurement import notes as measurements
from facilitator.store.paths import blake2b
from facilitator.store.scan import name_rank

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.notes import NoteFile

_ID: Final = re.compile(
    r"(?:^|\r)\ufeff?[ \t]*[\"']?id[\"']?[ \t]*=[ \t]*(\"\"\"|\'\'\'|[\"'])([a-z0-9_-]{1,60})\1",
    re.MULTILINE,
)
_HEAD: Final = 2**16
"""Bytes in which the id stands of a file that is too large."""


def note_in(path: Path) -> Note | Session | Measurement:
    """The note in a file, of whatever kind. Raises NoteError, with the line if known."""
    return note_of(notes.read_note_file(path), path)


def note_of(file: NoteFile, path: Path) -> Note | Session | Measurement:
    """The same, where the file has been read."""
    loads = measurements.loads if measurements.is_measurement(file.data) else notes.loads
    return loads(file.text, path)


def claimed_id(path: Path) -> str | None:
    """The id in a file that cannot be read as a note; None where it has none."""
    try:
        data = _bytes_of(path)
    except (NotRead, OSError):
        return None
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
    match = _ID.search(data.decode(encoding, "replace"))
    return match[2] if match else None


def _bytes_of(path: Path) -> bytes:
    """All that stands in a note's file; of one that is too large its beginning."""
    try:
        return notes.read_note_bytes(path)[0]
    except NotRead:
        if is_sealed(path) or not path.is_file():
            raise
    with path.open("rb") as file:
        return file.read(_HEAD)


def rank_of(path: Path, note: Note | Session | Measurement) -> int:
    """How likely the file's name makes it the note itself: see `scan.name_rank`."""
    if isinstance(note, Measurement):
        return name_rank(path, measurements.base_name(note), note.team)
    kept = note.note if isinstance(note, Session) else note
    return name_rank(path, f"{kept.date}-{kept.guide}", kept.team)


def digest_of(note: Note | Session | Measurement) -> str:
    """A digest that differs between versions of a note, however they are written."""
    return blake2b(note.model_dump_json(by_alias=True).encode(), 12).hex()
