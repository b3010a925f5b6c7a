"""Merging two changes of one note, where they do not touch the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from facilitator.core.errors import Refused
from facilitator.store.encryption import is_sealed, opened, sealed
from facilitator.store.files import text_of
from facilitator.store.notes import changed_text
from facilitator.store.toml import parsed

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.notes import Document

_BY_ID: Final = "commitments"
"""The table whose entries are people's own to change, one by one."""


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
