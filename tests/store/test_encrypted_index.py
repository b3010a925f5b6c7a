"""The index of an encrypted archive: as right as a plain one, no word of a note in its files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.core.text.query import query_of
from facilitator.store.index import Index, database
from facilitator.store.index.encrypted import EncryptedConnection
from facilitator.store.index.search import hits
from facilitator.store.notes import dumps
from facilitator.store.paths import index_folder
from facilitator.words import refusal_words
from tests.store.damage import KEY, rubbish
from tests.store.samples import a_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.index.database import Connection

SECRETS = (
    "hemmeligt", "aftalen", "Mette", "Nordlys", "nordlys", "Check-out", "check-out", "fortrolig",
    "2026-11", "observerede", "SQLite",
)  # fmt: skip
"""Words, names, teams, dates, ids, questions, files; and that it is a database at all."""


def secret(number: int = 0) -> Note:
    made = Commitment(id="c1", what=f"aftalen {number}", owner="Mette", due=date(2026, 11, 29))
    return a_note(
        [f"hemmeligt {number} {rubbish(40).hex()}"],
        note_id=f"2026-11-21-{number:04}",
        commitments=[made],
    )


def write(archive: Archive, notes: int, name: str = "fortrolig") -> None:
    folder = archive.folder / "Team Nordlys"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(notes):
        (folder / f"2026-11-21-{name}-{number}.toml").write_bytes(dumps(secret(number)))


def in_clear() -> list[tuple[str, str]]:
    """What of the secrets stands in the name or the bytes of a file of the index."""
    files = [file for file in index_folder().rglob("*") if file.is_file()]
    return [
        (file.name, each)
        for file in files
        for each in SECRETS
        if each in file.name or each.encode() in file.read_bytes()
    ]


def lines(index: Index, text: str) -> int:
    index.refresh()
    return len(hits(index, query_of(text)))


def written_at_once(opened: Connection) -> None:
    """From now on what is changed goes to the disk before its transaction ends."""
    for setting in ("cache_size", "cache_spill"):
        opened.execute(f"PRAGMA {setting} = 5")


def closed_index(archive: Archive) -> Index:
    """The index of three notes, brought up to date and closed."""
    write(archive, 3)
    index = Index(archive.folder)
    index.refresh()
    index.close()
    return index


def test_a_plain_index_has_all_that_an_encrypted_one_must_not_show(archive: Archive) -> None:
    write(archive, 3)
    index = Index(archive.folder)
    index.refresh()

    assert {each for _file, each in in_clear()} == set(SECRETS)
    index.close()


@pytest.mark.usefixtures("is_encrypted")
def test_nothing_of_a_note_is_in_the_files_of_the_index_at_any_moment(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()

    def looked(name: str) -> None:
        work: Callable[..., object] = getattr(database, name)

        def watched(opened: Connection, *arguments: object) -> object:
            written_at_once(opened)
            result = work(opened, *arguments)
            seen.update(file.suffix for file in index_folder().iterdir())
            assert in_clear() == []
            return result

        monkeypatch.setattr(f"facilitator.store.index.{name}", watched)

    looked("put")
    looked("clean")
    write(archive, 60)
    index = Index(archive.folder)
    assert lines(index, "hemmeligt") == 60
    assert in_clear() == []
    for number in range(0, 60, 2):
        (archive.folder / "Team Nordlys" / f"2026-11-21-fortrolig-{number}.toml").unlink()
    assert lines(index, "hemmeligt") == 30
    index.close()

    assert seen == {".encrypted", ".encrypted-journal"}
    assert in_clear() == []


KILLED = """
import os, signal, sys
from pathlib import Path
from facilitator.store.index import Index, database
from tests.store.damage import KEY
from tests.store.test_encrypted_index import written_at_once

database.index_key = lambda _archive: KEY
index = Index(Path(sys.argv[1]))
put = database.put

def killed(opened, gone, read):
    written_at_once(opened)
    put(opened, gone, read)
    os.kill(os.getpid(), signal.SIGKILL)

import facilitator.store.index
facilitator.store.index.put = killed
index.refresh()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
@pytest.mark.usefixtures("is_encrypted")
def test_nothing_of_a_note_is_left_by_a_program_that_was_killed_while_it_wrote(
    archive: Archive,
) -> None:
    write(archive, 40)
    index = Index(archive.folder)
    assert lines(index, "hemmeligt") == 40
    write(archive, 40, "fortrolig-igen")

    killed = subprocess.run([sys.executable, "-c", KILLED, str(archive.folder)], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert {file.suffix for file in index_folder().iterdir()} == {
        ".encrypted",
        ".encrypted-journal",
    }
    assert in_clear() == []
    assert lines(index, "hemmeligt") == 40
    assert in_clear() == []
    index.close()


def test_no_plain_index_of_an_archive_stays_when_it_is_encrypted(
    archive: Archive, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write(archive, 3)
    before, other = Index(archive.folder), Index(tmp_path / "another")
    before.refresh()
    other.refresh()
    assert before.path is not None
    for end in ("-journal", "-wal", "-shm"):
        before.path.with_name(before.path.name + end).write_text("hemmeligt")
    before.close()
    request.getfixturevalue("is_encrypted")

    index = Index(archive.folder)

    assert lines(index, "hemmeligt") == 3
    assert set(index_folder().iterdir()) == {index.path, other.path}
    index.close()
    other.close()


@pytest.mark.parametrize("removed", [True, False])
def test_a_program_that_runs_while_an_archive_is_encrypted_writes_in_no_plain_index_any_more(
    archive: Archive, request: pytest.FixtureRequest, *, removed: bool
) -> None:
    write(archive, 3)
    index = Index(archive.folder)
    index.refresh()
    request.getfixturevalue("is_encrypted")
    if removed:
        Index(archive.folder).refresh()
    write(archive, 4, "fortrolig-igen")

    assert lines(index, "hemmeligt") == 4
    assert in_clear() == []
    index.close()


def test_a_plain_index_that_cannot_be_removed_is_named_and_nothing_is_asked(
    archive: Archive, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(archive, 3)
    before = Index(archive.folder)
    before.refresh()
    before.close()
    request.getfixturevalue("is_encrypted")
    monkeypatch.setattr(Path, "unlink", lambda *_all, **_how: (_ for _ in ()).throw(OSError))

    with pytest.raises(Refused, match="an index that is not encrypted") as refused:
        Index(archive.folder).refresh()
    assert str(before.path) in refusal_words(refused.value)


@pytest.mark.usefixtures("is_encrypted")
def test_an_index_of_another_key_is_made_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = closed_index(archive)
    monkeypatch.setattr(database, "index_key", lambda _archive: KEY[::-1])
    again = Index(archive.folder)

    assert lines(again, "hemmeligt") == 3
    assert list(index_folder().iterdir()) == [again.path]
    assert again.path != index.path
    again.close()


@pytest.mark.usefixtures("is_encrypted")
@pytest.mark.parametrize("apsw", [None, SimpleNamespace()], ids=["none", "one without ciphers"])
def test_where_nothing_can_encrypt_it_is_said_and_no_index_is_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, apsw: object
) -> None:
    write(archive, 3)
    index = Index(archive.folder)
    monkeypatch.setitem(sys.modules, "apsw", apsw)

    for ask in (index.refresh, lambda: index.ask(bool)):
        with pytest.raises(Refused, match=r"install facilitator\[shared\]"):
            ask()
    assert not index_folder().exists()


@pytest.mark.usefixtures("is_encrypted")
def test_an_index_that_can_no_longer_be_opened_forgets_by_going(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_index(archive)
    monkeypatch.setitem(sys.modules, "apsw", None)

    Index(archive.folder).forget()

    assert list(index_folder().iterdir()) == []


def test_a_key_of_another_length_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="31"):
        EncryptedConnection(str(tmp_path / "index"), KEY[1:], 1)


def test_what_is_written_twice_is_never_encrypted_alike(tmp_path: Path) -> None:
    file = tmp_path / "index"
    file.touch()
    opened = database.connected(str(file), KEY)
    opened.execute("CREATE TABLE texts (text)")
    versions = []
    for text in ("a" * 20_000, "b" * 20_000, "a" * 20_000):
        opened.execute("DELETE FROM texts")
        opened.execute("INSERT INTO texts VALUES (?)", (text,))
        versions.append(file.read_bytes())
    opened.close()

    salt = 16  # bytes of the file itself
    of = [{v[at : at + 16] for at in range(salt, len(v), 16)} for v in versions]
    assert len(of[0]) > 1000
    assert len(of[0] | of[2]) == len(of[0]) + len(of[2])
