"""A measurement's note as a TOML file, and all of them in an archive.

Whatever is written is shuffled as it is written: rows and comments, each by themselves. While a
measurement is open its note has no answers in it (see `answers`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tomli_w
from pydantic import ValidationError

from facilitator.core.measurement_note import Measurement
from facilitator.core.measuring import rows_are_due, shuffled
from facilitator.core.refusal import N_
from facilitator.store.files import NotRead, read_file, stamp_of, text_of
from facilitator.store.note_files import note_files
from facilitator.store.notes import MOST_BYTES, SCHEMA, NoteError
from facilitator.store.problems import FileProblem, value_problems
from facilitator.store.toml_lines import line_of
from facilitator.store.toml_parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path
    from random import Random

    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.index import Index

ANSWERS: Final = ("responses", "comments")
"""What the note of an open measurement has not got."""

_KIND: Final = re.compile(rb"^\s*kind\s*=\s*[\"']measurement[\"']", re.MULTILINE)


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


def dumps(measurement: Measurement, source: Random) -> bytes:
    """A measurement as the bytes of its note, shuffled once more with `source`."""
    written = shuffled(measurement, source).model_dump(by_alias=True, exclude_none=True)
    for key in ANSWERS:
        if measurement.is_open or not written[key]:
            del written[key]
    return tomli_w.dumps(written, multiline_strings=True).encode()


def is_measurement(data: bytes) -> bool:
    """Whether the bytes of a file say that they are a measurement: a quick look."""
    return _KIND.search(data) is not None


def read_measurement(path: Path) -> Measurement:
    """The measurement in a file. Raises NoteError, with the line if known."""
    try:
        text = text_of(read_file(path, MOST_BYTES)[0])
    except NotRead as error:
        raise NoteError(path, None, error.msgid, **error.params) from error
    return loads(text, path)


def loads(text: str, path: Path) -> Measurement:
    """The measurement in the text of a file. Raises NoteError; `path` is only named in it."""
    try:
        written = parsed(text, path)
        _check_schema(written, path)
        measurement = Measurement.model_validate(written)
    except ValidationError as error:
        raise NoteError.of(value_problems(path, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(problem) from problem
    for key in ANSWERS:
        if measurement.is_open and key in written:
            why = N_(
                "An open measurement has no answers in its note, "
                "and a closed one cannot be opened again."
            )
            raise NoteError(path, line_of(text, (key,)), why)
    return measurement


def measurements(archive: Archive) -> Measurements:
    """All measurements of an archive. Never raises for a file that cannot be used."""
    files = note_files(archive.folder)
    return _in_files(path for path in files if not isinstance(path, NoteError))


def known_measurements(index: Index) -> tuple[Measurement, ...]:
    """Those the index knows, newest first: no other file is read to find them.

    Whoever asks brings the index up to date first.
    """
    sql = "SELECT f.path FROM notes n JOIN files f USING (file) WHERE n.kind = 'measurement'"
    rows = index.ask(lambda opened: opened.execute(sql).fetchall())
    return _in_files(index.archive / path for (path,) in rows).notes


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


def rows_due(archive: Archive, today: date) -> tuple[Kept, ...]:
    """The measurements whose rows are to be offered for deletion."""
    return tuple(one for one in measurements(archive).kept if rows_are_due(one.measurement, today))


@lru_cache(maxsize=2**16)
def _read(path: Path, _: Stamp | None) -> Measurement | None:
    """The measurement in a file, None where it is something else; once while it stays as it is."""
    data = read_file(path, MOST_BYTES)[0]
    return loads(text_of(data), path) if is_measurement(data) else None


def _check_schema(written: dict[str, Any], path: Path) -> None:
    schema = written.get("schema")
    if not isinstance(schema, int) or "id" not in written:
        raise FileProblem(path, None, N_("This is not a note of this program."))
    if schema > SCHEMA:
        raise FileProblem(path, None, N_("This note was made by a newer version of the program."))
