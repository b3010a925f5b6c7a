"""An encrypted archive, and those who can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from facilitator.store.encryption import own_key
from facilitator.store.encryption.archive_keys import Recipient
from facilitator.store.encryption.conversion import begin

if TYPE_CHECKING:
    from facilitator.store.archive import Archive


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
    return (
        Recipient("Mette", str(me.to_public())),
        Recipient("Genskabelse", str(recovery.to_public())),
    )


@pytest.fixture
def encrypted(archive: Archive, recipients: tuple[Recipient, ...]) -> Archive:
    """An encrypted archive with nothing in it yet."""
    from facilitator.store.encryption.conversion import convert

    begin(archive.folder, recipients)
    assert convert(archive.folder).is_done
    return archive
