"""All measurements of an archive: by the index they are those that are in its files."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.result import Withheld
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.index.database import IndexFile, Renewed
from facilitator.store.index.notes import measurements
from facilitator.store.measurement.notes import Measurements, measurements_in
from facilitator.store.measurement.notes import create as put
from facilitator.store.notes import dumps, read_note_bytes
from tests.core.measurement.measures import A, answered, closed
from tests.store.samples import a_note

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.files import Stamp
    from facilitator.store.index import Refreshed

TEAM = "Team Nordlys"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two measurements of one team, one of another, and a session."""
    made = Archive(tmp_path / "sessions")
    measured(made, 1)
    measured(made, 2, month=9)
    measured(made, 3, team="Syd")
    note = made.team_folder("Syd") / "2026-11-21-check-out.toml"
    note.write_bytes(dumps(a_note()))
    return made


@pytest.fixture
def index(archive: Archive) -> Index:
    return Index(archive.folder)


def measured(archive: Archive, number: int, *, month: int = 1, team: str = TEAM) -> Path:
    return put(archive, closed(answered(A, number=number, day=date(2026, month, 1), team=team)))


def seen(found: Measurements) -> tuple[object, ...]:
    wrong = [(problem.path, problem.line, problem.msgid) for problem in found.problems]
    return found.files, wrong


def test_they_are_the_same_by_the_index_as_by_looking_into_every_file(
    archive: Archive, index: Index, tmp_path: Path
) -> None:
    first = measured(archive, 4)
    folder = first.parent
    shutil.copy(first, archive.folder / "double.toml")
    shutil.copy(first, folder / f"{first.stem} (conflicted copy).toml")
    (folder / "broken.toml").write_text('kind = "measurement"\nid = 3\n', encoding="utf-8")
    (folder / "cut.toml").write_text('kind = "measurement"\nteam = "No', encoding="utf-8")
    (folder / "foreign.toml").write_text("a = 1\n", encoding="utf-8")
    (folder / "no text.toml").write_bytes(b'kind = "measurement"\n\xff')
    outside = shutil.copy(first, tmp_path / "outside.toml")
    (folder / "a link.toml").symlink_to(outside)
    deep = folder / "2025" / "a.toml"
    deep.parent.mkdir()
    shutil.copy(first, deep)

    by_index = measurements(archive, index)

    assert len(by_index.files) == 4
    assert first in {file.path for file in by_index.files}
    assert len(by_index.problems) == 2
    assert seen(by_index) == seen(measurements_in(archive))


def test_no_session_is_read_to_find_them(
    archive: Archive, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(path: Path) -> tuple[bytes, Stamp]:
        read.append(path.name)
        return read_note_bytes(path)

    monkeypatch.setattr("facilitator.store.measurement.notes.read_note_bytes", noted)
    assert len(measurements(archive, index).files) == 3
    assert len(read) == 3
    assert "2026-11-21-check-out.toml" not in read


def test_one_that_has_come_or_gone_since_is_seen(archive: Archive, index: Index) -> None:
    assert len(measurements(archive, index).files) == 3

    path = measured(archive, 4, month=4)
    assert len(measurements(archive, index).files) == 4

    path.unlink()
    assert len(measurements(archive, index).files) == 3


def test_where_another_program_never_lets_the_index_be_every_file_is_looked_into(
    archive: Archive, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renewed(*_work: object, **_settings: object) -> None:
        raise Renewed

    monkeypatch.setattr(IndexFile, "run", renewed)

    assert index.ask_all(lambda _opened: True) is None
    assert seen(measurements(archive, index)) == seen(measurements_in(archive))


def test_a_result_too_near_another_is_withheld_though_nothing_has_been_read_before(
    archive: Archive, index: Index
) -> None:
    again = closed(answered([*A, A[0]], number=5, day=date(2026, 1, 8), team=TEAM))
    put(archive, again)

    found = measurements(archive, index)

    assert isinstance(result_of(again, found.notes), Withheld)


@pytest.mark.parametrize("times", [1, 100])
def test_an_index_that_another_takes_the_place_of_is_never_asked_half_filled(
    times: int, archive: Archive, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = times
    really = Index.refresh

    def refreshed(self: Index, go_on: object = None, first: object = None) -> Refreshed:
        nonlocal left
        read = really(self, go_on, first)  # type: ignore[arg-type]
        if left:
            left -= 1
            self._file._renew()  # as when another thread has found it broken
        return read

    monkeypatch.setattr(Index, "refresh", refreshed)
    assert len(measurements(archive, index).files) == 3
