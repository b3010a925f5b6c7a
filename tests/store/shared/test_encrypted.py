"""An encrypted archive over a store: nothing there tells a word, a team or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import (
    Recipient,
    change_recipients,
    create_keys,
    read_keys,
    recipients_listed,
)
from facilitator.store.notes import read_note_bytes
from facilitator.store.paths import ENCRYPTION_FILE
from facilitator.store.shared.connection import Connection, connect, connection
from facilitator.store.shared.local import waiting
from facilitator.store.versions import keep_version, versions_of
from tests.store.damage import everything
from tests.store.listing import find, up_to_date
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import House, exchange_in_turn

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage import x25519

ID = "2026-05-20-aaaa"
WORDS = ("Blåbær", "2026", "faciliterer", "check-out", "aaaa")


class EncryptedHouse(House):
    def notes(self) -> dict[str, str]:
        """The text of each encrypted note."""
        return {
            file.relative_to(self.folder).as_posix(): read_note_bytes(file)[0].decode()
            for file in sorted(self.folder.rglob("*.toml.age"))
        }

    def set_status(self, commitment_id: str, status: Status, pattern: str = "") -> None:
        super().set_status(commitment_id, status, pattern or "*/*.toml.age")


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    return FolderRemote(tmp_path / "remote")


@pytest.fixture
def mette(tmp_path: Path, remote: FolderRemote, recipients: tuple[Recipient, ...]) -> House:
    """Her archive has a note, and is encrypted before it goes anywhere."""
    house = EncryptedHouse(tmp_path / "mette", remote)
    house.write()
    create_keys(house.folder, recipients)
    assert convert(house.folder).is_done
    return house


@pytest.fixture
def jonas(tmp_path: Path, remote: FolderRemote) -> House:
    return EncryptedHouse(tmp_path / "jonas", remote)


def test_nothing_there_or_in_the_ledger_tells_a_word_a_team_or_a_day(
    mette: House, jonas: House, tmp_path: Path
) -> None:
    mette.exchange()
    jonas.exchange()
    assert list(jonas.notes().items()) == list(mette.notes().items())
    assert len(jonas.notes()) == 1
    for folder in (tmp_path / "remote", mette.folder, jonas.folder):
        for word in WORDS:
            assert word.encode() not in everything(folder), (folder, word)


def test_an_archive_that_is_encrypted_later_leaves_nothing_plain_anywhere(
    tmp_path: Path, remote: FolderRemote, recipients: tuple[Recipient, ...]
) -> None:
    houses = [EncryptedHouse(tmp_path / name, remote) for name in ("mette", "jonas")]
    mette, jonas = houses
    mette.write()
    mette.write("2026-05-20-bbbb", "Team Nord")
    for house in houses:
        house.exchange()
    create_keys(mette.folder, recipients)
    assert convert(mette.folder).is_done
    for house in (mette, jonas, mette, jonas):
        result = house.exchange()
        assert not result.problems
        assert not result.waiting
    assert len(mette.notes()) == 2
    assert mette.notes() == jonas.notes()
    for folder in (tmp_path / "remote", mette.folder, jonas.folder):
        for word in (*WORDS, "Nord"):
            assert word.encode() not in everything(folder), (folder, word)


def test_changes_of_two_commitments_become_one_note(mette: House, jonas: House) -> None:
    mette.exchange()
    jonas.exchange()
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c2", Status.RELEASED)
    for house in (mette, jonas, mette, jonas):
        assert not house.exchange().two_versions
    (text,) = mette.notes().values()
    assert list(jonas.notes().values()) == [text]
    assert 'status = "done"' in text
    assert 'status = "released"' in text
    assert jonas.exchange()[:3] == mette.exchange()[:3] == (0, 0, 0)


def test_changes_of_one_commitment_are_two_versions_and_one_is_chosen(
    mette: House, jonas: House
) -> None:
    mette.exchange()
    jonas.exchange()
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c1", Status.RELEASED)
    mette.exchange()
    assert len(jonas.exchange().two_versions) == 1
    assert len(jonas.notes()) == 2
    assert jonas.exchange()[:3] == (0, 0, 0)
    index = up_to_date(jonas.archive)
    entry = find(jonas.archive, ID)
    versions = versions_of(index, entry)
    keep_version(index, entry, versions, versions[1])
    exchange_in_turn(jonas, mette, jonas)
    assert list(jonas.notes().values()) == list(mette.notes().values())
    assert len(jonas.notes()) == 1


def test_without_the_key_notes_come_and_go_and_no_version_is_lost(
    mette: House, jonas: House
) -> None:
    mette.exchange()
    jonas.exchange()
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c2", Status.RELEASED)
    mette.exchange()
    identities = own_key.identities_open()
    own_key.close_own_key()
    assert len(jonas.exchange().two_versions) == 1
    with own_key.opened_by(identities[0]):
        assert {'"done"' in text for text in jonas.notes().values()} == {True, False}


def test_a_plain_note_beside_encrypted_ones_is_named_and_not_sent(
    mette: House, jonas: House, tmp_path: Path
) -> None:
    mette.exchange()
    plain = mette.folder / "Team Nord" / "2026-05-20-check-out.toml"
    plain.parent.mkdir()
    plain.write_text('schema = 1\nid = "2026-05-20-bbbb"\nteam = "Team Nord"\n', "utf-8")
    (problem,) = mette.exchange().problems
    assert problem.path == plain
    assert "archive encrypt" in str(problem.msgid)
    assert b"Nord" not in everything(tmp_path / "remote")
    jonas.exchange()
    assert len(jonas.notes()) == 1


def test_a_team_that_is_named_at_connecting_is_kept_by_its_code(
    mette: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mette.exchange()
    folder = tmp_path / "third"
    folder.mkdir()
    connect(folder, Connection("s3://tests", teams=("Team Blåbær",)))
    monkeypatch.setattr(Connection, "remote", lambda _self, retries: mette.remote)  # noqa: ARG005
    store = connection(folder)
    assert store
    store.exchange(folder)
    assert len(list(folder.rglob("*.toml.age"))) == 1
    assert "Blåbær".encode() not in everything(folder)


def test_of_two_lists_of_recipients_one_is_in_force_and_the_other_is_named(
    mette: House, jonas: House, recipients: tuple[Recipient, ...], me: x25519.Identity
) -> None:
    mette.exchange()
    jonas.exchange()
    for house, name in ((mette, "Bo"), (jonas, "Ida")):
        other = Recipient(name, str(type(me).generate().to_public()))
        change_recipients(house.folder, read_keys(house.folder), (*recipients, other))
    mette.exchange()
    (problem,) = jonas.exchange().problems
    assert problem.path.name == ENCRYPTION_FILE
    for house in (mette, jonas):
        assert "Bo" in [each.name for each in recipients_listed(house.folder)]
    assert waiting(jonas.folder).number == 0
