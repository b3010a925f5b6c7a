"""A program of its own that changes commitments: for tests in which two do so at once.

`python changing.py ARCHIVE NOTE COMMITMENT TIMES` writes what happened so many times.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from facilitator.core.commitment_change import CommitmentChange
from facilitator.store.archive import Archive
from facilitator.store.commitments import change, in_note
from tests.store.listing import find


def main(folder: str, note_id: str, commitment_id: str, times: str) -> None:
    path = find(Archive(Path(folder)), note_id).path
    for number in range(1, int(times) + 1):
        seen = in_note(path, commitment_id)
        change(seen, CommitmentChange(happened=f"gang {number}"), date(2026, 11, 21))


if __name__ == "__main__":
    main(*sys.argv[1:])
