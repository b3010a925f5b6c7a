"""A program of its own that keeps an open measurement, for a test that kills it.

`python answering.py ARCHIVE` begins one and says its file, then the number of each answer that
reached the disk, on a line of its own.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from tests.core.measurement.measures import a_measurement


def main(where: str) -> None:
    keeper = MeasurementKeeper.begin(Archive(Path(where)), a_measurement())
    sys.stdout.write(f"{keeper.path}\n")
    for number in count(1):
        if keeper.add((number % 5 + 1,) * 7) is None:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
