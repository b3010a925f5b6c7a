"""Queries of the index on what is due for deletion; `retention` deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.retention import Due, KeptPart, Kind, gathered, last_days_due
from facilitator.store.index.database import day_of, used_up
from facilitator.store.index.frames import REPLACED_BY
from facilitator.store.index.problems import unread_files

if TYPE_CHECKING:
    from datetime import date

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
_KINDS: Final = {kind.value: kind for kind in Kind}


class DueNote(NamedTuple):
    """A note with something due for deletion."""

    id: str
    team: str
    title: str
    date: date
    file: str
    """The path of its own file."""
    due: tuple[Due, ...]
    files: tuple[str, ...]
    """The paths of those in which it is due: the note's own, and its copies."""

    @property
    def path(self) -> Path:
        """Its own file."""
        return Path(self.file)


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
        for file, kept in groupby(in_files, itemgetter(5)):
            files.append(index.path_of(file))
            passed = (KeptPart(_KINDS[kind], day_of(of), n) for *_, kind, of, n in kept)
            for part in gathered(passed, retention):
                parts[part.kind] = _in_both(parts.get(part.kind, part), part)
        own, made = index.path_of(path), day_of(day)
        notes.append(DueNote(note_id, team, title, made, own, tuple(parts.values()), tuple(files)))
    return DueList(tuple(notes), unread_files(index))


def _in_both(one: Due, other: Due) -> Due:
    """What is due of a kind in two files of one note."""
    if one == other:
        return one
    return Due(one.kind, max(one.number, other.number), min(one.since, other.since))


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
