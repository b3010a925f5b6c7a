"""A program of its own that kills others at every file operation of an open measurement.

`python -m tests.store.measurement.killing FOLDER` forks one for each, dead before that operation or
right after it, lets the next command do what it does, and says what is left: a line each.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.core.errors import Refused
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper, find_answers
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.measurement.settling import settle
from facilitator.store.paths import answers_folder
from facilitator.store.state import sweep_all
from tests.core.measurement.measures import TODAY, A, a_measurement

if TYPE_CHECKING:
    from collections.abc import Callable

OPERATIONS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "mkdir")
KILLED, FINISHED = 9, 0


def kill_at(step: int, *, after: bool) -> None:
    """From now on this program dies at the operation of that number."""
    done = 0

    def wrapped(really: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == step and not after:
                os._exit(KILLED)
            result = really(*arguments, **named)
            if done == step:
                os._exit(KILLED)
            return result

        return operation

    for name in OPERATIONS:
        setattr(os, name, wrapped(getattr(os, name)))


def what_is_left(archive: Archive) -> str:
    """After the next command: the state of the note, and how many answers there are beside it."""
    sweep_all()
    settle(archive, lambda: measurements_in(archive), datetime.now(UTC))
    files = [path.name for path in answers_folder().glob("*")] if answers_folder().is_dir() else []
    odd = [name for name in files if not name.endswith((".age", ".key"))]
    notes = measurements_in(archive).files
    number = None
    with suppress(Refused):
        answers = find_answers(archive, a_measurement().id)
        number = answers.answers.number if answers else None
    if notes and notes[0].measurement.is_open and number is not None:
        MeasurementKeeper.resume(archive, notes[0].path).release()
    status = "/".join(note.measurement.status for note in notes) or "none"
    return f"{status} {number} {len(files)} {len(odd)}"


def main(folder: str) -> None:
    ways: dict[str, Callable[[MeasurementKeeper], object]] = {
        "add": lambda keeper: keeper.add(A[5]),
        "close": lambda keeper: keeper.close(TODAY),
        "throw away": lambda keeper: keeper.throw_away(),
    }
    for (name, way), after in ((pair, after) for pair in ways.items() for after in (False, True)):
        for step in count(1):
            place = Path(folder) / f"{name}-{step}-{after}".replace(" ", "-")
            os.environ["XDG_STATE_HOME"] = str(place / "state")
            archive = Archive(place / "archive")
            keeper = MeasurementKeeper.begin(archive, a_measurement())
            for row in A[:5]:
                keeper.add(row)
            child = os.fork()
            if not child:
                kill_at(step, after=after)
                way(keeper)
                os._exit(FINISHED)
            keeper.release()  # by the death of the only program that has it
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{name} {what_is_left(archive)}\n".replace("throw away", "throw"))
            if os.waitstatus_to_exitcode(status) == FINISHED:
                break


if __name__ == "__main__":
    main(*sys.argv[1:])
