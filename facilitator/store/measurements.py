"""All measurements of an archive: found by looking into every file, or by asking the index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.core.measuring import rows_are_due
from facilitator.store.index.notes import files_of_measurements
from facilitator.store.measurement_notes import is_measurement, loads
from facilitator.store.note_files import note_files
from facilitator.store.notes import MOST_BYTES, NoteError
from facilitator.store.reading import NotRead, read_file, stamp_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from facilitator.core.measurement_note import Measurement
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.reading import Stamp


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


def known_measurements(
    index: Index, go_on: Callable[[int, int], bool] | None = None
) -> Measurements | None:
    """The same as `measurements`, found by the index, which is brought up to date first.

    None where `go_on` ends that too early: part of them is not for anybody.
    """
    files = files_of_measurements(index, go_on)
    return None if files is None else _in_files(files)


def measurements(
    archive: Archive, index: Index | None = None, go_on: Callable[[int, int], bool] | None = None
) -> Measurements:
    """All measurements of an archive. Never raises for a file that cannot be used.

    They are found by the `index`, which is brought up to date first, where it is given and `go_on`
    lets that come to its end; or else by looking into every file. Which way makes no difference to
    what is found: the rule of anonymity (see `core.subtraction`) needs every one there is.
    """
    if index and (known := known_measurements(index, go_on)) is not None:
        return known
    files = note_files(archive.folder)
    return _in_files(path for path in files if not isinstance(path, NoteError))


def _in_files(paths: Iterable[Path]) -> Measurements:
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
