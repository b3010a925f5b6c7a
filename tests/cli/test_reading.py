"""How far the reading of a large archive has come, said on a terminal and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.cli import reading
from facilitator.store.index import Index
from facilitator.store.index.notes import listing
from facilitator.store.notes import dumps
from tests.store.samples import a_note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that takes long to read."""
    monkeypatch.setattr(reading, "_SLOW", 0)
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.toml").write_bytes(dumps(a_note(note_id=f"n{number}")))
    return folder


def test_it_is_said_in_one_line_that_is_empty_at_the_end(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    index = reading.read_index(archive)

    first, second, blank, end = capsys.readouterr().err.split("\r")[1:]
    assert first.endswith(": 0 af 60")
    assert second.endswith(": 50 af 60")
    assert (blank.strip(), len(blank), end) == ("", len(second), "")
    assert len(listing(index).notes) == 60


def test_nothing_is_said_where_nobody_looks_on_or_it_takes_no_time(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    reading.read_index(archive)
    (archive / "60.toml").write_bytes(dumps(a_note(note_id="n60")))
    monkeypatch.setattr(reading, "_SLOW", 1.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    reading.read_index(archive)

    assert capsys.readouterr() == ("", "")


def test_who_ends_it_leaves_an_empty_line_and_an_index_to_go_on_with(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Index.refresh

    def refresh(index: Index, go_on: Callable[[int, int], bool]) -> object:
        def interrupted(done: int, total: int) -> bool:
            if done:
                raise KeyboardInterrupt
            return go_on(done, total)

        return real(index, interrupted)

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(Index, "refresh", refresh)
    with pytest.raises(KeyboardInterrupt):
        reading.read_index(archive)
    assert capsys.readouterr().err.endswith(" \r")

    monkeypatch.setattr(Index, "refresh", real)
    assert len(listing(reading.read_index(archive)).notes) == 60
