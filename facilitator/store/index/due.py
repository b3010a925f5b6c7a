"""Queries of the index on what is due for deletion; `retention` deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from facilitator.core.retention import Due, KeptPart, Kind, gathered, last_days_due
from facilitator.store.index.database import day_of, used_up
from facilitator.store.index.frames import REPLACED_BY
from facilitator.store.index.problems import unread_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from facilitator.core.retention import Retention
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.toml import FileProblem

_DAY: Final = (
    "CASE WHEN n.frame IS NULL OR k.kind != 'keywords' THEN k.day"
    f" ELSE (SELECT min(o.date) {REPLACED_BY}) END"
)
"""From which its period is counted; of a frame's words none while it is in force."""
_KEPT: Final = (
    f"SELECT n.id, m.team, m.title, m.date, note.path, f.path, k.kind, {_DAY}, k.number FROM kept k"  # noqa: S608 our own words
    " JOIN files f USING (file) JOIN notes n USING (file)"
    " JOIN notes m ON m.id = n.id AND m.main JOIN files note ON note.file = m.file"
)


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note with something due for deletion."""

    id: str
    team: str
    title: str
    date: date
    path: Path
    due: tuple[Due, ...]
    files: tuple[Path, ...] = ()
    """Those in which it is due: the note's own, and its copies."""


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due in an archive, the oldest note first; and the unreadable files."""

    notes: tuple[DueNote, ...]
    problems: tuple[FileProblem, ...]


def due(archive: Archive, index: Index, today: date) -> DueList:
    """What is due in the closed notes of an archive, and in copies of them.

    As the index has them: whoever asks brings it up to date first.
    """
    retention = archive.retention
    last, values = _passed(retention, today)
    sql = f"{_KEPT} WHERE {last} ORDER BY m.date, n.id, NOT n.main, f.path"
    rows = index.rows(sql, *values)
    notes: list[DueNote] = []
    by_note = groupby(used_up(rows), itemgetter(*range(5)))
    for (note_id, team, title, day, path), in_files in by_note:
        parts: dict[Kind, Due] = {}
        files = []
        for file, kept in groupby(in_files, lambda row: row[5]):
            files.append(index.file(file))
            passed = (KeptPart(Kind(kind), day_of(of), n) for *_, kind, of, n in kept)
            for part in gathered(passed, retention):
                before = parts.get(part.kind, part)
                number, since = max(part.number, before.number), min(part.since, before.since)
                parts[part.kind] = Due(part.kind, number, since)
        made, file = day_of(day), index.file(path)
        notes.append(DueNote(note_id, team, title, made, file, tuple(parts.values()), tuple(files)))
    return DueList(tuple(notes), unread_files(index))


def how_many_due(index: Index, retention: Retention, today: date) -> int:
    """How many notes `due` lists for the same index and the same periods."""
    last, values = _passed(retention, today)
    sql = f"SELECT count(DISTINCT n.id) FROM kept k JOIN notes n USING (file) WHERE {last}"  # noqa: S608 our own words
    return int(index.row(sql, *values)[0])


def _passed(retention: Retention, today: date) -> tuple[str, list[str]]:
    """The SQL condition for what is due, and its values."""
    last = last_days_due(retention, today)
    condition = " OR ".join([f"(k.kind = ? AND {_DAY} <= ?)"] * len(last))
    return condition, [value for kind, day in last.items() for value in (kind.value, str(day))]
