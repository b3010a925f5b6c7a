"""Two hundred phones that join and answer, with a wall that follows and keys at the terminal."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from benchmarks.figures import Figure
from benchmarks.keystroke import echoes
from benchmarks.programs import PROMPT, OnAPty
from benchmarks.sessions import archive, keep_session
from facilitator.store.measurement.answers import find_answers

if TYPE_CHECKING:
    from collections.abc import Iterable

PHONES: Final = 200
P95: Final = 500
"""Milliseconds."""
MORE_MEMORY: Final = 60
"""MB."""


def measure(*, quick: bool) -> Iterable[Figure]:
    """At once, and over ten seconds; the floors are what is aimed at, but for keys."""
    for seconds in (0, 10):
        yield from _measured(seconds, quick=quick)


def _measured(seconds: int, *, quick: bool) -> Iterable[Figure]:
    keep_session(20)
    file = Path(os.environ["FACILITATOR_SESSIONS"]).parent / f"room-{seconds}.json"
    with OnAPty("-m", "benchmarks.room_program", str(file), str(PHONES)) as program:
        program.wait_for(PROMPT)
        program.read(2)
        room = json.loads(file.read_text())
        echoes(program)
        idle = [each for _ in range(3 if quick else 8) for each in echoes(program)]
        host, port = room["host"].split(":")
        with socket.create_connection((host, int(port))) as wall:
            wall.sendall(f"GET {room['wall']} HTTP/1.1\r\nHost: {room['host']}\r\n\r\n".encode())
            phones = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.phones", str(file), str(PHONES), str(seconds)],
                stdout=subprocess.PIPE,
            )
            busy: list[float] = []
            end = time.monotonic() + max(seconds, 2)
            while time.monotonic() < end:
                busy += echoes(program)
            said = json.loads(phones.communicate()[0])
        kept = find_answers(archive(), room["measurement"])
        rows = Counter(kept.answers.responses if kept else ())
        memory = (_memory(program) - room["memory"]) / 1024
    what = f"{PHONES} phones {'at once' if seconds == 0 else f'over {seconds} s'}"
    doubled = sum(times - 1 for times in rows.values())
    yield Figure(f"{what}: told that they count", said["counted"], PHONES, "phones", 1)
    yield Figure(f"{what}: lost or twice", PHONES - len(rows) + doubled + 1, 1, "+ 1", 1)
    slowest = quantiles(said["took"], n=20)[-1] * 1000
    yield Figure(f"{what}: p95 of a request", slowest, P95, "ms", 1)
    yield Figure(f"{what}: more memory", memory, MORE_MEMORY, "MB", 1)
    yield Figure(f"{what}: a key meanwhile", median(busy) * 1000, median(idle) * 1000, "ms", 1.5)


def _memory(program: OnAPty) -> int:
    status = Path(f"/proc/{program.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
