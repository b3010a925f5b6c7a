"""The file of a measurement's note: made in its team's folder, and rid of its rows."""

from __future__ import annotations

import os
from itertools import chain, count
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from facilitator.core import measuring
from facilitator.core.plaintext import ascii_key
from facilitator.core.refusal import N_, Refused
from facilitator.store.files import (
    Overtaken,
    create_privately,
    make_private_folder,
    read_file,
    remove_leftovers,
    text_of,
    write_privately,
)
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.measurements import dumps, loads
from facilitator.store.notes import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from facilitator.core.measurement_note import Measurement
    from facilitator.store.archive import Archive

KIND: Final = "measurement"
"""How the file's name goes on after the date."""


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

    Raises AlreadyOpen, NotRead, NoteError, NotWritten, and Refused where there are none.
    """
    lock = Lock.take(path)
    try:
        data, stamp = read_file(path, MOST_BYTES)
        after = measuring.drop_rows(loads(text_of(data), path))
        write_privately(path, dumps(after, source or SystemRandom()), over=stamp)
    except Overtaken as error:
        why = N_("{file} was changed by someone else, and is left as it is.")
        raise Refused(why, file=path.name) from error
    finally:
        lock.release()
    remove_leftovers(path)
    return after


def names(measurement: Measurement) -> Iterator[str]:
    """`2026-03-03-measurement-apv-2026.toml`, and then with a number."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in ascii_key(measurement.label or "")
    )
    base = "-".join([str(measurement.date), KIND, *words.split()])
    return chain([f"{base}.toml"], (f"{base}-{number}.toml" for number in count(2)))
