"""Eight programs at once on one shared archive: none of what they did is lost, or there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from facilitator.core.note import Note
from facilitator.store.index import Index
from facilitator.store.index.notes import notes_by_team
from facilitator.store.notes import read_document
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.local import waiting
from facilitator.store.shared.remote import ObjectStore
from tests.store.shared import acting
from tests.store.shared.azurite import ACCOUNT
from tests.store.shared.seaweed import seaweed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STEPS = int(os.environ.get("FACILITATOR_TEST_STEPS", "12"))
"""Of each program. By hand: 250, which is 2,000 in all."""
KILLS = int(os.environ.get("FACILITATOR_TEST_KILLS", "6"))


@pytest.fixture(params=["moto", "seaweedfs", "azurite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The url and the endpoint of an empty store."""
    if request.param == "moto":
        bucket = request.getfixturevalue("bucket")
        yield f"s3://{bucket}/arkiv", request.getfixturevalue("server")
    elif request.param == "azurite":
        url = f"az://{ACCOUNT}/arkiv/{tmp_path.name}"
        yield url, request.getfixturevalue("azure")
    else:
        with seaweed(tmp_path / "weed") as endpoint:
            yield "s3://arkiv/fælles", endpoint


def start(folder: Path, store: tuple[str, str], actor: int, steps: int) -> subprocess.Popen[str]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", acting.__name__, str(folder), *store, str(actor), str(steps)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_eight_programs_at_once_lose_nothing(tmp_path: Path, store: tuple[str, str]) -> None:
    folders = [tmp_path / f"home{actor}" for actor in range(acting.ACTORS)]
    programs = [start(folder, store, actor, STEPS) for actor, folder in enumerate(folders)]
    told = [program.communicate(timeout=600)[0].splitlines() for program in programs]
    assert all(lines[-1].startswith("over") for lines in told)
    assert [program.returncode for program in programs] == [0] * acting.ACTORS
    remote = ObjectStore(store[0], endpoint=store[1])
    for folder in folders * 3:
        Exchange(folder, remote).run()
    said = [line.split() for lines in told for line in lines]
    made = [words[1] for words in said if words[0] == "made"]
    deleted = {words[1] for words in said if words[0] == "deleted"}
    notes = read(folders[0])
    assert set(made) - deleted <= set(notes) <= set(made)
    last: dict[tuple[str, int], str] = {}
    for actor, lines in enumerate(told):
        for words in map(str.split, lines):
            if words[0] == "changed":
                last[words[1], actor] = words[2]
    for (note_id, actor), step in last.items():
        if note_id in notes and note_id not in deleted:
            commitment = next(c for c in notes[note_id].commitments if c.id == f"c{actor}")
            assert commitment.happened == step
    whole = {note_id: note for note_id, note in notes.items() if note_id not in deleted}
    for folder in folders:
        here = read(folder)
        assert {note_id: here[note_id] for note_id in here if note_id not in deleted} == whole
        # What was deleted by one and changed by another meanwhile stays there, is named, and waits.
        waits = {acting.id_of(file.read_text("utf-8")) for file in waiting(folder).files}
        assert waits <= deleted
        index = Index(folder)
        index.refresh()
        texts = [file.read_text("utf-8") for file in folder.glob("Team*/*.toml")]
        assert sum(notes_by_team(index).values()) == len(set(map(acting.id_of, texts)))
        index.close()


def test_killed_anywhere_while_it_sends_each_note_is_there_once(
    tmp_path: Path, store: tuple[str, str]
) -> None:
    chance = random.Random(12)  # noqa: S311
    folder = tmp_path / "home"
    made: list[str] = []
    deleted: set[str] = set()
    for kill in range(KILLS):
        program = start(folder, store, kill, 40)
        time.sleep(0.3 + chance.random())
        program.kill()
        said = [line.split() for line in program.communicate()[0].splitlines()]
        made += [words[1] for words in said if words[0] == "made"]
        deleted |= {words[1] for words in said if words[0] == "deleted"}
    remote = ObjectStore(store[0], endpoint=store[1])
    Exchange(folder, remote).run()
    other = tmp_path / "other"
    other.mkdir()
    Exchange(other, remote).run()
    assert read(other) == read(folder)
    assert set(made) - deleted <= set(read(folder))
    assert waiting(folder).number == 0
    assert len(list(folder.glob("Team*/*.toml"))) == len(read(folder))


def read(folder: Path) -> dict[str, Note]:
    """The notes of a folder; of one with two versions the one that the store has."""
    notes: dict[str, Note] = {}
    for file in sorted(folder.glob("Team*/*.toml")):
        if "(here" not in file.name:
            note = read_document(file)
            assert isinstance(note, Note)
            assert note.id not in notes
            notes[note.id] = note
    return notes
