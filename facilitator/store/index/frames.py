"""The frames of an archive: which is in force, which to look at again, and what they say.

The index is brought up to date by the caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.team import team_key
from facilitator.store.index.database import SHOWN, day_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.index import Index


class KeptFrame(NamedTuple):
    """A version of a team's frame, without its words."""

    note_id: str
    team: str
    version: int
    made: date
    revisit: date | None
    path: Path


REPLACED_BY: Final = (
    "FROM notes o WHERE o.main AND o.private IS NOT 1 AND o.one_team = n.one_team"
    " AND o.frame IS NOT NULL AND (o.frame, o.date, o.id) > (n.frame, n.date, n.id)"
)
"""The frames `o` that have taken the place of another, `n`, of the same team."""
_FRAMES: Final = (
    "SELECT n.id, n.team, n.frame, n.date, n.revisit, f.path"  # noqa: S608 our own words
    " FROM notes n JOIN files f USING (file)"
    f" WHERE {SHOWN} AND n.frame IS NOT NULL"
)
_IN_FORCE: Final = f" AND NOT EXISTS (SELECT 1 {REPLACED_BY})"


def frames(index: Index, team: str | None = None) -> tuple[KeptFrame, ...]:
    """The versions of a team's frame, or of every team's: the one in force first in its team."""
    order = " ORDER BY n.one_team, n.frame DESC, n.date DESC, n.id DESC"
    if team is None:
        return _frames(index, f"{_FRAMES}{order}")
    return _frames(index, f"{_FRAMES} AND n.one_team = ?{order}", team_key(team))


def to_revisit(index: Index, today: date) -> tuple[KeptFrame, ...]:
    """The frames in force that are due to be looked at again, the longest due first."""
    sql = f"{_FRAMES}{_IN_FORCE} AND n.revisit <= ? ORDER BY n.revisit, n.id"
    return _frames(index, sql, today.isoformat())


def replaced_on(index: Index, note_id: str) -> date | None:
    """The day another version took a frame's place; None while it is in force."""
    sql = f"SELECT (SELECT min(o.date) {REPLACED_BY}) FROM notes n WHERE n.main AND n.id = ?"  # noqa: S608
    row = index.row(sql, note_id)
    return day_of(row[0]) if row and row[0] else None


def _frames(index: Index, sql: str, *values: str) -> tuple[KeptFrame, ...]:
    return tuple(
        KeptFrame(
            note_id,
            team,
            version,
            day_of(made),
            day_of(revisit) if revisit else None,
            index.file(path),
        )
        for note_id, team, version, made, revisit, path in index.rows(sql, *values)
    )


class FrameVersion(NamedTuple):
    """A version of a team's frame: what the index has of it, and its words."""

    kept: KeptFrame
    note: Note


def frame_versions(index: Index, team: str | None = None) -> tuple[FrameVersion, ...]:
    """All versions of a team's frame, or of every team's, the one in force first in its team.

    Unreadable files are left out; the index names them. It is brought up to date by the caller.
    """
    return tuple(version for kept in frames(index, team) if (version := _read(kept)))


def frame_in_force(index: Index, team: str) -> Note | None:
    """The frame in force of a team; None where it has none that can be read."""
    return next((version.note for version in frame_versions(index, team)), None)


def _read(kept: KeptFrame) -> FrameVersion | None:
    from facilitator.core.note import Note
    from facilitator.core.redaction import redacted
    from facilitator.store.notes import NoteError, read_document

    try:
        note = read_document(kept.path)
    except (NoteError, OSError):
        return None
    if not isinstance(note, Note) or note.frame is None:
        return None
    return FrameVersion(kept, redacted(note))
