"""What is in one file of an archive: a note, a running session, a measurement, or none of them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.measurement.note import Measurement
from facilitator.core.session.model import Session
from facilitator.store import notes
from facilitator.store.measurement import note as measurements
from facilitator.store.notes import NoteError

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note

_CONFLICT: Final = re.compile(r"conflict|konflikt", re.IGNORECASE)
"""How sync programs name the copy when two machines wrote one file."""


def note_in(path: Path) -> Note | Session | Measurement:
    """The note in a file, of whatever kind. Raises NoteError, with the line if known."""
    file = notes.read_note_file(path)
    loads = measurements.loads if measurements.is_measurement(file.data) else notes.loads
    return loads(file.text, path)


def refuse_copy(path: Path, note: Note | Session | Measurement) -> None:
    """Raise NoteError where a sync program has made the file, as a copy of another."""
    if _CONFLICT.search(path.stem) and not _is_our_name(path, note):
        sentence = N_(
            "A sync program made this copy when two machines wrote the same note. "
            "Compare the two, and delete the one you do not need."
        )
        raise NoteError(path, None, sentence)


def _is_our_name(path: Path, note: Note | Session | Measurement) -> bool:
    """Whether a file is named as we name it, `conflict` being a word of the guide or the label."""
    if isinstance(note, Measurement):
        return path.name in islice(measurements.names(note), 20)
    kept = note.note if isinstance(note, Session) else note
    return re.fullmatch(rf"{kept.date}-{re.escape(kept.guide)}(-\d+)?", path.stem) is not None
