"""Three people at random on one remote, in one process: no note is lost, none is there twice."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.errors import Refused
from facilitator.store import commitments
from facilitator.store.index import Index
from facilitator.store.retention import delete
from tests.store.shared.acting import TODAY, id_of
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import House, exchange_in_turn

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 3
STEPS = 40


def notes(house: House) -> Counter[str]:
    """How often each note is there, but for versions that wait to be chosen."""
    return Counter(id_of(text) for name, text in house.notes().items() if "(here" not in name)


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_no_note_is_lost_and_none_is_there_twice(
    tmp_path: Path, seed: int, *, by_hand: bool
) -> None:
    """`by_hand`: files are removed without the program knowing; then the notes come back."""
    chance = random.Random(seed)  # noqa: S311
    remote = FolderRemote(tmp_path / "remote")
    houses = [House(tmp_path / f"home{each}", remote) for each in range(PEOPLE)]
    made: set[str] = set()
    deleted: set[str] = set()
    for step in range(STEPS):
        house = chance.choice(houses)
        files = [f for f in sorted(house.folder.glob("Team*/*.toml")) if "(here" not in f.name]
        kind = chance.random()
        if not files or kind < 0.15:
            made.add(note_id := f"2026-05-20-{step:04}")
            house.write(note_id)
        elif kind < 0.35 and len(files) > 1:
            file = chance.choice(files)
            if by_hand:
                file.unlink()
                if house.exchange().waiting:
                    continue
            else:
                deleted.add(id_of(file.read_text("utf-8")))
                with suppress(Refused):
                    delete(Index(house.folder), file)
        elif kind < 0.6:
            with suppress(Refused):
                seen = commitments.in_note(chance.choice(files), chance.choice(["c1", "c2"]))
                commitments.change(seen, CommitmentChange(happened=str(step)), TODAY)
        else:
            house.exchange()
        assert max(notes(house).values(), default=1) == 1
    exchange_in_turn(*houses, *houses, *houses)
    first, *others = ({id_of(text) for text in house.notes().values()} for house in houses)
    assert by_hand or made - deleted <= first
    assert all(other - deleted == first - deleted for other in others)
