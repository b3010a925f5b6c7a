"""Somebody who can write where an encrypted archive lies, and cannot read it."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from pyrage import encrypt, x25519

from facilitator.core.errors import Refused
from facilitator.core.text.query import query_of
from facilitator.store.conversion import convert
from facilitator.store.encryption.archive_keys import create_keys
from facilitator.store.index import Index
from facilitator.store.index.notes import listing
from facilitator.store.index.problems import problems, unread_files
from facilitator.store.index.search import hits
from facilitator.store.notes import rewrite
from facilitator.store.session_file import Keeper
from facilitator.words import refusal_words
from tests.store.damage import rubbish
from tests.store.samples import a_note, a_session, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.encryption.archive_keys import Recipient


@pytest.fixture
def filled(encrypted: Archive) -> Archive:
    """Two teams of two notes each."""
    for number in range(4):
        team = "Nord" if number % 2 else "Syd"
        note = a_note([f"ord {number}"], note_id=f"2026-11-2{number}-k3f9", team=team)
        put(encrypted, f"{team}/{number}.toml", note)
    assert convert(encrypted.folder).is_done
    return encrypted


def files(archive: Archive) -> list[Path]:
    return sorted(archive.folder.rglob("*.age"))


def known(archive: Archive) -> tuple[list[str], list[str]]:
    """What is found in the notes, and what is said to be wrong."""
    index = Index(archive.folder)
    index.refresh()
    found = sorted(hit.text for hit in hits(index, query_of("ord")))
    wrong = [refusal_words(problem) for problem in problems(index)]
    assert len(listing(index).notes) == len(found)
    index.close()
    return found, wrong


ALL = [f"ord {number}" for number in range(4)]


def swapped(_archive: Archive, first: Path, second: Path) -> None:
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)


def moved(_archive: Archive, first: Path, second: Path) -> None:
    first.rename(second.parent / first.name)


def renamed(_archive: Archive, first: Path, _second: Path) -> None:
    first.rename(first.with_name("noget andet.toml.age"))


@pytest.mark.parametrize("how", [swapped, moved, renamed], ids=lambda how: how.__name__)
def test_a_note_is_what_is_in_it_wherever_somebody_puts_its_file(
    filled: Archive, how: Callable[[Archive, Path, Path], None]
) -> None:
    how(filled, files(filled)[0], files(filled)[-1])

    assert known(filled) == (ALL, [])


@pytest.mark.parametrize(
    "data",
    [b"", b"age-encryption.org/v1\n", rubbish(3000), b"x" * 100, -20, 2**31],
    ids=["empty", "begun", "rubbish", "letters", "cut off", "huge"],
)
def test_a_damaged_file_is_named_and_the_others_are_read(
    filled: Archive, data: bytes | int
) -> None:
    first = files(filled)[0]
    if isinstance(data, bytes):
        first.write_bytes(data)
    else:
        os.truncate(first, data if data > 0 else first.stat().st_size + data)

    found, wrong = known(filled)
    assert (len(found), len(wrong)) == (3, 1)


def test_a_file_for_others_only_is_named_with_what_to_do(filled: Archive) -> None:
    other = x25519.Identity.generate().to_public()
    files(filled)[0].write_bytes(encrypt(b"x", [other]))

    found, (why,) = known(filled)
    assert len(found) == 3
    assert "archive key" in why
    assert "archive encrypt" in why


def test_many_files_for_others_only_are_named_once_with_their_number(filled: Archive) -> None:
    other = x25519.Identity.generate().to_public()
    for file in files(filled)[:3]:
        file.write_bytes(encrypt(b"x", [other]))
    files(filled)[3].write_bytes(b"no age file")

    found, (many, damaged) = known(filled)
    assert len(found) == len(ALL) - 4
    assert "3 af noterne her" in many
    assert "archive key" in many
    assert "beskadiget" in damaged
    index = Index(filled.folder)
    index.refresh()
    assert len(unread_files(index)) == 4


def test_copies_of_one_note_are_one(filled: Archive) -> None:
    first = files(filled)[0]
    shutil.copy(first, first.with_name("kopi (conflicted copy 2026).toml.age"))

    found, wrong = known(filled)
    assert (found, len(wrong)) == (ALL, 1)


def test_a_recipient_who_was_put_on_the_list_gets_nothing(filled: Archive) -> None:
    stranger = x25519.Identity.generate()
    file = filled.folder / "encryption.toml"
    text = file.read_text("utf-8").rstrip()
    entry = f'\n\n[[recipients]]\nname = "IT"\nkey = "{stranger.to_public()}"\n'
    if "recipients = [" in text:
        entry = f'    {{ name = "IT", key = "{stranger.to_public()}" }},\n]\n'
        text = text[: text.rindex("]")]
    file.write_text(text + entry, "utf-8")
    before = {path: path.read_bytes() for path in files(filled)}

    with pytest.raises(Refused):
        rewrite(files(filled)[0], lambda note: note.data + b"\n")
    keeper = Keeper.begin(filled, a_session(["nyt"]))
    trouble = keeper.close(a_note(["nyt"], note_id="2026-12-01-k3f9", team="Nord"))
    assert trouble is not None
    assert {path: path.read_bytes() for path in files(filled)} == before
    found, wrong = known(filled)
    assert found == ALL
    assert any("modtagere" in why for why in wrong)


def test_keys_of_an_older_time_are_noticed(
    archive: Archive, recipients: tuple[Recipient, ...], tmp_path: Path
) -> None:
    create_keys(archive.folder, recipients)
    create_keys(tmp_path / "other", recipients)
    put(archive, "Nord/a.toml", a_note(["ord 0"]))
    assert convert(archive.folder).is_done
    shutil.copy(tmp_path / "other" / "encryption.toml", archive.folder)

    found, wrong = known(archive)
    assert found == ["ord 0"]
    assert any("recipients --accept" in why for why in wrong)


def test_two_programs_that_encrypt_at_once_encrypt_each_note_once(
    archive: Archive, recipients: tuple[Recipient, ...]
) -> None:
    for number in range(30):
        note = a_note([f"ord {number}"], note_id=f"2026-11-21-{number:04}", team="Nord")
        put(archive, f"Nord/{number}.toml", note)
    create_keys(archive.folder, recipients)

    def encrypting() -> None:
        try:
            convert(archive.folder)
        except Refused as refused:
            assert "Another program" in str(refused)  # noqa: PT017

    threads = [threading.Thread(target=encrypting) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert convert(archive.folder).is_done
    assert len(files(archive)) == 30
    assert len(known(archive)[0]) == 30


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_that_may_not_be_written_in_is_read(filled: Archive) -> None:
    for folder in {file.parent for file in files(filled)} | {filled.folder}:
        folder.chmod(0o500)
    assert known(filled) == (ALL, [])
