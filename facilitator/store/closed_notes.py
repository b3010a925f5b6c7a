"""The notes that others may see: closed sessions, and nobody's own (privacy.md P12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.note import Note
from facilitator.core.refusal import N_, Refused
from facilitator.core.sharing import is_private, shared
from facilitator.store.archive import folded
from facilitator.store.listing import find
from facilitator.store.notes import NoteError, read_document

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from facilitator.store.guides import Guides
    from facilitator.store.index import Index


def private_guides(guides: Guides) -> frozenset[str]:
    """The ids of the guides whose notes are one person's own, in either language."""
    return frozenset(
        entry.id for lang in ("da", "en") for entry in guides.listed(lang) if entry.private
    )


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
    sql = f"SELECT f.path FROM {_MET} AND n.one_team = ?"  # noqa: S608 our own words
    rows = index.ask(lambda opened: opened.execute(sql, (folded(team),)).fetchall())
    found = [
        (note.date, note.id, shared(note))
        for (path,) in rows
        if (note := _closed(index.file(path)))
        and folded(note.team) == folded(team)
        and not is_private(note, private)
    ]
    return tuple(note for *_order, note in sorted(found, key=lambda one: one[:2], reverse=True))


def teams_met(index: Index, private: Collection[str]) -> tuple[str, ...]:
    """The teams that have closed sessions to look back on, the most recent first.

    As the index has them: whoever asks brings it up to date first.
    """
    sql = f"SELECT n.team, n.one_team, n.guide FROM {_MET} ORDER BY n.date DESC, n.id DESC"  # noqa: S608
    names: dict[str, str] = {}
    for team, one_team, guide in index.ask(lambda opened: opened.execute(sql).fetchall()):
        if guide not in private:
            names.setdefault(one_team, team)
    return tuple(names.values())


_MET: Final = (
    "notes n JOIN files f USING (file)"
    " WHERE n.kind = 'session' AND n.status = 'closed' AND NOT n.private"
)


def _closed(path: Path) -> Note | None:
    """The closed note in a file; None where there is none by now."""
    try:
        note = read_document(path)
    except (NoteError, OSError):
        return None
    return note if isinstance(note, Note) else None
