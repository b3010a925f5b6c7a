"""All measurements of an archive, found by looking into every file. The index finds them too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.core.measurement.lifecycle import rows_are_due
from facilitator.store.files import (
    NotRead,
    read_file,
    stamp_of,
    text_of,
)
from facilitator.store.measurement.note import is_measurement, loads
from facilitator.store.notes import MOST_BYTES, NoteError
from facilitator.store.scan import note_files
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp


@dataclass(frozen=True, slots=True)
class Kept:
    """A measurement and the file its note is in."""

    measurement: Measurement
    path: Path


@dataclass(frozen=True, slots=True)
class Measurements:
    """The measurements of an archive, newest first, and what is wrong with other files of them."""

    kept: tuple[Kept, ...]
    problems: tuple[NoteError, ...]

    @property
    def notes(self) -> tuple[Measurement, ...]:
        """The measurements alone: what a result is looked at among."""
        return tuple(one.measurement for one in self.kept)


def measurements_in(archive: Archive) -> Measurements:
    """All measurements of an archive, found by looking into every file.

    Never raises for a file that cannot be used.
    """
    files = note_files(archive.folder)
    return in_files(path for path in files if not isinstance(path, FileProblem))


def in_files(paths: Iterable[Path]) -> Measurements:
    """The measurements in these files. What the archive's listing names is passed over."""
    kept: list[Kept] = []
    problems: list[NoteError] = []
    for path in paths:
        try:
            found = _read(path, stamp_of(path))
        except (OSError, NotRead):  # gone, or the archive's listing says why
            continue
        except NoteError as error:
            problems.append(error)
            continue
        if found is not None:
            kept.append(Kept(found, path))
    kept.sort(key=lambda one: (one.measurement.date, one.measurement.id), reverse=True)
    return Measurements(tuple(kept), tuple(problems))


def rows_due(found: Measurements, today: date) -> tuple[Kept, ...]:
    """Those whose rows are to be offered for deletion."""
    return tuple(one for one in found.kept if rows_are_due(one.measurement, today))


@lru_cache(maxsize=2**16)
def _read(path: Path, _: Stamp | None) -> Measurement | None:
    """The measurement in a file, None where it is something else; once while it stays as it is."""
    data = read_file(path, MOST_BYTES)[0]
    return loads(text_of(data), path) if is_measurement(data) else None
