"""One program at a time keeps a session, and no lock is left when it lets go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.store.lock import AlreadyOpen, Lock, is_open
from facilitator.store.paths import locks_folder

HOLDING = Path(__file__).with_name("holding.py")
ROOT = HOLDING.parent.parent.parent
PROGRAMS = 4
TIMES = 150


def locks() -> list[Path]:
    return list(locks_folder().iterdir())


def test_a_lock_is_held_once_and_leaves_no_file(tmp_path: Path) -> None:
    for _again in range(3):
        lock = Lock.take(tmp_path / "note.toml")
        with pytest.raises(AlreadyOpen):
            Lock.take(tmp_path / "note.toml")
        assert len(locks()) == 1
        lock.release()
        lock.release()
        assert locks() == []


def test_the_file_of_somebody_else_is_not_removed(tmp_path: Path) -> None:
    first = Lock.take(tmp_path / "note.toml")
    locks()[0].unlink()  # by a program that tidies up
    second = Lock.take(tmp_path / "note.toml")

    first.release()

    with pytest.raises(AlreadyOpen):
        Lock.take(tmp_path / "note.toml")
    second.release()
    assert locks() == []


def test_a_file_that_a_killed_program_left_goes_with_the_next_lock(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "note.toml")
    (file,) = locks()
    lock.release()
    file.touch()

    Lock.take(tmp_path / "note.toml").release()

    assert locks() == []


def test_two_programs_never_both_have_the_lock(tmp_path: Path) -> None:
    command = [sys.executable, str(HOLDING), str(tmp_path / "note.toml"), str(TIMES)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    programs = [
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _number in range(PROGRAMS)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    said = []
    for program in programs:
        assert program.stdin
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        out, err = program.communicate()
        assert err == ""
        said.append(out.strip())

    assert "both" not in said
    assert sum(map(int, said)) > TIMES
    assert locks() == []


def test_a_session_is_open_while_a_program_keeps_it_and_not_when_it_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.store.lock.NEW", 600.0)
    path = tmp_path / "session.age"
    assert not is_open(path)
    lock = Lock.take(path)
    (file,) = locks_folder().glob("*.lock")
    os.utime(file, (0, 0))
    assert is_open(path)
    lock.release()
    assert not is_open(path)

    file.touch()
    assert is_open(path)  # whoever has just made it may be about to hold it
    os.utime(file, (0, 0))
    assert not is_open(path)
    Lock.take(path).release()
