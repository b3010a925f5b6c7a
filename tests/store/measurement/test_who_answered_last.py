"""Nobody who has every version of the archive, or of the answers, can tell which came last.

The attacker of these tests has the bytes of every file after each answer: of the archive, and of
the answers outside it, opened with their key. It guesses the last row by all that could give it
away: what is new since the version before, the first place, the last place. Chance is drawn from
fixed seeds, so that the numbers are the same each time.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from facilitator.core.measurement.note import Answers
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper, find_answers
from facilitator.store.measurement.notes import loads
from facilitator.store.paths import answers_folder
from tests.core.measurement.measures import TODAY, a_measurement, chance

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.measurement.items import Row

PEOPLE = 8
TIMES = 160
ROWS = [(1, 2, 3, 4, 5, 4, point) for point in (1, 2, 3, 4, 5)] + [
    (5, 4, 3, 2, 1, 2, point) for point in (1, 2, 3)
]

WRITTEN: Final = re.compile(rb"(?:[1-7-][ ,]{1,2}){6}[1-7-]")
COMMENT: Final = re.compile(r"kommentar \d\d")


@pytest.fixture(autouse=True)
def a_fast_disk_and_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of writes: what reaches the disk and stays in memory is tested elsewhere."""
    monkeypatch.setattr("facilitator.store.files.os.fsync", lambda _descriptor: None)
    monkeypatch.setattr("facilitator.store.measurement.answers.overwrite_rows", lambda: None)


@dataclass
class Seen:
    """One measurement as an attacker sees it, and what it would like to know."""

    versions: list[bytes]
    """All files of the archive, after each answer."""
    answers: Answers
    """What the attacker has from the machine itself, when the last answer had come."""
    sealed: bytes
    """The same without the key."""
    note: bytes
    """The closed note."""
    last: Row
    """The last row."""

    @property
    def comments(self) -> list[str]:
        return COMMENT.findall(self.note.decode())


def comment_of(row: Row) -> str:
    """Each has written a comment that tells whose it is."""
    return f"kommentar {row[0]}{row[-1]}"


def measured(folder: Path, seed: int) -> Seen:
    source, archive = chance(seed), Archive(folder)
    keeper = MeasurementKeeper.begin(archive, a_measurement(number=seed), source)
    versions = []
    rows: list[Row] = source.sample(ROWS, PEOPLE)
    for row in rows:
        assert keeper.add(row, comment_of(row)) is None
        versions.append(b"".join(p.read_bytes() for p in sorted(folder.rglob("*.toml"))))
    found = find_answers(archive, keeper.measurement.id)
    assert found
    sealed = b"".join(p.read_bytes() for p in answers_folder().iterdir())
    assert keeper.close(TODAY) is None
    assert list(answers_folder().iterdir()) == []
    return Seen(versions, found.answers, sealed, keeper.path.read_bytes(), rows[-1])


def test_no_place_tells_which_answer_came_last(tmp_path: Path) -> None:
    right = Counter[str]()
    for seed in range(TIMES):
        seen = measured(tmp_path / str(seed), seed)
        rows, comments = seen.answers.responses, seen.answers.comments
        assert len(rows) == len(comments) == len(seen.comments) == PEOPLE
        for name, place in (("first", 0), ("last", -1)):
            right[f"{name} row"] += rows[place] == seen.last
            right[f"{name} comment"] += comments[place] == comment_of(seen.last)
            right[f"{name} comment in the note"] += seen.comments[place] == comment_of(seen.last)
        right["the comment beside a row"] += comment_of(rows[0]) == comments[0]

    assert len(right) == 7
    deviation = (TIMES * (1 / PEOPLE) * (1 - 1 / PEOPLE)) ** 0.5
    assert all(abs(n - TIMES / PEOPLE) < 4 * deviation for n in right.values()), right


def test_no_version_of_the_archive_differs_from_another_while_answers_come(
    tmp_path: Path,
) -> None:
    seen = measured(tmp_path / "a", 1)

    assert len(set(seen.versions)) == 1
    assert not WRITTEN.findall(seen.versions[0])


def test_without_its_key_nothing_can_be_read_of_the_answers(tmp_path: Path) -> None:
    seen = measured(tmp_path / "a", 1)

    assert not WRITTEN.findall(seen.sealed)
    assert b"kommentar" not in seen.sealed


def test_the_attack_is_a_real_one_on_answers_that_are_only_shuffled() -> None:
    """What is new between two versions tells all, in whatever order: hence none in the archive."""
    one, other = (
        Answers(id="a", scale=5, responses=rows).model_dump_json().encode()
        for rows in (tuple(ROWS[:7]), tuple(ROWS))
    )

    new = set(WRITTEN.findall(other)) - set(WRITTEN.findall(one))

    assert new == {" ".join(map(str, ROWS[7])).encode()}


def test_a_closed_note_says_nothing_of_when_or_who_or_of_any_row(tmp_path: Path) -> None:
    note = measured(tmp_path / "a", 1).note

    assert loads(note.decode(), tmp_path).model_fields_set == {
        "schema_", "id", "kind", "team", "date", "language", "scale", "source", "status",
        "closed", "answered", "comments", "full_figures",
    }  # fmt: skip
    assert not re.search(rb"\d\d:\d\d", note)
    assert not WRITTEN.findall(note)
