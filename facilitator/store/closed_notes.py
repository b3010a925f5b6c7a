"""The notes that others may see: closed sessions, and nobody's own (privacy.md P12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import N_, Refused
from facilitator.core.note import Note
from facilitator.core.sharing import is_private, shared
from facilitator.store.archive import folded
from facilitator.store.index.notes import files_met
from facilitator.store.listing import find
from facilitator.store.notes import NoteError, read_document

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from facilitator.store.index import Index


def closed_note(index: Index, wanted: str, private: Collection[str]) -> Note:
    """The note of that id, or the beginning of one, as it may be shared.

    Raises Refused where there is none, or it is no session's, still runs or is somebody's own.
    """
    entry = find(index, wanted)
    if entry.kind == "measurement":
        raise Refused(
            N_("This is a measurement. See it with: facilitator measure show {id}"), id=entry.id
        )
    note = read_document(entry.path)
    if not isinstance(note, Note):
        raise Refused(N_("The session is still running. It can be shared when it is closed."))
    if is_private(note, private):
        raise Refused(N_("This note is its writer's own, and is not shared."))
    return shared(note)


def closed_notes(index: Index, team: str, private: Collection[str]) -> tuple[Note, ...]:
    """A team's notes as they may be shared, newest first. Files that cannot be read are left out.

    Which they are the index says: whoever asks brings it up to date first. Empty for a team that
    is not there.
    """
    found = [
        (note.date, note.id, shared(note))
        for path in files_met(index, team)
        if (note := _closed(path))
        and folded(note.team) == folded(team)
        and not is_private(note, private)
    ]
    return tuple(note for *_order, note in sorted(found, key=lambda one: one[:2], reverse=True))


def _closed(path: Path) -> Note | None:
    """The closed note in a file; None where there is none by now."""
    try:
        note = read_document(path)
    except (NoteError, OSError):
        return None
    return note if isinstance(note, Note) else None
