"""A program of its own with a room in it, for an attack on it.

`python -m tests.room.attacked ARCHIVE` opens a measurement; with PHASE and PHONES after it, a
session of so many in that phase, whose facilitator takes whatever comes as soon as it is a lot.
It says on standard output, a line each: what `serving` says; `save HEX` for every text of a state
file, in order; `key HASH` for every key made for a ticket, which is hashed where it lies;
`closed` and `ended`, each after a line on standard input. `ids` are the addresses of None and the
numbers 1-5: a Python of the same build has them there.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from facilitator.core.session.phases import NextPhase
from facilitator.room import sealing, submissions, tickets
from facilitator.room.participation import Participation
from facilitator.room.server import Room
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.state import StateFile
from facilitator.words import set_language
from tests.core.measurement.measures import a_measurement
from tests.room.client import LOOPBACK
from tests.room.serving import EVERY, begun, take

if TYPE_CHECKING:
    from collections.abc import Callable


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class TicketKey(sealing.SecretKey):
    def __init__(self) -> None:
        super().__init__()
        say(f"key {sha256(self._secret).hexdigest()}")


def main(where: str, phase: str = "", phones: str = "") -> None:
    set_language("da")
    replace = StateFile.replace

    def noted(self: StateFile, data: bytes, mark: str = "") -> None:
        say(f"save {data.hex()}")
        replace(self, data, mark)

    StateFile.replace = noted  # type: ignore[method-assign]
    vars(tickets)["SecretKey"] = TicketKey
    if phase:
        room, close = with_session(Archive(Path(where)), phase, int(phones))
    else:
        room, close = with_measurement(Archive(Path(where)))
    say(f"ids {' '.join(str(id(value)) for value in (None, 1, 2, 3, 4, 5))}")
    say(f"room {room.port} {room.tickets.public_key.hex()} {room.tickets.code}")
    sys.stdin.readline()
    close()
    del close
    say("closed")
    sys.stdin.readline()
    room.close()
    say("ended")
    sys.stdin.readline()


def with_measurement(archive: Archive) -> tuple[Room, Callable[[], object]]:
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    room = Room.open(LOOPBACK)
    room.begin_answering(keeper)
    return room, lambda: keeper.close(keeper.measurement.date)


def with_session(archive: Archive, phase: str, phones: int) -> tuple[Room, Callable[[], object]]:
    vars(submissions)["DELAY"] = 0.0
    conductor = begun(archive, phase, phones)
    room = Room.open(LOOPBACK)
    participation = Participation(room, conductor, lambda _words: None)
    participation.update("helped")
    is_over = Event()

    def lead() -> None:
        while not is_over.wait(EVERY):
            take(participation)

    leading = Thread(target=lead)
    leading.start()

    def close() -> None:
        is_over.set()
        leading.join()
        conductor.do(NextPhase())  # what is left of votes is counted
        participation.update("helped")
        room.end_wall()
        conductor.close(lambda write, then, _refused: then(write()), lambda: None)

    return room, close


if __name__ == "__main__":
    main(*sys.argv[1:])
