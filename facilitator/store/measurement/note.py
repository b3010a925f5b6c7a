"""A measurement's note as a TOML file, and how the file is named.

Whatever is written is shuffled as it is written: rows and comments, each by themselves. While a
measurement is open its note has no answers in it (see `answers`).
"""

from __future__ import annotations

import os
import re
from itertools import chain, count
from random import SystemRandom
from typing import TYPE_CHECKING, Any, Final

import tomli_w
from pydantic import ValidationError

from facilitator.core.errors import N_
from facilitator.core.measurement import lifecycle as measuring
from facilitator.core.measurement.lifecycle import shuffled
from facilitator.core.measurement.note import Measurement
from facilitator.core.text.plain import ascii_key
from facilitator.store.files import create_privately, make_private_folder
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.notes import SCHEMA, NoteError, read_note_file, rewrite
from facilitator.store.toml import FileProblem, line_of, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from facilitator.store.archive import Archive
    from facilitator.store.notes import NoteFile

ANSWERS: Final = ("responses", "comments")
"""What the note of an open measurement has not got."""
KIND: Final = "measurement"
"""How the file's name goes on after the date."""

_KIND: Final = re.compile(rb"^\s*kind\s*=\s*[\"']measurement[\"']", re.MULTILINE)


def names(measurement: Measurement) -> Iterator[str]:
    """`2026-03-03-measurement-apv-2026.toml`, and then with a number."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(measurement.label or "")
    )
    base = "-".join([str(measurement.date), KIND, *words.split()])
    return chain([f"{base}.toml"], (f"{base}-{number}.toml" for number in count(2)))


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
    return loads(read_note_file(path).text, path)


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


def _check_schema(written: dict[str, Any], path: Path) -> None:
    schema = written.get("schema")
    if not isinstance(schema, int) or "id" not in written:
        raise FileProblem(path, None, N_("This is not a note of this program."))
    if schema > SCHEMA:
        raise FileProblem(path, None, N_("This note was made by a newer version of the program."))


def create(archive: Archive, measurement: Measurement, data: bytes) -> tuple[Path, Lock]:
    """Write its note into a new file in its team's folder, and hold it. Raises NotWritten."""
    folder = archive.team_folder(measurement.team)
    make_private_folder(folder)
    for name in names(measurement):
        path = folder / name
        if os.path.lexists(path):
            continue
        try:
            lock = Lock.take(path)
        except AlreadyOpen:
            continue
        try:
            create_privately(path, data)
        except FileExistsError:
            lock.release()
            continue
        except BaseException:
            lock.release()
            raise
        return path, lock
    raise AssertionError  # the numbers do not end


def put(archive: Archive, measurement: Measurement, source: Random | None = None) -> Path:
    """Write the note of a closed measurement that was never open here. Raises NotWritten."""
    archive.prepare()
    path, lock = create(archive, measurement, dumps(measurement, source or SystemRandom()))
    lock.release()
    return path


def drop_rows(path: Path, source: Random | None = None) -> Measurement:
    """Replace the rows in a closed measurement's note by its figures, for good.

    Raises Refused where there are none, and as `rewrite` does.
    """

    def make(file: NoteFile) -> bytes:
        after = measuring.drop_rows(loads(file.text, path))
        return dumps(after, source or SystemRandom())

    rewrite(path, make)
    return read_measurement(path)
