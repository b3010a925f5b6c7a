"""A program of its own with a room in it, for a test that kills it.

`python -m tests.room.serving ARCHIVE "" [NOTE]` begins a measurement, or goes on with the one in
that note. With a PHASE, and then perhaps a state file, it begins a retrospective and goes on to
that phase, or goes on with the session in that file; its facilitator takes whatever comes as soon
as it is a lot. It says its file, then what phones need: the port, the public key and the code.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from facilitator.conducting.clock import Clock
from facilitator.conducting.conductor import Conductor
from facilitator.conducting.setup import session_of
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.opening import SessionSetup
from facilitator.core.session.phases import NextPhase, Start
from facilitator.room import submissions
from facilitator.room.participation import Participation
from facilitator.room.server import Room
from facilitator.store.archive import Archive
from facilitator.store.guides import Guides
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper
from facilitator.store.state import state_files
from facilitator.words import set_language
from tests.core.measurement.measures import a_measurement
from tests.room.client import LOOPBACK

PHONES = 23
EVERY = 0.02
LONGEST = 120
"""Seconds after which it ends by itself, should the test be gone."""


def option(number: int) -> str:
    """What phone of that number votes for."""
    return f"emne {number}"


def begun(archive: Archive, phase: str, phones: int = PHONES) -> Conductor:
    names = tuple(f"P{number}" for number in range(phones))
    guide = Guides().guide("retrospective", "da")
    session = session_of(SessionSetup(guide, "Nord", names, gates_passed=True), Clock())
    conductor = Conductor(session, Keeper.begin(archive, session), Clock())
    conductor.do(Start())
    while conductor.session.phase.id != phase:
        conductor.do(NextPhase())
        if conductor.session.phase.id == "gather" != phase:
            for number in range(phones):
                conductor.do(AddKeyword("topics", option(number)))
    return conductor


def take(participation: Participation) -> None:
    """Take what has come, where it is a lot."""
    participation.update("helped")
    if participation.may_look:
        participation.look_at_texts()
        participation.take_texts()


def serve_measurement(archive: Archive, note: str) -> None:
    if note:
        keeper = MeasurementKeeper.resume(archive, Path(note))
    else:
        keeper = MeasurementKeeper.begin(archive, a_measurement())
    room = Room.open(LOOPBACK, keeper.answers.room)
    room.begin_answering(keeper)
    say(keeper.path, room)
    time.sleep(LONGEST)


def serve_session(archive: Archive, phase: str, state: str) -> None:
    set_language("da")
    vars(submissions)["DELAY"] = 0.0
    if state:
        keeper, session = Keeper.resume(Path(state))
        conductor = Conductor(session, keeper, Clock())
    else:
        conductor = begun(archive, phase)
    room = Room.open(LOOPBACK, conductor.session.live.room)
    participation = Participation(room, conductor, lambda _words: None)
    participation.update("helped")
    (path,) = [entry.path for entry in state_files(sessions_folder())]
    say(path, room)
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        take(participation)
        time.sleep(EVERY)


def say(file: Path, room: Room) -> None:
    sys.stdout.write(f"{file}\n{room.port}\n{room.tickets.public_key.hex()}\n{room.tickets.code}\n")
    sys.stdout.flush()


def main(where: str, phase: str, file: str = "") -> None:
    if phase:
        serve_session(Archive(Path(where)), phase, file)
    else:
        serve_measurement(Archive(Path(where)), file)


if __name__ == "__main__":
    main(*sys.argv[1:])
