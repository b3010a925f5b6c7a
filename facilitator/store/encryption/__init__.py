"""Encryption at rest: whoever holds the disk of an archive cannot read its notes.

An archive is encrypted where `encryption.toml` lies in it (`archive_keys`). Each note is an age
file for each recipient, `TEAM/NOTE.toml.age`, and both words are codes: no name has a team or a
date in it. The user's own key opens them (`own_key`). This module has what the rest of the store
asks; where an archive is plain, nothing else of this package is loaded.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from facilitator.store.encryption.openers import openers
from facilitator.store.paths import ENCRYPTION_FILE, SEALED, known_archives_file

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.encryption.archive_keys import ArchiveKeys


def open_for(archive: Path) -> None:
    """Open the key that an archive needs; afterwards nobody is asked for a key any more.

    Raises Refused where it cannot be opened; a plain archive needs none.
    """
    keys_if_encrypted(archive)
    openers.clear()


def is_sealed(path: Path) -> bool:
    """Whether a file is an encrypted note, by its name."""
    return path.name.endswith(SEALED)


def is_encrypted(archive: Path) -> bool:
    """Whether the archive in a folder is encrypted, or was when this user last used it."""
    if os.path.lexists(archive / ENCRYPTION_FILE):
        return True
    if not os.path.lexists(known_archives_file()):
        return False
    from facilitator.store.encryption.archive_keys import is_known

    return is_known(archive)


class Opened(NamedTuple):
    """What is in the file of an encrypted note."""

    data: bytes
    recipients: str
    """Whom it was encrypted for, as `ArchiveKeys.mark`; else it is not known."""


def opened(data: bytes) -> Opened:
    """The content of an encrypted note, given the bytes of its file.

    Raises NotRead, also Locked.
    """
    from facilitator.store.encryption.archive_keys import unmarked

    return Opened(*unmarked(data))


def sealed(path: Path, data: bytes) -> bytes:
    """A note as it is written to that path: encrypted in an encrypted archive.

    Raises NotWritten where this program could not read it again, or the archive's keys cannot be
    trusted (`archive_keys`).
    """
    if not is_sealed(path):
        return data
    from facilitator.store.encryption.archive_keys import keys_above

    return keys_above(path).sealed(data)


def keys_if_encrypted(archive: Path) -> ArchiveKeys | None:
    """The keys of an archive; None: it is plain. Raises NotWritten as `keys_of` does."""
    if not is_encrypted(archive):
        return None
    from facilitator.store.encryption.archive_keys import keys_of

    return keys_of(archive)


def index_key(archive: Path) -> bytes | None:
    """The key of an archive's index: 32 bytes; None: the archive is plain.

    Raises Locked where this user's key is not open.
    """
    if not is_encrypted(archive):
        return None
    from facilitator.store.encryption.own_key import derived

    return derived(f"index {archive}")
