"""kill -9 in the middle: what a phone was told of is there once, and the rest is sent again."""

from __future__ import annotations

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
from typing import NamedTuple

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from tests.core.measurement.measures import a_measurement
from tests.room.phone import Phone

KILLS = int(os.environ.get("FACILITATOR_KILLS", "6"))
PHONES = 23


class Tickets(NamedTuple):
    public_key: bytes
    code: str


class Served:
    """The room in the other program, as phones see it."""

    def __init__(self, archive: Path, note: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.room.serving", str(archive), *([note] if note else [])],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self.process.stdout
        self.note, port, key, code = (self.process.stdout.readline().strip() for _ in range(4))
        self.address, self.port = "127.0.0.1", int(port)
        self.tickets = Tickets(bytes.fromhex(key), code)

    @property
    def host(self) -> str:
        return f"{self.address}:{self.port}"

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


@pytest.mark.e2e
@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_told_is_there_once_and_the_rest_can_be_sent_again(
    tmp_path: Path, kill: int
) -> None:
    source = random.Random(kill)  # noqa: S311 the same each time
    served = Served(tmp_path / "arkiv")
    phones = [Phone(served) for _ in range(PHONES)]  # type: ignore[arg-type]
    told: dict[int, str] = {}

    def answer(number: int) -> None:
        with suppress(OSError, HTTPException):
            phones[number].join()
            told[number] = hand_in(phones[number], number)

    threads = [threading.Thread(target=answer, args=[number]) for number in range(PHONES)]
    for thread in threads:
        thread.start()
    time.sleep(source.uniform(0.0, 0.25))
    served.kill()
    for thread in threads:
        thread.join()

    again = Served(tmp_path / "arkiv", served.note)
    try:
        assert (again.port, again.tickets) == (served.port, served.tickets)
        for number, phone in enumerate(phones):
            phone.room = again  # type: ignore[assignment]
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

    keeper = MeasurementKeeper.resume(Archive(tmp_path / "arkiv"), Path(served.note))
    rows = Counter(keeper.answers.responses)
    keeper.release()
    assert not [row for row, times in rows.items() if times > 1]
    assert len(rows) == PHONES - still_held
    counted = {row_of(number) for number, state in told.items() if state == "counted"}
    assert counted <= set(rows)
    assert a_measurement().scale == 5
