"""kill -9 in the middle: what a phone was told of is there once, and the rest is sent again."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from facilitator.room.submissions import PLAIN_BYTES, mark_of
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import LOT, MeasurementKeeper
from facilitator.store.session_file import Keeper
from tests.core.measurement.measures import a_measurement
from tests.room.client import Elsewhere
from tests.room.phone import Phone, post, sealed
from tests.room.serving import option

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = int(os.environ.get("FACILITATOR_KILLS", "6"))
PHONES = 23
TOO_LONG = 60.0
"""Seconds."""


class Served(Elsewhere):
    def __init__(self, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.room.serving", *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self.process.stdout
        self.file, *found_by = (self.process.stdout.readline().strip() for _ in range(4))
        super().__init__(*found_by)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


def row_of(number: int) -> tuple[int, ...]:
    """A row that no other phone gives."""
    return tuple(number // 5**place % 5 + 1 for place in range(7))


def hand_in(phone: Phone, number: int) -> str:
    """As the page does: with another ticket where it has none, or none that is known."""
    if not phone.public:
        phone.join()
    state = phone.answer(row_of(number))
    if state == "unknown":
        phone.join()
        state = phone.answer(row_of(number))
    return state


def kill_while(act: Callable[[int], object], served: Served, seconds: float) -> None:
    """End the program so many seconds after all phones have begun to act."""
    threads = [threading.Thread(target=act, args=[number]) for number in range(PHONES)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    served.kill()
    for thread in threads:
        thread.join()


@pytest.mark.e2e
@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_told_is_there_once_and_the_rest_can_be_sent_again(
    tmp_path: Path, kill: int
) -> None:
    source = random.Random(kill)  # noqa: S311 the same each time
    served = Served(tmp_path / "arkiv", "")
    phones = [Phone(served) for _ in range(PHONES)]
    told: dict[int, str] = {}

    def answer(number: int) -> None:
        with suppress(OSError, HTTPException):
            phones[number].join()
            told[number] = hand_in(phones[number], number)

    kill_while(answer, served, source.uniform(0.0, 0.25))
    again = Served(tmp_path / "arkiv", "", served.file)
    try:
        assert (again.port, again.tickets) == (served.port, served.tickets)
        for number, phone in enumerate(phones):
            phone.room = again
            before = told.get(number)
            if before != "counted":
                told[number] = hand_in(phone, number)
            else:
                assert hand_in(phone, number) == "counted"
        assert set(told.values()) <= {"counted", "held"}
        held = [number for number, state in told.items() if state == "held"]
        again_told = [hand_in(phones[number], number) for number in held]
        still_held = again_told.count("held")
    finally:
        again.kill()

    keeper = MeasurementKeeper.resume(Archive(tmp_path / "arkiv"), Path(served.file))
    rows = Counter(keeper.answers.responses)
    keeper.release()
    assert not [row for row, times in rows.items() if times > 1]
    assert len(rows) == PHONES - still_held
    counted = {row_of(number) for number, state in told.items() if state == "counted"}
    assert counted <= set(rows)
    assert a_measurement().scale == 5


class Sender(NamedTuple):
    """A phone with one thing to send to the session, as the page sends it."""

    phone: Phone
    path: str
    plain: bytes
    sent: dict[str, str]

    def send(self) -> str:
        """Send it, with the ticket and the seal of before where there are any; gives its state."""
        state = self._post() if self.sent else "unknown"
        if state == "unknown":
            self.phone.join()
            seal = sealed(self.plain.ljust(PLAIN_BYTES), self.phone.public)
            self.sent.update(ticket=self.phone.ticket, sealed=seal)
            state = self._post()
        return state

    def _post(self) -> str:
        return str(json.loads(post(self.phone.room, self.path, self.sent).body)["state"])


@pytest.mark.e2e
@pytest.mark.parametrize("kill", range(KILLS // 3))
@pytest.mark.parametrize("phase", ["gather", "vote"])
def test_what_was_told_of_votes_and_words_is_on_the_board_once_and_the_rest_is_sent_again(
    tmp_path: Path, phase: str, kill: int
) -> None:
    source = random.Random(kill)  # noqa: S311 the same each time
    served = Served(tmp_path / "arkiv", phase)
    options = [option(number) for number in range(PHONES)]
    if phase == "vote":
        path = "/vote"
        plains = [f"0002{mark_of('topics', each)}" for each in options]
    else:
        path = "/write"
        plains = [f"{mark_of('helped')}{each}" for each in options]
    phones = [Sender(Phone(served), path, plain.encode(), {}) for plain in plains]
    told: dict[int, str] = {}

    def send(number: int) -> None:
        with suppress(OSError, HTTPException, ValueError):
            while told.get(number) != "counted":
                told[number] = phones[number].send()
                time.sleep(0.02)

    kill_while(send, served, source.uniform(0.0, 0.5))
    before = {number for number, state in told.items() if state == "counted"}
    again = Served(tmp_path / "arkiv", phase, served.file)
    try:
        assert (again.port, again.tickets) == (served.port, served.tickets)
        for phone in phones:
            phone.phone.room = again
        assert {phones[number].send() for number in before} <= {"counted"}
        states = {number: phone.send() for number, phone in enumerate(phones)}
        assert set(states.values()) <= {"counted", "held"}
        end = time.monotonic() + TOO_LONG  # until the facilitator has taken what is a lot
        while list(states.values()).count("counted") < PHONES - LOT and time.monotonic() < end:
            time.sleep(0.02)
            states = {number: phone.send() for number, phone in enumerate(phones)}
    finally:
        again.kill()

    keeper, session = Keeper.resume(Path(served.file))
    keeper.release()
    if phase == "vote":
        there = {k.text: k.votes or 0 for k in session.note.entries("topics")}
    else:
        there = Counter(k.text for k in session.note.entries("helped"))
    assert max(there.values(), default=0) <= 1
    on_board = {number for number, each in enumerate(options) if there.get(each)}
    assert before <= {number for number, state in states.items() if state == "counted"} <= on_board
    assert len(session.live.received) == len(on_board) >= PHONES - LOT
