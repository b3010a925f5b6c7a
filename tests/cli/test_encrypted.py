"""What commands say of an encrypted archive: for whom it is, what is in doubt, what is not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.store.archive import Archive
from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import (
    Recipient,
    change_recipients,
    create_keys,
    keys_of,
)
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run

COMMANDS = (("notes",), ("archive", "status"))


@pytest.fixture
def recipients() -> list[Recipient]:
    """This user, whose key is open, and a printed key."""
    identities = [x25519.Identity.generate() for _ in range(2)]
    own_key._open[:] = identities[:1]
    keys = [str(identity.to_public()) for identity in identities]
    return [Recipient("Mette", keys[0]), Recipient("På papir", keys[1])]


@pytest.fixture
def archive(own_home: Path, recipients: list[Recipient]) -> Archive:
    """An archive with two notes, encrypted for them."""
    archive = Archive(own_home / "sessions")
    archive.prepare()
    for number in range(2):
        put(archive, f"Team Nordlys/{number}.toml", a_note(note_id=f"n{number}"))
    create_keys(archive.folder, recipients)
    assert convert(archive.folder).is_done
    return archive


def sentences(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What each of the commands says of the archive beside its answer."""
    monkeypatch.setattr(own_key, "close_own_key", lambda: None)  # one process here
    return [run(*command).err for command in COMMANDS]


def test_its_status_says_for_whom_it_is(
    archive: Archive, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Krypteret til: Mette, På papir" in run("archive", "status").out
    assert not any("encryption" in said for said in sentences(run, monkeypatch))
    assert archive.folder.is_dir()


def test_a_change_that_is_not_done_is_said_wherever_one_looks(
    archive: Archive, recipients: list[Recipient], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_recipients(archive.folder, keys_of(archive.folder), recipients)

    for said in sentences(run, monkeypatch):
        assert "archive encrypt" in said


def test_a_plain_note_beside_encrypted_ones_is_said_wherever_one_looks(
    archive: Archive, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "Team Syd/lagt her.toml", a_note(note_id="plain", team="Team Syd"))

    for said in sentences(run, monkeypatch):
        assert "lagt her.toml" in said
        assert "archive encrypt" in said


@pytest.mark.parametrize("how", ["gone", "empty", "another", "changed", "huge"])
def test_keys_in_doubt_are_said_wherever_one_looks_and_the_notes_are_still_read(
    archive: Archive, run: Run, how: str, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    file = archive.folder / "encryption.toml"
    if how == "gone":
        file.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "another":
        create_keys(own_home / "another", keys_of(archive.folder).recipients)
        file.write_bytes((own_home / "another" / "encryption.toml").read_bytes())
    elif how == "huge":
        with file.open("r+b") as written:
            written.truncate(2**30)
    else:
        file.write_text(file.read_text("utf-8").replace("På papir", "Fremmed"), "utf-8")

    for said in sentences(run, monkeypatch):
        assert "encryption.toml" in said
        assert "Traceback" not in said
    assert run("notes").out.count("Team Nordlys") == 2
