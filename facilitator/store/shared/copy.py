"""Copying a whole archive between a folder and a store, note by note, each read back afterwards.

What is already there is left; where it differs, it is reported and never overwritten. So a copy
that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.store.files import NOT_READ_BACK, make_private_folder, read_file
from facilitator.store.notes import MOST_BYTES
from facilitator.store.shared.layout import (
    HOUSE,
    TEAMS,
    folder_of,
    id_of,
    is_ours,
    path_of,
    shelf_of,
)
from facilitator.store.shared.local import sendable
from facilitator.store.shared.log import tell
from facilitator.store.shared.merge import new_file
from facilitator.store.shared.remote import Gone, Taken
from facilitator.store.shared.threads import Threads
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.shared.remote import Remote


_OTHER: Final = N_("There is another version of it where it was to be copied to. It was left.")
_AT_ONCE: Final = 16
_BATCH: Final = 64


class Copied(NamedTuple):
    """The outcome of a copy."""

    copied: int
    there: int
    """How many were there already."""
    left: tuple[FileProblem, ...]
    """What was not copied, and why."""


def to_store(folder: Path, remote: Remote, go_on: Callable[[int, int], bool]) -> Copied:
    """Copy the archive in a folder to a store.

    Raises Unreachable, Forbidden; what was copied stays.
    """

    def put(each: tuple[str, str, bytes]) -> tuple[str, bool]:
        """The tag, empty where it existed already, and whether the content is the same."""
        name, _path, data = each
        tag = ""
        with suppress(Taken):
            tag = remote.create(name, data)
        return tag, remote.read(name).data == data

    all_files = list(sendable(folder))
    left = [each for each in all_files if isinstance(each, FileProblem)]
    files = [each for each in all_files if not isinstance(each, FileProblem)]
    copied = there = 0
    with Threads(_AT_ONCE) as pool:
        for start in range(0, len(files), _BATCH):
            go_on(start, len(files))
            batch = files[start : start + _BATCH]
            told: dict[str, str] = {}
            for (name, path, _data), (tag, is_same) in zip(
                batch, pool.map(put, batch), strict=True
            ):
                if tag:
                    told[name] = tag
                    copied += 1
                else:
                    there += is_same
                if not is_same:
                    why = NOT_READ_BACK if tag else _OTHER
                    left.append(FileProblem(folder / path, None, why))
            for shelf in {shelf_of(name) for name in told}:
                tell(remote, shelf, {n: tag for n, tag in told.items() if shelf_of(n) == shelf})
    return Copied(copied, there, tuple(left))


def to_folder(remote: Remote, folder: Path, go_on: Callable[[int, int], bool]) -> Copied:
    """Copy what a store has into the archive in a folder. Raises also NotWritten."""

    def read(name: str) -> bytes:
        with suppress(Gone):
            return remote.read(name).data
        return b""

    copied = there = 0
    left: list[FileProblem] = []
    files = (each for each in sendable(folder) if not isinstance(each, FileProblem))
    here = {id_of(name): (path, data) for name, path, data in files}
    names = [
        item.name for top in (HOUSE, TEAMS) for item in remote.names(top) if is_ours(item.name)
    ]
    with Threads(_AT_ONCE) as pool:
        for start in range(0, len(names), _BATCH):
            go_on(start, len(names))
            batch = names[start : start + _BATCH]
            for name, data in zip(batch, pool.map(read, batch), strict=True):
                if not data:  # deleted
                    continue
                if before := here.get(id_of(name)):
                    if before[1] == data:
                        there += 1
                    else:
                        left.append(FileProblem(folder / before[0], None, _OTHER))
                    continue
                lies_in = folder_of(folder, name)
                make_private_folder(lies_in)
                file, _stamp = new_file(path_of(lies_in, name, data), data)
                if read_file(file, MOST_BYTES)[0] != data:
                    left.append(FileProblem(file, None, NOT_READ_BACK))
                copied += 1
    return Copied(copied, there, tuple(left))
