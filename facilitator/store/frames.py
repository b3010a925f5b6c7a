"""A team's frames with their words, read from the notes that the index knows to be frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.note import Note
from facilitator.core.sharing import shared
from facilitator.store.index.frames import frames
from facilitator.store.notes import NoteError, read_document

if TYPE_CHECKING:
    from facilitator.store.index import Index
    from facilitator.store.index.frames import KeptFrame


class FrameVersion(NamedTuple):
    """A version of a team's frame: what the index has of it, and its words."""

    kept: KeptFrame
    note: Note


def frame_versions(index: Index, team: str | None = None) -> tuple[FrameVersion, ...]:
    """All versions of a team's frame, or of every team's, the one in force first in its team.

    Files that cannot be read are left out: which they are the index says. Whoever asks brings it
    up to date first.
    """
    return tuple(version for kept in frames(index, team) if (version := _read(kept)))


def frame_in_force(index: Index, team: str) -> Note | None:
    """The frame that holds in a team now; None where it has none that can be read."""
    return next((version.note for version in frame_versions(index, team)), None)


def _read(kept: KeptFrame) -> FrameVersion | None:
    try:
        note = read_document(kept.path)
    except (NoteError, OSError):
        return None
    if not isinstance(note, Note) or note.frame is None:
        return None
    return FrameVersion(kept, shared(note))
