"""A file read, changed and written as one step, of which nothing of anybody is lost.

Its lock is held meanwhile, so that other threads and other programs wait. A program that asks no
lock, as an editor or one that syncs, is told by the file's stamp: then it is read and changed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.store.files import (
    Overtaken,
    Stamp,
    create_privately,
    write_privately,
)
from facilitator.store.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHANGED: Final = N_("{file} was changed by someone else, and is left as it is.")
_TRIES: Final = 20


class Change(NamedTuple):
    """What a file is to be."""

    data: bytes
    over: Stamp | None
    """Of the file that was read; None where there was none."""


def change_file(
    path: Path, read_and_change: Callable[[], Change | None], *, wait: float, why: str
) -> None:
    """Write a file anew in its own place: what `read_and_change` makes of it; None: as it was.

    Raises AlreadyOpen, which says `why`, where another holds the file for more than `wait` seconds,
    NotWritten, Refused where it never stays as it is, and whatever `read_and_change` raises.
    """
    lock = Lock.take(path, wait=wait, why=why)
    try:
        for _ in range(_TRIES):
            change = read_and_change()
            if change is None:
                return
            try:
                if change.over is None:
                    create_privately(path, change.data)
                else:
                    write_privately(path, change.data, over=change.over)
            except (Overtaken, FileExistsError):
                continue
            return
    finally:
        lock.release()
    raise Refused(CHANGED, file=path.name)
