"""Nobody who has every version of the archive can tell which answer came last.

The attacker of these tests has the bytes of every file in the archive after each answer, and those
of the closed note. It guesses the last row by all that could give it away: what is new since the
version before, the first place, the last place. Chance is drawn from fixed seeds, so that the
numbers are the same each time.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper, answers_file
from facilitator.store.measurement.note import loads
from facilitator.store.places import answers_folder
from tests.core.measurement.measures import TODAY, a_measurement, chance

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 8
TIMES = 160
ROWS = [(1, 2, 3, 4, 5, 4, point) for point in (1, 2, 3, 4, 5)] + [
    (5, 4, 3, 2, 1, 2, point) for point in (1, 2, 3)
]

ROW: Final = re.compile(rb'"((?:[1-7-] ){6}[1-7-])"')
COMMENT: Final = re.compile(rb"kommentar \d\d")


@pytest.fixture(autouse=True)
def a_fast_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of writes: that they reach the disk is tested elsewhere."""
    monkeypatch.setattr("facilitator.store.files.os.fsync", lambda _descriptor: None)


@dataclass
class Seen:
    """One measurement as an attacker sees it, and what it would like to know."""

    versions: list[bytes]
    """All files of the archive, after each answer."""
    outside: bytes
    """The answers outside the archive, when the last had come."""
    note: bytes
    """The closed note."""
    last: bytes
    """The last row."""

    @property
    def rows(self) -> list[bytes]:
        return ROW.findall(self.note)

    @property
    def comments(self) -> list[bytes]:
        return COMMENT.findall(self.note)

    @property
    def last_comment(self) -> bytes:
        return comment_of(self.last)


def comment_of(row: bytes) -> bytes:
    """Each has written a comment that tells whose it is."""
    return b"kommentar " + row[:1] + row[-1:]


def measured(folder: Path, seed: int) -> Seen:
    source = chance(seed)
    keeper = MeasurementKeeper.begin(Archive(folder), a_measurement(number=seed), source)
    versions = []
    rows = source.sample(ROWS, PEOPLE)
    for row in rows:
        assert keeper.add(row, f"kommentar {row[0]}{row[-1]}") is None
        versions.append(b"".join(p.read_bytes() for p in sorted(folder.rglob("*.toml"))))
        assert len(list(answers_folder().iterdir())) == 1
    outside = answers_file(keeper.measurement).read_bytes()
    keeper.close("rows", TODAY)
    last = " ".join(map(str, rows[-1])).encode()
    return Seen(versions, outside, keeper.path.read_bytes(), last)


def test_the_bytes_of_successive_saves_do_not_tell_which_answer_came_last(tmp_path: Path) -> None:
    right = Counter[str]()
    for seed in range(TIMES):
        seen = measured(tmp_path / str(seed), seed)
        new = set(ROW.findall(seen.versions[-1])) - set(ROW.findall(seen.versions[-2]))
        outside = ROW.findall(seen.outside)
        assert len(seen.rows) == len(seen.comments) == len(outside) == PEOPLE
        right["what is new"] += (new.pop() if new else seen.rows[seed % PEOPLE]) == seen.last
        for name, place in (("first", 0), ("last", -1)):
            right[f"{name} row"] += seen.rows[place] == seen.last
            right[f"{name} comment"] += seen.comments[place] == seen.last_comment
            right[f"{name} row outside"] += outside[place] == seen.last
        right["the comment beside a row"] += comment_of(seen.rows[0]) == seen.comments[0]

    assert len(right) == 8
    deviation = (TIMES * (1 / PEOPLE) * (1 - 1 / PEOPLE)) ** 0.5
    assert all(abs(n - TIMES / PEOPLE) < 4 * deviation for n in right.values()), right


def test_no_version_of_the_archive_differs_from_another_while_answers_come(
    tmp_path: Path,
) -> None:
    seen = measured(tmp_path / "a", 1)

    assert len(set(seen.versions)) == 1
    assert not ROW.findall(seen.versions[0])


def test_the_attack_is_a_real_one_on_a_file_that_is_only_shuffled() -> None:
    """What is new between two versions tells all, in whatever order: hence no versions."""
    one, other = (a_measurement(rows).model_dump_json().encode() for rows in (ROWS[:7], ROWS))

    new = set(ROW.findall(other)) - set(ROW.findall(one))

    assert new == {" ".join(map(str, ROWS[7])).encode()}


def test_a_closed_note_says_nothing_of_when_or_who(tmp_path: Path) -> None:
    note = measured(tmp_path / "a", 1).note

    assert loads(note.decode(), tmp_path).model_fields_set == {
        "schema_", "id", "kind", "team", "date", "language", "scale", "source", "status",
        "closed", "responses", "comments",
    }  # fmt: skip
    assert not re.search(rb"\d\d:\d\d", note)
