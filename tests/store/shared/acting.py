"""One of several programs at work at once on a shared archive: run as a program of its own.

It prints what it has done, a line each: `made ID`, `deleted ID`, `changed ID N`.
"""

from __future__ import annotations

import random
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.errors import Refused
from facilitator.store import commitments
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.retention import delete
from facilitator.store.shared.connection import Connection, connect
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.remote import ObjectStore

ACTORS = 8
TODAY = date(2026, 11, 28)
HEAD = """schema = 1
id = "{id}"
kind = "session"
team = "Team {team}"
guide = "check-out"
title = "Check-out"
language = "da"
date = 2026-05-20
board = "kept"
"""
COMMITMENT = """
[[commitments]]
id = "c{actor}"
what = "aftale {actor}"
status = "open"
"""


def main(folder: Path, url: str, endpoint: str, actor: int, steps: int) -> None:
    """Make, change and delete notes at random, exchanging now and then; and in the end."""
    chance = random.Random(actor)  # noqa: S311
    remote = ObjectStore(url, endpoint=endpoint)
    archive = Archive(folder)
    connect(folder, Connection(url, endpoint))
    for step in range(steps):
        files = [f for f in sorted(folder.glob("Team*/*.toml")) if "(here" not in f.name]
        kind = chance.random()
        if not files or kind < 0.15:
            note_id = f"2026-05-20-{actor}x{step:03}"
            team = chance.choice("AB")
            text = HEAD.format(id=note_id, team=team) + "".join(
                COMMITMENT.format(actor=each) for each in range(ACTORS)
            )
            file = archive.team_folder(f"Team {team}") / f"{note_id}.toml"
            file.parent.mkdir(exist_ok=True, parents=True)
            file.write_text(text, "utf-8")
            tell("made", note_id)
        elif kind < 0.2 and len(files) > 3:
            file = chance.choice(files)
            tell("deleted", id_of(file.read_text("utf-8")))
            with suppress(Refused):
                delete(Index(folder), file)
        else:
            file = chance.choice(files)
            with suppress(Refused):
                seen = commitments.in_note(file, f"c{actor}")
                commitments.change(seen, CommitmentChange(happened=str(step)), TODAY)
                tell("changed", f"{seen.note_id} {step}")
        if chance.random() < 0.5:
            with suppress(Refused):
                Exchange(folder, remote).run()
    for _time in range(20):
        with suppress(Refused):
            if not Exchange(folder, remote).run().waiting:
                break
    tell("over", "")


def id_of(text: str) -> str:
    """The id of a note."""
    return text.partition('id = "')[2].partition('"')[0]


def tell(what: str, of: str) -> None:
    """Say what was done, at once."""
    sys.stdout.write(f"{what} {of}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
