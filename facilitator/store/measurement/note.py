"""A measurement's note as a TOML file, how the file is named, and older notes brought up to date.

A note holds what is published and nothing else of the answers; while the measurement is open it
holds none of them (see `answers`).
"""

from __future__ import annotations

import os
import re
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli_w
from pydantic import ValidationError

from facilitator.core.errors import N_
from facilitator.core.measurement.migration import holds_more, is_former, migrated
from facilitator.core.measurement.note import SCHEMA, Measurement
from facilitator.core.text.plain import ascii_key
from facilitator.store.files import create_privately, make_private_folder
from facilitator.store.notes import NoteError, read_note_file, rewrite
from facilitator.store.toml import FileProblem, line_of, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.notes import NoteFile

KIND: Final = "measurement"
"""How the file's name goes on after the date."""

_KIND: Final = re.compile(rb"^\s*kind\s*=\s*[\"']measurement[\"']", re.MULTILINE)
_ROWS: Final = "responses"


class OpenedNote(NamedTuple):
    """What stands in a measurement's file."""

    measurement: Measurement
    holds_more: bool
    """Whether the file holds more than is published, being of an older version: of that the
    published figures are made in memory."""


def names(measurement: Measurement) -> Iterator[str]:
    """`2026-03-03-measurement-apv-2026.toml`, and then with a number."""
    base = base_name(measurement)
    return chain([f"{base}.toml"], (f"{base}-{number}.toml" for number in count(2)))


def base_name(measurement: Measurement) -> str:
    """`2026-03-03-measurement-apv-2026`: how the name of its file begins."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(measurement.label or "")
    )
    return "-".join([str(measurement.date), KIND, *words.split()])


def dumps(measurement: Measurement) -> bytes:
    """A measurement as the bytes of its note."""
    written = measurement.model_dump(by_alias=True, exclude_none=True)
    if not measurement.comments:
        del written["comments"]
    return tomli_w.dumps(written, multiline_strings=True).encode()


def is_measurement(data: bytes) -> bool:
    """Whether the bytes of a file say that they are a measurement: a quick look."""
    return _KIND.search(data) is not None


def read_measurement(path: Path) -> Measurement:
    """The measurement in a file. Raises NoteError, with the line if known."""
    return loads(read_note_file(path).text, path)


def loads(text: str, path: Path) -> Measurement:
    """The measurement in the text of a file. Raises NoteError; `path` is only named in it."""
    return open_note(text, path).measurement


def open_note(text: str, path: Path) -> OpenedNote:
    """The same, and whether the file holds more than that. Raises NoteError."""
    try:
        written = parsed(text, path)
        _check_schema(written, path)
        is_open = written.get("status", "open") == "open"
        if _ROWS in written and (is_open or not is_former(written)):
            why = N_("There are no single answers in the note of a measurement.")
            raise NoteError(path, line_of(text, (_ROWS,)), why)
        more = is_former(written) and holds_more(written)
        today = migrated(written) if is_former(written) else written
        return OpenedNote(Measurement.model_validate(today), more)
    except ValidationError as error:
        raise NoteError.of(value_problems(path, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(problem) from problem


def create(archive: Archive, measurement: Measurement) -> Path:
    """Write its note into a new file in its team's folder. Raises NotWritten."""
    data = dumps(measurement)
    folder = archive.team_folder(measurement.team)
    make_private_folder(folder)
    for name in names(measurement):
        path = folder / name
        if os.path.lexists(path):
            continue
        try:
            create_privately(path, data)
        except FileExistsError:
            continue
        return path
    raise AssertionError  # the numbers do not end


def put(archive: Archive, measurement: Measurement) -> Path:
    """Write the note of a closed measurement that was never open here. Raises NotWritten."""
    archive.prepare()
    return create(archive, measurement)


def migrate(path: Path) -> None:
    """Write a note anew without what is not published, for good; all else of it stays.

    Raises as `rewrite` does.
    """

    def make(file: NoteFile) -> bytes | None:
        note = open_note(file.text, path)
        return dumps(note.measurement) if note.holds_more else None

    rewrite(path, make)


def _check_schema(written: dict[str, Any], path: Path) -> None:
    schema = written.get("schema")
    if not isinstance(schema, int) or "id" not in written:
        raise FileProblem(path, None, N_("This is not a note of this program."))
    if schema > SCHEMA:
        raise FileProblem(path, None, N_("This note was made by a newer version of the program."))
