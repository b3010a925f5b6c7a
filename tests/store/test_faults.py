"""Disks that fill up, folders that close, programs that are killed: nothing on disk is damaged."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.core.session.model import Session
from facilitator.store.archive import Archive
from facilitator.store.notes import read_document
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper, NotSaved
from facilitator.store.state import sweep
from facilitator.words import refusal_words
from tests.store.listing import listing
from tests.store.operations import refusing
from tests.store.samples import a_note, a_session, texts, the_state, with_keyword

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "arkiv")


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Disken er fuld."),
        (errno.EROFS, "Der må ikke skrives i "),
        (errno.EIO, "Der kan ikke skrives til disken: "),
    ],
    ids=["full", "read-only", "broken"],
)
def test_a_save_that_fails_says_why_and_the_next_one_brings_everything(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, step: str, number: int, sentence: str
) -> None:
    session = a_session()
    keeper = Keeper.begin(archive, session)
    before = the_state().read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(os, step, refusing(number))
        for word in ("et", "to"):
            session = with_keyword(session, word)
            result = keeper.save(session)
            assert isinstance(result, NotSaved)
            assert result == keeper.unsaved
            assert refusal_words(result.reason).startswith(sentence)

    assert the_state().read_bytes() == before
    assert len(list(sessions_folder().iterdir())) == 2

    assert keeper.save(session) is None
    assert keeper.unsaved is None
    assert read_document(the_state()) == session


def test_a_disk_that_cannot_even_be_asked_is_no_crash(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper.begin(archive, a_session())
    with monkeypatch.context() as broken:
        broken.setattr(os, "open", refusing(errno.EIO))
        assert isinstance(keeper.save(with_keyword(a_session(), "ny")), NotSaved)
        assert isinstance(keeper.throw_away(), NotSaved)
        assert isinstance(keeper.close(a_note()), NotSaved)

    assert keeper.save(with_keyword(a_session(), "ny")) is None


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the program of another user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


# All that is loaded late is loaded first: the interpreter may be where only root can read.
FOR_WHOM_PERMISSIONS_COUNT = f"""
import encodings.ascii, encodings.utf_8_sig, filelock, os, platformdirs.unix, pyrage, resource, sys
import json, facilitator.store.settings, facilitator.store.session_file, tests.store.samples
os.environ["XDG_STATE_HOME"] = sys.argv[1] + "/state"
if os.getuid() == 0:
    os.setgid({NOBODY})
    os.setuid({NOBODY})
from pathlib import Path
from facilitator.store.archive import Archive
from facilitator.store.notes import read_document
from facilitator.store.paths import sessions_folder
from facilitator.store.session_file import Keeper
from tests.store.samples import a_note, a_session, with_keyword
archive = Archive(Path(sys.argv[1]) / "arkiv")
"""


def run(program: str, *arguments: str | Path) -> str:
    """What a program of its own says, run as a user for whom permissions count."""
    done = subprocess.run(
        [sys.executable, "-c", FOR_WHOM_PERMISSIONS_COUNT + program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_made_read_only_in_mid_session_is_written_to_again_when_it_can_be(
    open_folder: Path,
) -> None:
    said_by_it = run(
        """
session = a_session()
keeper = Keeper.begin(archive, session)
assert keeper.unsaved is None
folder, (path,) = sessions_folder(), sessions_folder().glob("*.age")
folder.chmod(0o500)
print(keeper.save(with_keyword(session, "ny")).reason)
assert read_document(path) == session
folder.chmod(0o700)
print(keeper.save(with_keyword(session, "ny")))
assert read_document(path) == with_keyword(session, "ny")
""",
        open_folder,
    )

    folder = open_folder / "state" / "facilitator" / "sessions"
    assert said_by_it == f"Writing in {folder} is not allowed.\nNone\n"


def test_a_session_that_cannot_be_kept_is_told_at_the_beginning(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    said_by_it = run("print(Keeper.begin(archive, a_session()).unsaved.reason)", open_folder)

    assert said_by_it.startswith("Writing in ")
    assert list(open_folder.iterdir()) == []


def test_an_archive_that_may_not_be_written_in_is_told_at_the_close_and_tried_again(
    open_folder: Path,
) -> None:
    (open_folder / "arkiv").mkdir()
    (open_folder / "arkiv").chmod(0o555)

    said_by_it = run(
        """
keeper = Keeper.begin(archive, a_session())
print(keeper.close(a_note()).reason)
(path,) = sessions_folder().glob("*.age")
assert read_document(path) == a_session()
archive.folder.rename(archive.folder.with_name("away"))
print(keeper.close(a_note()))
assert read_document(keeper.note_file) == a_note()
assert list(sessions_folder().iterdir()) == []
""",
        open_folder,
    )

    assert said_by_it == f"Writing in {open_folder / 'arkiv'} is not allowed.\nNone\n"


def test_a_file_that_may_grow_no_further_stays_as_it_was(open_folder: Path) -> None:
    said_by_it = run(
        """
keeper = Keeper.begin(archive, a_session())
(path,) = sessions_folder().glob("*.age")
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100, hard))
print(keeper.save(a_session(["x" * 1000])).reason)
assert read_document(path) == a_session()
assert len(list(path.parent.iterdir())) == 2
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(keeper.save(a_session(["x" * 1000])))
""",
        open_folder,
    )

    assert said_by_it == "The file is larger than this disk allows.\nNone\n"


def test_a_program_killed_while_it_saves_loses_nothing_that_was_entered(archive: Archive) -> None:
    chance = random.Random(20261121)  # noqa: S311 moments, no secrets
    how, where = "new", str(archive.folder)
    for _ in range(8):
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.store.saving", how, where],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert program.stdout is not None
        path = Path(program.stdout.readline().rstrip("\n"))
        numbers = [program.stdout.readline() for _ in range(chance.randint(1, 15))]
        time.sleep(chance.uniform(0, 0.005))  # a save takes a few thousandths of a second
        program.kill()
        numbers += program.stdout.readlines()
        program.stdout.close()
        program.wait()
        confirmed = int(numbers[-1])

        on_disk = read_document(path)

        assert isinstance(on_disk, Session)
        entered = texts(on_disk)
        assert entered == [str(number) for number in range(len(entered))]
        assert len(entered) > confirmed
        how, where = "on", str(path)

    assert [entry.path for entry in listing(archive).notes] == [path]
    sweep(sessions_folder())
    assert len(list(sessions_folder().iterdir())) == 2
    assert list(archive.folder.rglob("*")) == [], "nothing is there before the close"


def test_two_programs_that_begin_the_same_session_have_a_file_each(archive: Archive) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.saving", "new", str(archive.folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(3)
    ]
    paths = set()
    for program in programs:
        assert program.stdout is not None
        paths.add(program.stdout.readline())
        program.kill()
        program.stdout.close()
        program.wait()

    assert len(paths) == 3
