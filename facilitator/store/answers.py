"""The answers of a measurement while it is open: on this machine, outside the archive.

Two versions of a file that holds all answers differ by the last one, in whatever order they are.
So no version of the archive (a sync program's, a backup's, git's) may hold answers while they come
in: its note is written when the measurement is opened and when it is closed, and nothing of it
changes between. The answers lie in one file in the state folder of this machine, replaced as each
person is done, so that a crash loses nothing that was given; it goes when the measurement closes.

That does not stop somebody who sits at this machine and copies that file between two people. No
file that survives a crash could.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli_w
from pydantic import ValidationError

from facilitator.core.measurement_note import Answers
from facilitator.core.measuring import shuffled
from facilitator.core.refusal import N_, Refused
from facilitator.store.files import make_private_folder, remove_leftovers, write_privately
from facilitator.store.notes import NoteError, read_note_file
from facilitator.store.places import answers_folder
from facilitator.store.problems import FileProblem, value_problems
from facilitator.store.toml_parsing import parsed

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from facilitator.core.measurement_note import Measurement


class Elsewhere(Refused):
    """The answers are not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "The answers of this measurement are not on this machine. "
                "Go on with it where it was opened."
            )
        )


def answers_file(measurement: Measurement) -> Path:
    """Where the answers of a measurement are while it is open."""
    return answers_folder() / f"{measurement.id}.toml"


def write_answers(measurement: Measurement, source: Random) -> None:
    """Write all of a measurement's answers, shuffled once more. Raises NotWritten."""
    mixed = shuffled(measurement, source)
    written = Answers(
        id=mixed.id, scale=mixed.scale, responses=mixed.responses, comments=mixed.comments
    )
    file = answers_file(measurement)
    make_private_folder(file.parent)
    text = tomli_w.dumps(written.model_dump(by_alias=True), multiline_strings=True)
    write_privately(file, text.encode())


def with_answers(measurement: Measurement) -> Measurement:
    """An open measurement with the answers it has so far.

    Raises Elsewhere where they are not on this machine, NoteError for a file that cannot be used.
    """
    file = answers_file(measurement)
    if not file.exists():
        raise Elsewhere
    text = read_note_file(file).text
    try:
        found = Answers.model_validate(parsed(text, file))
    except ValidationError as error:
        raise NoteError.of(value_problems(file, text, error)[0]) from error
    except FileProblem as problem:
        raise NoteError.of(problem) from problem
    if (found.id, found.scale) != (measurement.id, measurement.scale):
        why = N_("The scale of a measurement cannot be changed once it is open.")
        raise NoteError(file, None, why)
    return measurement.model_copy(update={"responses": found.responses, "comments": found.comments})


def number_answered(measurement: Measurement) -> int | None:
    """How many have answered by now; None where an open measurement's answers cannot be read."""
    if not measurement.is_open:
        return measurement.number_answered
    try:
        return with_answers(measurement).number_answered
    except Refused:
        return None


def remove_answers(measurement: Measurement) -> None:
    """Remove them for good. Raises OSError."""
    file = answers_file(measurement)
    file.unlink(missing_ok=True)
    remove_leftovers(file)
