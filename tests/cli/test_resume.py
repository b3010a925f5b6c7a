"""`resume` without an id: the one that was interrupted; where it could be several, a list."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from facilitator.cli import sessions
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.paths import locks_folder
from facilitator.store.session_file import Keeper
from tests.core.measurement.measures import a_measurement
from tests.store.samples import a_session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run


@pytest.fixture
def resumed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is gone on with, instead of a screen."""
    paths: list[Path] = []

    class App:
        class navigator:  # noqa: N801
            class session:  # noqa: N801
                resume = paths.append

            class measurement:  # noqa: N801
                resume = paths.append

    def open_program(_resources: object, first: object) -> int:
        first(App)  # type: ignore[operator]
        return 0

    monkeypatch.setattr(sessions, "open_program", open_program)
    return paths


def begun(archive: Path, note_id: str, team: str = "Team Nordlys") -> Keeper:
    session = a_session()
    note = session.note.model_copy(update={"id": note_id, "team": team})
    return Keeper.begin(Archive(archive), session.model_copy(update={"note": note}))


def path_of(keeper: Keeper) -> Path:
    assert keeper._file
    return keeper._file.path


def interrupted(keeper: Keeper) -> Path:
    """Its program has gone."""
    keeper.release()
    return path_of(keeper)


def some_time_ago() -> None:
    """No lock is so new that it may be about to be held."""
    for lock in locks_folder().glob("*"):
        os.utime(lock, (time.time() - 60,) * 2)


def test_the_one_that_was_interrupted_is_gone_on_with_though_another_is_newer_and_open(
    run: Run, own_home: Path, resumed: list[Path]
) -> None:
    archive = own_home / "sessions"
    path = interrupted(begun(archive, "2026-03-01-aaaa"))
    newer = begun(archive, "2026-03-03-bbbb")
    some_time_ago()
    assert run("resume").code == 0
    assert resumed == [path]
    newer.release()


def test_several_that_were_interrupted_are_listed_with_how_to_go_on_with_each(
    run: Run, own_home: Path, resumed: list[Path]
) -> None:
    archive = own_home / "sessions"
    for note_id, team in (("2026-03-01-aaaa", "Team Nord"), ("2026-03-03-bbbb", "Team Syd")):
        interrupted(begun(archive, note_id, team))
    some_time_ago()
    listed = run("resume")
    assert listed.code == 2
    assert resumed == []
    for words in ("resume 2026-03-01-aaaa", "Team Nord", "resume 2026-03-03-bbbb", "Team Syd"):
        assert words in listed.err


def test_a_measurement_that_was_interrupted_beside_a_session_is_a_doubt_too(
    run: Run, own_home: Path, resumed: list[Path]
) -> None:
    archive = Archive(own_home / "sessions")
    interrupted(begun(archive.folder, "2026-03-01-aaaa"))
    MeasurementKeeper.begin(archive, a_measurement()).release()
    some_time_ago()
    listed = run("resume")
    assert listed.code == 2
    assert listed.err.count("resume") == 2
    assert resumed == []


def test_where_none_was_interrupted_the_one_that_is_open_is_followed(
    run: Run, own_home: Path, resumed: list[Path]
) -> None:
    keeper = begun(own_home / "sessions", "2026-03-03-bbbb")
    some_time_ago()
    assert run("resume").code == 0
    assert resumed == [path_of(keeper)]
    keeper.release()


def test_where_nothing_runs_it_is_said(run: Run, resumed: list[Path]) -> None:
    assert run("resume").code == 1
    assert resumed == []
