"""The file of a measurement's note: made in its team's folder, and rid of its rows."""

from __future__ import annotations

import os
from random import SystemRandom
from typing import TYPE_CHECKING

from facilitator.core import measuring
from facilitator.core.refusal import N_, Refused
from facilitator.store.files import (
    Overtaken,
    create_privately,
    make_private_folder,
    remove_leftovers,
    write_privately,
)
from facilitator.store.lock import IN_USE, AlreadyOpen, Lock
from facilitator.store.measurement_notes import dumps, loads, names
from facilitator.store.notes import MOST_BYTES
from facilitator.store.reading import read_file, text_of

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from facilitator.core.measurement_note import Measurement
    from facilitator.store.archive import Archive


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
    lock = Lock.take(path, why=IN_USE)
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
