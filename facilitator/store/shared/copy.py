"""An archive copied whole between a folder and a store, note by note, each read again afterwards.

What is there already is left; where it is other, nothing is written over and it is named. So a
copy that was broken off goes on where it stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.store.files import read_file
from facilitator.store.notes import MOST_BYTES
from facilitator.store.shared.exchange import (
    HOUSE,
    TEAMS,
    is_ours,
    new_file,
    sendable,
    shelf_of,
    tell,
)
from facilitator.store.shared.place import Gone, Taken
from facilitator.store.toml import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.shared.place import Place

_OTHER: Final = N_("There is another version of it where it was to be copied to. It was left.")
_NOT_THE_SAME: Final = N_("It could not be read again as it was written.")
_BATCH: Final = 50


class Copied(NamedTuple):
    """What a copy came to."""

    copied: int
    there: int
    """How many were there already."""
    left: tuple[FileProblem, ...]
    """What was not copied, and why."""


def to_store(folder: Path, place: Place, go_on: Callable[[int, int], bool]) -> Copied:
    """Copy the archive in a folder. Raises Unreachable and Forbidden: what was copied is there."""
    copied = there = 0
    left: list[FileProblem] = []
    untold: dict[str, str] = {}
    waiting = list(sendable(folder))
    for at, each in enumerate(waiting):
        go_on(at, len(waiting))
        if isinstance(each, FileProblem):
            left.append(each)
            continue
        name, path, data = each
        try:
            untold[name] = place.create(name, data)
            copied += 1
        except Taken:
            there += 1
        if place.read(name).data != data:
            why = _NOT_THE_SAME if name in untold else _OTHER
            left.append(FileProblem(folder / path, None, why))
            there -= name not in untold
        if len(untold) == _BATCH:
            _tell(place, untold)
            untold = {}
    _tell(place, untold)
    return Copied(copied, there, tuple(left))


def to_folder(place: Place, folder: Path, go_on: Callable[[int, int], bool]) -> Copied:
    """Copy what a store has into the archive of a folder. Raises also NotWritten."""
    copied = there = 0
    left: list[FileProblem] = []
    here = {each[0]: each for each in sendable(folder) if not isinstance(each, FileProblem)}
    names = [item.name for top in (HOUSE, TEAMS) for item in place.names(top) if is_ours(item.name)]
    for at, name in enumerate(names):
        go_on(at, len(names))
        try:
            data = place.read(name).data
        except Gone:
            continue
        if not data:  # deleted, and not yet gone
            continue
        if name in here:
            if here[name][2] == data:
                there += 1
            else:
                left.append(FileProblem(folder / here[name][1], None, _OTHER))
            continue
        file = new_file(folder, name, data)
        if read_file(file, MOST_BYTES)[0] != data:
            left.append(FileProblem(file, None, _NOT_THE_SAME))
        copied += 1
    return Copied(copied, there, tuple(left))


def _tell(place: Place, told: dict[str, str]) -> None:
    for shelf in {shelf_of(name) for name in told}:
        tell(place, shelf, {name: tag for name, tag in told.items() if shelf_of(name) == shelf})
