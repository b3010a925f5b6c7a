"""Reading one file: its bytes or text, and the stamp that tells whether it is still the same.

A file that somebody else is to find whole is written by `files`.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.refusal import N_, Refused

if TYPE_CHECKING:
    from pathlib import Path


class NotRead(Refused):
    """The file could not be read as text."""


class Stamp(NamedTuple):
    """What tells that a file was edited or replaced."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of the file with that status."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none. Raises OSError when it cannot be known."""
    try:
        return Stamp.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def read_file(path: Path, most_bytes: int) -> tuple[bytes, Stamp]:
    """The bytes of a file and their stamp. Raises NotRead, also for a pipe or a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | flag("O_BINARY") | flag("O_NONBLOCK"))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise NotRead(N_("This is not a file."))
            with open(descriptor, "rb", closefd=False) as file:
                data = file.read(most_bytes + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise not_read(error) from error
    if len(data) > most_bytes:
        raise NotRead(N_("It is larger than {most} MB."), most=most_bytes // 2**20 or 1)
    return data, Stamp.of(status)


def not_read(error: OSError) -> NotRead:
    """An operating system's no, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return NotRead(N_("It is not there."))
    if isinstance(error, PermissionError):
        return NotRead(N_("You have no right to read it."))
    return NotRead(N_("It cannot be read: {reason}."), reason=error.strerror or str(error))


def text_of(data: bytes) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark. Raises NotRead."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRead(N_("It is not text in UTF-8.")) from error


def read_text_file(path: Path, most_bytes: int) -> str:
    """The text of a file: UTF-8, with or without a byte order mark. Raises NotRead."""
    return text_of(read_file(path, most_bytes)[0])


def flag(name: str) -> int:
    """A flag of os.open that not every system has."""
    return getattr(os, name, 0)
