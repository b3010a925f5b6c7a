"""The screens of an encrypted archive: as of a plain one, and a sentence where it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import Recipient, create_keys
from facilitator.store.paths import index_folder, state_folder
from tests.ui.desk import at_desk
from tests.ui.test_nothing_waits import SCREENS, kept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def encrypted(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with notes of half a year, encrypted; its key is open."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    kept(archive)
    identities = [x25519.Identity.generate() for _ in range(2)]
    own_key._open[:] = identities[:1]
    create_keys(archive, [Recipient(str(n), str(i.to_public())) for n, i in enumerate(identities)])
    assert convert(archive).is_done


SENTENCE = "Arkivet er krypteret"


def files_in(*folders: Path) -> dict[Path, bytes]:
    return {
        file: file.read_bytes()
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
    }


async def seen_at(archive: Path, name: str) -> str:
    """What is on the screen while the keys of a screen are pressed, its line breaks taken out."""
    opened, keys = SCREENS[name]
    async with at_desk(archive) as desk:
        opened(desk.app)
        await desk.settle()
        seen = [desk.text]
        for pressed in keys:
            await desk.press(pressed)
            await desk.written()
            seen.append(desk.text)
    return " ".join(" ".join(seen).replace("▌", " ").split())


@pytest.mark.parametrize("name", [
    "archive", "versions", "deletion", "a commitment", "a close", "retention", "look back",
    "a measurement",
])  # fmt: skip
async def test_a_screen_does_its_work_and_writes_nothing_in_plain(archive: Path, name: str) -> None:
    seen = await seen_at(archive, name)

    assert "krypter" not in seen
    assert "Team" in seen
    written = files_in(archive, state_folder(), index_folder())
    plain = {"archive.toml", "encryption.toml"}
    assert {file.name for file in written if file.suffix == ".toml"} == plain
    for data in written.values():
        assert b"Team" not in data
        assert b"AGE-SECRET-KEY" not in data


@pytest.mark.parametrize("name", [
    "home", "archive", "follow-up", "frame", "a close", "retention", "look back", "a measurement",
])  # fmt: skip
async def test_a_screen_says_in_a_sentence_that_the_archive_is_locked_and_changes_nothing(
    archive: Path, name: str
) -> None:
    before = files_in(archive)
    own_key.close_own_key()

    assert SENTENCE in await seen_at(archive, name)

    assert files_in(archive) == before
    assert not [file for file in files_in(index_folder()) if file.suffix == ".sqlite3"]
