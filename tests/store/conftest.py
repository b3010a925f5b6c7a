"""The archive that the tests of the store are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.store.archive import Archive
from facilitator.store.conversion import convert
from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import Recipient, create_keys
from tests.store.damage import KEY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with nothing in it yet."""
    archive = Archive(tmp_path / "arkiv")
    archive.prepare()
    return archive


@pytest.fixture
def is_encrypted(monkeypatch: pytest.MonkeyPatch) -> bool:
    """The archive is encrypted, as far as its index is to know."""
    monkeypatch.setattr("facilitator.store.index.database.index_key", lambda _archive: KEY)
    return True


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def may_be_encrypted(request: pytest.FixtureRequest) -> bool:
    """The archive is plain, and then it is encrypted, as far as its index is to know."""
    return bool(request.param and request.getfixturevalue("is_encrypted"))


@pytest.fixture
def me() -> x25519.Identity:
    """This user's identity, open."""
    identity = x25519.Identity.generate()
    own_key._open[:] = [identity]
    return identity


@pytest.fixture
def recovery() -> x25519.Identity:
    """The identity of the printed key."""
    return x25519.Identity.generate()


@pytest.fixture
def recipients(me: x25519.Identity, recovery: x25519.Identity) -> tuple[Recipient, ...]:
    """Whom an archive is encrypted for."""
    return (
        Recipient("Mette", str(me.to_public())),
        Recipient("Genskabelse", str(recovery.to_public())),
    )


@pytest.fixture
def encrypted(archive: Archive, recipients: tuple[Recipient, ...]) -> Archive:
    """An encrypted archive with nothing in it yet."""
    create_keys(archive.folder, recipients)
    assert convert(archive.folder).is_done
    return archive
