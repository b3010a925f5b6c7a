"""What may become of the file of an index while its program is not looking."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

from facilitator.store.index.database import connected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


KEY = bytes(range(32))
"""What the index of an encrypted archive is encrypted with."""


def everything(folder: Path) -> bytes:
    """All names and all bytes below a folder, but for the settings of an archive.

    Of a remote only those of its objects: a store has no folders.
    """
    return b"\n".join(
        str(file.relative_to(folder)).encode() + (file.read_bytes() if file.is_file() else b"")
        for file in folder.rglob("*")
        if file.name != "archive.toml" and (file.is_file() or folder.name != "remote")
    )


def rubbish(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 the same each time


def rubbish_in_the_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(rubbish(size // 3))


def a_newer_schema(path: Path) -> None:
    opened = connected(str(path), KEY if path.suffix == ".encrypted" else None)
    opened.execute("PRAGMA user_version = 99")
    opened.close()


def another_file(path: Path) -> None:
    path.rename(path.with_name("away"))
    path.write_bytes(rubbish(5000))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HOWS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "rubbish": lambda path: path.write_bytes(rubbish(path.stat().st_size)),
    "rubbish in the middle": rubbish_in_the_middle,
    "letters": lambda path: path.write_bytes(path.read_bytes().replace(b"sande", b"falsk")),
    "a newer schema": a_newer_schema,
    "another file": another_file,
    "read-only": lambda path: path.chmod(0o400),
    "a folder": a_folder,
}
