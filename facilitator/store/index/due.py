"""What has been kept for as long as it may be, as the index has it; `retention` deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from facilitator.core.retention import (
    Due,
    KeptPart,
    Kind,
    gathered,
    last_days_due,
)
from facilitator.store.index.notes import unread

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.retention import Retention
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index
    from facilitator.store.toml import FileProblem

_KEPT: Final = (
    "SELECT k.file, f.path, coalesce(n.id, c.id), coalesce(n.team, c.team),"
    " coalesce(n.title, c.title), coalesce(n.date, c.date), k.kind, k.day, k.number FROM kept k"
    " JOIN files f USING (file) LEFT JOIN notes n USING (file) LEFT JOIN copies c USING (file)"
)


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note with something in it whose time has passed."""

    id: str
    team: str
    title: str
    date: date
    path: Path
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due in an archive, oldest note first; and the files nobody can look into."""

    notes: tuple[DueNote, ...]
    problems: tuple[FileProblem, ...]


def due(archive: Archive, index: Index, today: date) -> DueList:
    """What is due in the closed notes of an archive, and in copies that sync programs have made.

    As the index has them: whoever asks brings it up to date first.
    """
    retention = archive.retention
    last, values = _passed(retention, today)
    sql = f"{_KEPT} WHERE {last} ORDER BY k.file"
    rows = index.ask(lambda opened: opened.execute(sql, values).fetchall())
    found: list[DueNote] = []
    for (_file, path, note_id, team, title, day), kept in groupby(rows, lambda row: row[:6]):
        passed = (KeptPart(Kind(kind), date.fromisoformat(of), n) for *_, kind, of, n in kept)
        made, file = date.fromisoformat(day), index.file(path)
        found.append(DueNote(note_id, team, title, made, file, gathered(passed, retention)))
    found.sort(key=lambda one: (one.date, one.id, str(one.path)))
    return DueList(tuple(found), unread(index))


def how_many_due(index: Index, retention: Retention, today: date) -> int:
    """How many notes `due` lists for the same index and the same periods."""
    last, values = _passed(retention, today)
    sql = f"SELECT count(DISTINCT k.file) FROM kept k WHERE {last}"  # noqa: S608 our own words
    return int(index.ask(lambda opened: opened.execute(sql, values).fetchone())[0])


def _passed(retention: Retention, today: date) -> tuple[str, list[str]]:
    """The condition that what is kept is due, and its values."""
    last = last_days_due(retention, today)
    condition = " OR ".join(["(k.kind = ? AND k.day <= ?)"] * len(last))
    return condition, [value for kind, day in last.items() for value in (kind.value, str(day))]
