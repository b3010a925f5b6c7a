"""A measurement's note as a TOML file, and how the file is named.

Whatever is written is shuffled as it is written: rows and comments, each by themselves. While a
measurement is open its note has no answers in it (see `answers`).
"""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

import tomli_w
from pydantic import ValidationError

from facilitator.core.measurement_note import Measurement
from facilitator.core.measuring import shuffled
from facilitator.core.plaintext import ascii_key
from facilitator.core.refusal import N_
from facilitator.store.notes import SCHEMA, NoteError, read_note_file
from facilitator.store.problems import FileProblem, value_problems
from facilitator.store.toml_lines import line_of
from facilitator.store.toml_parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

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
