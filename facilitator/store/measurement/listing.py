"""All measurements of an archive, found by looking into every file. The index finds them too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.errors import Refused
from facilitator.store.files import NotRead, read_file, stamp_of, text_of
from facilitator.store.measurement.note import base_name, is_measurement, migrate, open_note
from facilitator.store.notes import MOST_BYTES, NoteError
from facilitator.store.scan import name_rank, note_files
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp


@dataclass(frozen=True, slots=True)
class MeasurementFile:
    """A measurement and the file its note is in."""

    measurement: Measurement
    path: Path
    holds_more: bool = False
    """Whether the file holds more than is published, being of an older version."""


@dataclass(frozen=True, slots=True)
class Measurements:
    """The measurements of an archive, newest first, and what is wrong with other files of them."""

    files: tuple[MeasurementFile, ...]
    problems: tuple[NoteError, ...]

    @property
    def notes(self) -> tuple[Measurement, ...]:
        """The measurements alone: what a result is looked at among."""
        return tuple(file.measurement for file in self.files)


class Migrated(NamedTuple):
    """A note of an older version that was opened."""

    path: Path
    trouble: Refused | None
    """Why it could not be written anew; None: it holds only what is published now."""


def measurements_in(archive: Archive) -> Measurements:
    """All measurements of an archive, found by looking into every file.

    Never raises for a file that cannot be used.
    """
    files = note_files(archive.folder)
    return in_files(path for path in files if not isinstance(path, FileProblem))


def in_files(paths: Iterable[Path]) -> Measurements:
    """The measurements in these files. What the archive's listing names is passed over."""
    files: list[MeasurementFile] = []
    problems: list[NoteError] = []
    for path in paths:
        try:
            file = _read(path, stamp_of(path))
        except (OSError, NotRead):  # gone, or the archive's listing says why
            continue
        except NoteError as error:
            problems.append(error)
            continue
        if file is not None:
            files.append(file)
    notes: dict[str, MeasurementFile] = {}
    for file in sorted(files, key=_rank):
        notes.setdefault(file.measurement.id, file)
    each = sorted(notes.values(), key=lambda file: (file.measurement.date, file.measurement.id))
    return Measurements(tuple(reversed(each)), tuple(problems))


def _rank(file: MeasurementFile) -> tuple[bool, int, int, str]:
    """Which of the files of one id is the note, the first: as the index has it."""
    note, path = file.measurement, str(file.path)
    return note.is_open, name_rank(file.path, base_name(note), note.team), len(path), path


def migrate_all(measurements: Measurements) -> tuple[Migrated, ...]:
    """Write the notes anew that hold more than is published, and give each that did."""
    done = []
    for file in measurements.files:
        if file.holds_more:
            trouble = None
            try:
                migrate(file.path)
            except Refused as refused:
                trouble = refused
            done.append(Migrated(file.path, trouble))
    return tuple(done)


@lru_cache(maxsize=2**16)
def _read(path: Path, _: Stamp | None) -> MeasurementFile | None:
    """The measurement in a file, None where it is something else; once while it stays as it is."""
    data = read_file(path, MOST_BYTES)[0]
    if not is_measurement(data):
        return None
    note = open_note(text_of(data), path)
    return MeasurementFile(note.measurement, path, note.holds_more)
