"""A program of its own with a room in it, for an attack on it.

It says on standard output, a line each: what `serving` says; `save HEX` for every text of a state
file, in order; `key HASH` for every key made for a ticket, which is hashed where it lies; `closed`
and `ended`, each after a line on standard input. `ids` are the addresses of None and the numbers
1-5: a Python of the same build has them there.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from facilitator.room import sealing, tickets
from facilitator.room.server import Room
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.state import StateFile
from tests.core.measurement.measures import a_measurement


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class TicketKey(sealing.SecretKey):
    def __init__(self) -> None:
        super().__init__()
        say(f"key {sha256(self._secret).hexdigest()}")


def main(where: str) -> None:
    replace = StateFile.replace

    def noted(self: StateFile, data: bytes, mark: str = "") -> None:
        say(f"save {data.hex()}")
        replace(self, data, mark)

    StateFile.replace = noted  # type: ignore[method-assign]
    vars(tickets)["SecretKey"] = TicketKey
    keeper = MeasurementKeeper.begin(Archive(Path(where)), a_measurement())
    room = Room.open("127.0.0.1")
    room.begin_answering(keeper)
    say(f"ids {' '.join(str(id(value)) for value in (None, 1, 2, 3, 4, 5))}")
    say(f"room {room.port} {room.tickets.public_key.hex()} {room.tickets.code}")
    sys.stdin.readline()
    keeper.close(keeper.measurement.date)
    say("closed")
    sys.stdin.readline()
    room.close()
    say("ended")
    sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
