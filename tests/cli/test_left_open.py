"""A session left open, on the command line: named, destroyed when its time is up, never by help."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from facilitator.store.archive import Archive
from facilitator.store.paths import answers_folder, sessions_folder
from facilitator.store.session_file import Keeper
from tests.store.samples import a_session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run

DAY = 24 * 3600


def left(archive: Path, days: float) -> Path:
    keeper = Keeper.begin(Archive(archive), a_session())
    keeper.release()
    assert keeper._file
    moment = time.time() - days * DAY
    os.utime(keeper._file.path, (moment, moment))
    return keeper._file.path


def test_retention_names_what_is_left_open_and_how_to_end_it(run: Run, own_home: Path) -> None:
    path = left(own_home / "sessions", 10)

    said = run("retention")
    assert said.code == 0
    assert "2026-11-21-k3f9  Team Nordlys  stået åben siden" in said.out
    assert "facilitator resume 2026-11-21-k3f9" in said.out
    (row,) = run("retention", "--json").rows
    assert {"id", "team", "date", "open_since", "destroyed_on", "path"} == row.keys()
    assert run("retention", "--apply").code == 0
    assert path.exists()


def test_retention_names_what_nobody_can_read_and_when_it_goes(run: Run, own_home: Path) -> None:
    path = left(own_home / "sessions", 10)
    path.write_bytes(b"damaged")
    os.utime(path, (time.time() - 10 * DAY,) * 2)

    listed = run("retention")
    assert "2026-11-21-k3f9  kan ikke læses af nogen; slettes for altid" in listed.out
    assert str(path) in listed.out
    (row,) = run("retention", "--json").rows
    assert (row["team"], row["date"], row["path"]) == ("", None, str(path))


def test_what_has_waited_its_time_is_destroyed_and_it_is_said(run: Run, own_home: Path) -> None:
    left(own_home / "sessions", 40)

    said = run("notes")

    assert "er slettet for altid" in said.err
    assert list(sessions_folder().iterdir()) == []
    assert run("notes").err.count("slettet") == 0


def test_a_command_removes_what_a_killed_program_left_and_help_does_not(
    run: Run, own_home: Path
) -> None:
    path = left(own_home / "sessions", 0)
    half = path.with_name(f".{path.name}.0123456789ab.tmp")
    answers_folder().mkdir(parents=True)
    key = answers_folder() / "x-1.key"
    for arguments in (("--help",), ("--version",), ("notes", "--help")):
        half.write_bytes(b"half")
        key.write_bytes(b"key")
        assert run(*arguments).code == 0
        assert half.exists()
        assert key.exists()

    run("notes")

    assert not half.exists()
    assert not key.exists()
    assert path.exists()
