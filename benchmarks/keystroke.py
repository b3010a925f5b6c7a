"""From a key to its letter on the terminal, with 1,000 keywords on the board."""

from __future__ import annotations

import itertools
import time
from statistics import median

from benchmarks.figures import Figure
from benchmarks.programs import PROMPT, OnAPty, bare, facilitator
from benchmarks.sessions import keep_session

KEYWORDS = 1000
LETTERS = "QXZWVYKJ"
"""None of them is in an escape sequence, and none in a text that a clock repaints."""


def measure(*, quick: bool) -> list[Figure]:
    """Seconds from writing a letter to the pty until the line with it has been written back."""
    keep_session(KEYWORDS)
    rounds = 5 if quick else 25
    ours: list[float] = []
    floor: list[float] = []
    with facilitator("resume") as facilitating, bare() as floored:
        for program in (facilitating, floored):
            program.wait_for(PROMPT)
            program.read(2)
            echoes(program)  # the warm-up
        for _ in range(rounds):
            ours += echoes(facilitating)
            floor += echoes(floored)
    what = f"keystroke to echo, {KEYWORDS} keywords"
    return [Figure(what, median(ours) * 1000, median(floor) * 1000, "ms", 1.5)]


def echoes(program: OnAPty) -> list[float]:
    """The seconds of each of a few letters, one after the other on one line."""
    seconds = []
    for typed in itertools.accumulate(LETTERS):
        began = time.perf_counter()
        program.type(typed[-1])
        seconds.append(program.wait_for(typed) - began)
        program.read(0.03)  # people do not type faster; what is drawn later is drawn by then
    program.type("\x15")  # Ctrl+U empties the line
    program.read(0.1)
    return seconds
