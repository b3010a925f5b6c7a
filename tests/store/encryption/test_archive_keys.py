"""Whom an archive is encrypted for: signed, known again, and never a stranger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli
import tomli_w
from pyrage import x25519

from facilitator.store.encryption import is_encrypted, own_key
from facilitator.store.encryption.archive_keys import (
    ArchiveKeys,
    Recipient,
    Secret,
    change_recipients,
    keys_of,
    read_keys,
    replace_keys,
)
from facilitator.store.files import NotRead, NotWritten
from facilitator.store.paths import ENCRYPTION_FILE, known_archives_file

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.archive import Archive


def as_written(archive: Archive) -> dict[str, object]:
    return tomli.loads((archive.folder / ENCRYPTION_FILE).read_text(encoding="utf-8"))


def write(archive: Archive, document: dict[str, object]) -> None:
    (archive.folder / ENCRYPTION_FILE).write_text(tomli_w.dumps(document), encoding="utf-8")


def test_a_plain_archive_is_none_and_asks_for_nothing(archive: Archive) -> None:
    assert not is_encrypted(archive.folder)
    assert not known_archives_file().exists()


def test_all_spellings_of_a_team_have_one_folder_whose_name_tells_nothing(
    encrypted: Archive,
) -> None:
    folder = encrypted.team_folder("Team Åen")
    assert folder == encrypted.team_folder("team  AAEN")
    assert folder != encrypted.team_folder("Team Ådalen")
    assert folder.name.isalnum()
    assert "team" not in folder.name


def test_two_archives_name_one_team_differently(
    encrypted: Archive, recipients: tuple[Recipient, ...], tmp_path: Path
) -> None:
    from facilitator.store.encryption.archive_keys import create_keys

    other = create_keys(tmp_path / "andet", recipients)
    assert other.team_code("Nord") != keys_of(encrypted.folder).team_code("Nord")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda doc: doc["recipients"].append(
            {"name": "Mette", "key": str(x25519.Identity.generate().to_public())}
        ),
        lambda doc: doc["recipients"].pop(),
        lambda doc: doc["recipients"][0].update(name="En anden"),
        lambda doc: doc.update(run="0123456789abcdef"),
        lambda doc: doc.update(signature="00"),
    ],
)
def test_a_list_changed_by_one_who_cannot_read_stops_every_write(
    encrypted: Archive, tamper: object
) -> None:
    document = as_written(encrypted)
    assert callable(tamper)
    tamper(document)
    write(encrypted, document)

    with pytest.raises(NotRead, match="changed by somebody"):
        read_keys(encrypted.folder)
    with pytest.raises(NotWritten, match="in doubt"):
        encrypted.team_folder("Nord")


def test_a_whole_file_of_an_attackers_making_is_not_believed(
    encrypted: Archive, recipients: tuple[Recipient, ...]
) -> None:
    """He knows everybody's public key, so he can write a file that all of them can open."""
    stranger = Recipient("Drift", str(x25519.Identity.generate().to_public()))
    forged = ArchiveKeys((*recipients, stranger), Secret(b"n" * 32, b"s" * 32), "")
    known = known_archives_file().read_bytes()
    replace_keys(encrypted.folder, keys_of(encrypted.folder), forged)
    known_archives_file().write_bytes(known)

    with pytest.raises(NotRead, match="signed again"):
        read_keys(encrypted.folder)
    with pytest.raises(NotWritten, match="in doubt"):
        keys_of(encrypted.folder).sealed(b"ord")


def test_keys_signed_anew_are_used_once_they_are_accepted(
    encrypted: Archive, recipients: tuple[Recipient, ...]
) -> None:
    known = known_archives_file().read_bytes()
    change_recipients(encrypted.folder, keys_of(encrypted.folder), recipients, sign_anew=True)
    known_archives_file().write_bytes(known)  # as on a colleague's machine

    with pytest.raises(NotRead, match="signed again"):
        read_keys(encrypted.folder)
    read_keys(encrypted.folder, accept=True)
    assert keys_of(encrypted.folder).recipients == recipients


def test_a_recipient_added_by_a_colleague_is_believed_without_a_question(
    encrypted: Archive, recipients: tuple[Recipient, ...]
) -> None:
    known = known_archives_file().read_bytes()
    new = Recipient("Ali", str(x25519.Identity.generate().to_public()))
    change_recipients(encrypted.folder, keys_of(encrypted.folder), (*recipients, new))
    known_archives_file().write_bytes(known)

    assert keys_of(encrypted.folder).recipients == (*recipients, new)


def test_a_list_that_is_gone_does_not_make_the_archive_a_plain_one(encrypted: Archive) -> None:
    (encrypted.folder / ENCRYPTION_FILE).unlink()

    assert is_encrypted(encrypted.folder)
    with pytest.raises(NotWritten, match="missing"):
        encrypted.team_folder("Nord")


def test_who_is_no_recipient_is_told_so(encrypted: Archive) -> None:
    own_key._open[:] = [x25519.Identity.generate()]
    with pytest.raises(NotRead, match="for others"):
        read_keys(Archive_again(encrypted))


def Archive_again(archive: Archive) -> Path:  # noqa: N802
    """The folder under another path, so that nothing is remembered of it."""
    return archive.folder / ".." / archive.folder.name


def test_a_note_that_its_writer_could_not_read_is_not_written(
    encrypted: Archive, recipients: tuple[Recipient, ...]
) -> None:
    keys = keys_of(encrypted.folder)
    without_me = keys._replace(recipients=recipients[1:])
    with pytest.raises(NotWritten, match="not a recipient"):
        without_me.sealed(b"ord")


@pytest.mark.parametrize("text", ["", "schema = 1\n", "schema = 2\n", "ikke toml", "\xff"])
def test_a_damaged_list_stops_and_says_so(encrypted: Archive, text: str) -> None:
    (encrypted.folder / ENCRYPTION_FILE).write_text(text, encoding="latin-1")
    with pytest.raises(NotWritten, match="in doubt"):
        keys_of(encrypted.folder)
