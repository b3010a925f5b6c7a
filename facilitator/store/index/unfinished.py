"""What has not been closed, found by looking into every file while the index is being built."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

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
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp


def unfinished(archive: Archive) -> tuple[Entry, ...]:
    """The sessions and measurements that have not been closed, newest first.

    It looks into every file, but parses only those that may be one, and none twice.
    """
    left = []
    for file in note_files(archive.folder):
        if isinstance(file, FileProblem) or not _may_be_unfinished(file):
            continue
        try:
            entry = _entry(file, stamp_of(file))
        except (OSError, NoteError):  # gone, or cut off, since the folder was read; or no note
            continue
        if entry:
            left.append(entry)
    return (*running_here(archive.folder), *sorted(left, key=in_order, reverse=True))


def _may_be_unfinished(path: Path) -> bool:
    try:
        return may_run(path) or is_measurement(read_file(path, MOST_BYTES)[0])
    except NotRead:
        return False


@lru_cache(maxsize=4096)
def _entry(path: Path, _stamp: Stamp | None) -> Entry | None:
    """The entry of a file that has not been closed; cached while the file does not change."""
    note = note_in(path)
    if isinstance(note, Session):
        about = note.note
        return Entry(
            about.id, about.team, about.guide, about.title, about.language, about.date,
            "running", str(path),
        )  # fmt: skip
    if isinstance(note, Measurement) and note.is_open:
        title = note.label or _("Measurement")
        return Entry(
            note.id, note.team, KIND, title, note.language, note.date,
            "running", str(path), "measurement",
        )  # fmt: skip
    return None
