"""Encryption at rest: whoever keeps the disk of an archive reads no note in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

ENCRYPTION_FILE: Final = "encryption.toml"


def index_key(archive: Path) -> bytes | None:
    """What the index of an archive is encrypted with: 32 bytes; None: the archive is plain."""
    if not os.path.lexists(archive / ENCRYPTION_FILE):
        return None
    raise NotImplementedError
