"""The notes that others may see: closed sessions, and nobody's own (privacy.md P12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.note import Note
from facilitator.core.refusal import N_, Refused
from facilitator.core.sharing import shared
from facilitator.store.archive import folded
from facilitator.store.listing import documents, find
from facilitator.store.notes import read_document

if TYPE_CHECKING:
    from collections.abc import Collection

    from facilitator.store.archive import Archive
    from facilitator.store.guides import Guides
    from facilitator.store.index import Index


def private_guides(guides: Guides) -> frozenset[str]:
    """The ids of the guides whose notes are one person's own, in either language."""
    return frozenset(
        entry.id for lang in ("da", "en") for entry in guides.listed(lang) if entry.private
    )


def closed_note(archive: Archive, wanted: str, private: Collection[str]) -> Note:
    """The note of that id, or the beginning of one, as it may be shared.

    Raises Refused where there is none, or it is no session's, still runs or is somebody's own.
    """
    entry = find(archive, wanted)
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
        for _path, note in documents(index.archive)
        if isinstance(note, Note)
        and folded(note.team) == folded(team)
        and not is_private(note, private)
    ]
    return tuple(note for *_order, note in sorted(found, key=lambda one: one[:2], reverse=True))


def is_private(note: Note, private: Collection[str]) -> bool:
    """Whether a note is its writer's own: by its guide, or as it says itself."""
    return note.guide in private or note.private is True


def teams_met(index: Index, private: Collection[str]) -> tuple[str, ...]:
    """The teams that have closed sessions to look back on, the most recent first."""
    notes = [
        note
        for _path, note in documents(index.archive)
        if isinstance(note, Note) and not is_private(note, private)
    ]
    names: dict[str, str] = {}
    for note in sorted(notes, key=lambda note: (note.date, note.id), reverse=True):
        names.setdefault(folded(note.team), note.team)
    return tuple(names.values())
