"""Locks: one program at a time keeps a session, and changes a file.

Locks lie outside the archive, which may be synced. The operating system releases them when a
program ends, however it ends.
"""

from __future__ import annotations

import os
from contextlib import suppress
from time import time
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.files import (
    NotWritten,
    Overtaken,
    Stamp,
    create_privately,
    make_private_folder,
    not_written,
    write_privately,
)
from facilitator.store.paths import locks_folder, path_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

    from filelock import BaseFileLock

OPEN: Final = N_("This session is already open in another window.")
IN_USE: Final = N_(
    "Another program is using this note, so it is left as it is. Try again in a moment."
)
"""Of a closed note: another program changes it just now, or keeps a session in the same file."""


PATIENCE: Final = 10.0
"""Seconds to wait for what another does, which takes less than one."""
NEW: Final = 1.0
"""Seconds: a lock's file that is younger may be about to be held."""

STILL_RUNS: Final = N_("It is still running: close it first, or end it there.")
"""Why a note is not touched."""


class AlreadyOpen(Refused):
    """Another program keeps the note in that file."""

    def __init__(self, path: Path, why: str = OPEN) -> None:
        super().__init__(why)
        self.path = path


class Lock:
    """The lock on a note's file, held from `take` until it is released or the program ends.

    As a context manager it is released at the end.
    """

    def __init__(self, held: BaseFileLock | None) -> None:
        self._held = held
        self._file = _identity(held.lock_file) if held is not None else None

    @classmethod
    def take(cls, path: Path, *, wait: float = 0, why: str = OPEN, strict: bool = False) -> Lock:
        """Take the lock on a note's file, once another lets go of it.

        Raises AlreadyOpen, which says `why`, where that takes longer than `wait` seconds.

        Where no lock can be made what is done goes on without one: a note that somebody else
        changes is never overwritten anyway. Not so where it is `strict`: that raises NotWritten.
        """
        from filelock import FileLock, Timeout

        file = _lock_file(path)
        try:
            make_private_folder(file.parent)
            lock = FileLock(file, timeout=wait, mode=0o600, thread_local=False)
            lock.acquire()
        except Timeout:
            raise AlreadyOpen(path, why) from None
        except NotWritten:
            if strict:
                raise
            return cls(None)
        except OSError as error:
            if strict:
                raise not_written(file, error) from error
            return cls(None)
        return cls(lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    @property
    def is_held(self) -> bool:
        """Whether it is there, and has not been released."""
        return self._held is not None

    def release(self) -> None:
        """Release the lock and remove its file.

        The file is removed while the lock is held. Whoever has opened it by then gets a lock on a
        file without a name; filelock notices that, and opens the next.
        """
        from filelock import SoftFileLock

        held, self._held = self._held, None
        if held is None:
            return
        if os.name != "nt" and not isinstance(held, SoftFileLock):  # these remove it themselves
            with suppress(OSError):
                if _identity(held.lock_file) == self._file:
                    os.unlink(held.lock_file)  # noqa: PTH108
        with suppress(OSError):
            held.release()


def is_open(path: Path) -> bool:
    """Whether a program keeps the session in that file now.

    A lock file that nobody holds was left by a killed program; a new one may be about to be held,
    and is not touched.
    """
    file = _lock_file(path)
    try:
        age = time() - file.stat().st_mtime
    except OSError:
        return False
    if age < NEW:
        return True
    try:
        Lock.take(path).release()
    except AlreadyOpen:
        return True
    return False


def _lock_file(path: Path) -> Path:
    return locks_folder() / f"{path_hash(path.parent.resolve() / path.name)}.lock"


def _identity(file: str) -> tuple[int, int] | None:
    """The identity of a file, whatever its name; None where there is none."""
    with suppress(OSError):
        status = os.stat(file)  # noqa: PTH116
        return status.st_dev, status.st_ino
    return None


CHANGED: Final = N_("{file} was changed by someone else, and is left as it is.")
_TRIES: Final = 20


class Change(NamedTuple):
    """The new content of a file."""

    data: bytes
    over: Stamp | None
    """Of the file that was read; None where there was none."""


def change_file(
    path: Path, read_and_change: Callable[[], Change | None], *, wait: float, why: str
) -> None:
    """Read, change and write a file as one step; where `read_and_change` gives None, write nothing.

    The lock is held meanwhile, so other threads and programs wait. A program that takes no lock,
    such as an editor, is noticed by the file's stamp: then it is read and changed again.

    Raises AlreadyOpen, which says `why`, where another holds the file for more than `wait` seconds,
    NotWritten, Refused where it never stays as it is, and whatever `read_and_change` raises.
    """
    with Lock.take(path, wait=wait, why=why):
        for _ in range(_TRIES):
            change = read_and_change()
            if change is None:
                return
            with suppress(Overtaken, FileExistsError):
                if change.over is None:
                    create_privately(path, change.data)
                else:
                    write_privately(path, change.data, over=change.over)
                return
    raise Refused(CHANGED, file=path.name)
