"""From the command to the first thing on the terminal, and to the answer to the first key."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing, medians, seconds
from benchmarks.programs import PROMPT, OnAPty, bare, check_out, home

if TYPE_CHECKING:
    from collections.abc import Callable

LETTER = "Q"
"""In no escape sequence, and in no text that a clock repaints."""
DOWN = "\x1b[B"
DOORS = "Arkiv"
"""The last door of the home screen."""
MARKED = "Supervision"
"""The door that the first key marks, and so repaints."""
PEERS = {"harlequin": "Query Editor", "posting": "Collection"}
"""Other Textual programs by their command, and a word of their first frame."""


def measure(*, quick: bool) -> list[Figure | Missing]:
    """Seconds until a text has been written to the pty, against the bare app's prompt."""
    times = 5 if quick else 20

    def figure(
        what: str, ours: Callable[[], float], floor: Callable[[], float], aim: float
    ) -> Figure:
        taken, bare_taken = medians(ours, floor, times)
        return Figure(what, taken * 1000, bare_taken * 1000, "ms", aim)

    prompt = partial(until, bare, PROMPT)
    return [
        figure("run --start: first prompt", partial(until, check_out, PROMPT), prompt, 1.3),
        figure("run --start: first letter echoed",
               partial(answered, check_out, PROMPT, LETTER, LETTER),
               partial(answered, bare, PROMPT, LETTER, LETTER), 2),
        figure("home: first frame", partial(until, home, DOORS), prompt, 1.2),
        figure("home: first key answered", partial(answered, home, DOORS, DOWN, MARKED),
               partial(answered, bare, PROMPT, LETTER, LETTER), 2),
        *(_peer(name, seen, times) for name, seen in PEERS.items()),
        figure("facilitator --version", partial(_python, "-m", "facilitator", "--version"),
               partial(_python, "-c", "pass"), 4),
    ]  # fmt: skip


def until(program: Callable[[], OnAPty], seen: str) -> float:
    """Seconds until the program has written that."""
    with program() as running:
        return running.wait_for(seen) - running.began


def answered(program: Callable[[], OnAPty], seen: str, key: str, answer: str) -> float:
    """Seconds until it has answered a key that is pressed as soon as its first frame is seen."""
    with program() as running:
        running.wait_for(seen)
        running.type(key)
        return running.wait_for(answer) - running.began


def _peer(name: str, seen: str, times: int) -> Figure | Missing:
    """A peer's first frame, each from its own environment, its bytecode kept."""
    command = shutil.which(name)
    if command is None:
        return Missing(f"peer: {name}, first frame", "not installed here")
    try:
        taken, floor = medians(
            partial(until, lambda: OnAPty(command, python=None), seen),
            partial(until, bare, PROMPT),
            max(3, times // 4),
        )
    except OSError:  # it has ended, and its terminal with it
        return Missing(f"peer: {name}, first frame", "does not start here")
    return Figure(f"peer: {name}, first frame", taken * 1000, floor * 1000, "ms", None)


def _python(*arguments: str) -> float:
    """Seconds of a whole process that answers at once."""
    command = (sys.executable, *arguments)
    return seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.PIPE))
