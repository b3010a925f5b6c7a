"""A program of its own with a room in it, for a test that kills it.

`python serving.py ARCHIVE [NOTE]` begins a measurement, or goes on with the one in that note, and
says its note, then what phones need: the port, the session's public key and the code.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from facilitator.room.server import Room
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from tests.core.measurement.measures import a_measurement


def main(where: str, note: str = "") -> None:
    archive = Archive(Path(where))
    if note:
        keeper = MeasurementKeeper.resume(archive, Path(note))
    else:
        keeper = MeasurementKeeper.begin(archive, a_measurement())
    room = Room.open("127.0.0.1", keeper.answers.room)
    room.begin_answering(keeper)
    key = room.tickets.public_key.hex()
    sys.stdout.write(f"{keeper.path}\n{room.port}\n{key}\n{room.tickets.code}\n")
    sys.stdout.flush()
    time.sleep(120)


if __name__ == "__main__":
    main(*sys.argv[1:])
