"""A program of its own that takes a lock again and again: for tests with many of them at once.

`python holding.py NOTE TIMES` says how often it had the lock, TIMES unless that takes too long, or
`both` where it was not alone. While it has the lock it makes a file beside the note, which nobody
else may have made.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from facilitator.store.lock import AlreadyOpen, Lock

TOO_LONG = 60.0
"""Seconds."""


def main(note: Path, times: int) -> None:
    witness = note.with_suffix(".witness")
    held = 0
    Lock.take(note.with_suffix(f".{os.getpid()}")).release()  # all is loaded from here
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    end = time.monotonic() + TOO_LONG
    while held < times and time.monotonic() < end:
        try:
            lock = Lock.take(note)
        except AlreadyOpen:
            continue
        try:
            os.close(os.open(witness, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            sys.stdout.write("both\n")
            return
        held += 1
        witness.unlink()
        lock.release()
    sys.stdout.write(f"{held}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
