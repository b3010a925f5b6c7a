"""What has come, and what stands here: written over, merged into one note, or put side by side.

Nothing is written over that was changed meanwhile.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, Final

from facilitator.core.errors import N_, Refused
from facilitator.store.encryption import is_sealed, opened, sealed
from facilitator.store.files import (
    NotRead,
    Overtaken,
    create_first_free,
    create_privately,
    make_private_folder,
    not_written,
    numbered,
    read_file,
    remove_file,
    text_of,
    write_privately,
)
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.notes import MOST_BYTES, changed_text
from facilitator.store.paths import SEALED
from facilitator.store.toml import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.store.files import FinishedFile, Stamp
    from facilitator.store.notes import Document

_PATIENCE: Final = 5.0
"""Seconds to wait for another program to be done with a note."""

_BUSY: Final = N_("Another program on this machine is exchanging with the store. Try again.")
_BY_ID: Final = "commitments"
"""The table whose entries are people's own to change, one by one."""


def replaced(file: Path, before: bytes, data: bytes | None) -> bool:
    """Write these bytes to a file, or remove it (None), if it is as it was; returns whether."""
    with suppress(Overtaken, NotRead, AlreadyOpen), locked(file):
        now, stamp = read_file(file, MOST_BYTES)
        if now == before:
            if data is None:
                remove_file(file)
            else:
                write_privately(file, data, over=stamp)
            return True
    return False


def merge_into(file: Path, base: bytes, change: bytes) -> bool | None:
    """Merge a change of what was `base` into a note's file; returns whether that was possible.

    None: not now.
    """
    with suppress(Overtaken, NotRead, AlreadyOpen), locked(file):
        data, stamp = read_file(file, MOST_BYTES)
        both = merged(base, change, data, file)
        if both is not None:
            write_privately(file, both, over=stamp)
        return both is not None
    return None


def locked(file: Path) -> Lock:
    """A file locked for writing, waiting for others. Raises AlreadyOpen."""
    return Lock.take(file, wait=_PATIENCE, why=_BUSY)


def new_file(first: Path, data: bytes, finished: FinishedFile | None = None) -> tuple[Path, Stamp]:
    """Put an object that has no file here into one: that, or another beside it.

    `finished` is a file of it that is in no place yet. Its folder is not flushed then.
    """
    names = numbered(*_stem_and_suffix(first))
    file = first.with_name(next(names))
    while True:
        try:
            return file, (finished.create(file) if finished else create_privately(file, data))
        except FileExistsError:
            file = first.with_name(next(names))
        except FileNotFoundError:  # somebody has removed the folder meanwhile
            make_private_folder(file.parent)
            finished = None
        except OSError as error:
            raise not_written(file, error) from error


def keep_beside(file: Path, data: bytes) -> None:
    """Keep our version of a note in a file of its own."""
    stem, suffix = _stem_and_suffix(file)
    names: Iterator[str] = islice(numbered(stem, suffix), 1, None)  # the first is the note's own
    if not is_sealed(file):
        others = (f"{stem} (here {number}){suffix}" for number in count(2))
        names = chain([f"{stem} (here){suffix}"], others)
    create_first_free(map(file.with_name, names), data)


def _stem_and_suffix(file: Path) -> tuple[str, str]:
    suffix = SEALED if is_sealed(file) else ".toml"
    return file.name.removesuffix(suffix), suffix


def stamp_while(file: Path, data: bytes) -> Stamp | None:
    """The stamp of a file if it still holds these bytes, else None."""
    with suppress(NotRead, OSError):
        now, stamp = read_file(file, MOST_BYTES)
        if now == data:
            return stamp
    return None


def merged(base: bytes, mine: bytes, theirs: bytes, path: Path) -> bytes | None:
    """Theirs with what mine has made of `base`, its layout left; None where both touch one thing.

    Each key of the note, and each commitment, is one thing. None also for what is no TOML, or
    cannot be decrypted: `path` says by its name whether it is encrypted, and for whom by its place.
    """
    if not is_sealed(path):
        return _merged(base, mine, theirs, path)
    try:
        base, mine, other = (opened(each).data for each in (base, mine, theirs))
        both = _merged(base, mine, other, path)
        return theirs if both == other else both and sealed(path, both)
    except Refused:
        return None


def _merged(base: bytes, mine: bytes, theirs: bytes, path: Path) -> bytes | None:
    try:
        before, ours, other = (parsed(text_of(data), path) for data in (base, mine, theirs))
        changes = _changes(before, ours, other)
        if changes is None:
            return None

        def apply(document: Document) -> None:
            keys, entries = changes
            for key, value in keys.items():
                _set(document, key, value)
            for commitment_id, value in entries.items():
                _set_entry(document, commitment_id, value)

        return changed_text(text_of(theirs), path, apply)
    except Refused:
        return None


_Changes = tuple[dict[str, Any], dict[str, Any]]


def _changes(before: Document, ours: Document, theirs: Document) -> _Changes | None:
    """The changes to make in theirs: by key, and by the id of a commitment; None: removed."""
    keys = {key for document in (before, ours, theirs) for key in document} - {_BY_ID}
    changed_keys = _other(before, ours, theirs, keys)
    entries = [_entries(document) for document in (before, ours, theirs)]
    if changed_keys is None or None in entries:
        return None
    first, second, third = (entry or {} for entry in entries)
    changed_entries = _other(first, second, third, {*first, *second, *third})
    return None if changed_entries is None else (changed_keys, changed_entries)


def _other(before: Any, ours: Any, theirs: Any, keys: set[str]) -> dict[str, Any] | None:
    changed: dict[str, Any] = {}
    for key in keys:
        old, mine, other = (each.get(key) for each in (before, ours, theirs))
        if mine in (old, other):
            continue
        if other != old:
            return None
        changed[key] = mine
    return changed


def _entries(document: Document) -> dict[str, Any] | None:
    """The commitments by id; None where ids are missing or repeated."""
    entries = document.get(_BY_ID, [])
    try:
        by_id = {entry["id"]: entry for entry in entries}
    except (TypeError, KeyError):
        return None
    return by_id if len(by_id) == len(entries) else None


def _set(document: Any, key: str, value: Any) -> None:
    if value is None:
        document.pop(key, None)
    else:
        document[key] = value


def _set_entry(document: Any, commitment_id: str, value: Any) -> None:
    entries = document.setdefault(_BY_ID, [])
    at = next((i for i, entry in enumerate(entries) if entry["id"] == commitment_id), None)
    if at is None:
        if value is not None:
            entries.append(value)
    elif value is None:
        del entries[at]
    else:
        table = entries[at]
        for key in [key for key in table if key not in value]:
            del table[key]
        for key, part in value.items():
            if table.get(key) != part:
                table[key] = part
