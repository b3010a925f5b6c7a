"""What is asked of the index about notes: which there are, of whom, and what they hold.

Whoever asks brings the index up to date first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from facilitator.store.archive import folded
from facilitator.store.entry import Entry
from facilitator.store.index.tables import NEWEST_FIRST
from facilitator.words import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from facilitator.store.index import Index

_AT_ONCE: Final = 500
"""Numbers in one question: SQLite takes so many values and no more."""
_NOTE: Final = (
    "SELECT n.file, f.path, n.id, n.team, n.guide, n.title, n.language, n.date, n.status,"
    " n.minutes, n.to_follow_up, n.kind, n.commitments, n.learning_points, n.keywords"
    " FROM notes n JOIN files f USING (file)"
)
_MET: Final = (
    "notes n JOIN files f USING (file)"
    " WHERE n.kind = 'session' AND n.status = 'closed' AND NOT n.private"
)


class Holds(NamedTuple):
    """A note at a glance."""

    entry: Entry
    commitments: int
    learning_points: int
    keywords: int


def number_of_notes(index: Index) -> int:
    """How many there are."""
    sql = "SELECT count(*) FROM notes"
    return int(index.ask(lambda opened: opened.execute(sql).fetchone())[0])


def notes_of(index: Index, files: Sequence[int]) -> dict[int, Holds]:
    """What these notes are and hold, by their numbers in the index."""

    def ask(opened: sqlite3.Connection) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows += opened.execute(f"{_NOTE} WHERE n.file IN ({marks})", some)
        return rows

    return {int(str(row[0])): _holds(index, row) for row in index.ask(ask)}


def entries_like(index: Index, start: str, path: str) -> tuple[Entry, ...]:
    """The notes whose id begins so, and the one in the file of that path, newest first."""
    sql = f"{_NOTE} WHERE substr(n.id, 1, ?) = ? OR f.path = ?{NEWEST_FIRST}"
    values = (len(start), start, path)
    rows = index.ask(lambda opened: opened.execute(sql, values).fetchall())
    return tuple(_holds(index, row).entry for row in rows)


def running(index: Index, kind: Literal["session", "measurement"] = "session") -> tuple[Entry, ...]:
    """The sessions, or the measurements, that have not been closed, newest first."""
    sql = f"{_NOTE} WHERE n.status = 'running' AND n.kind = ?{NEWEST_FIRST}"
    rows = index.ask(lambda opened: opened.execute(sql, (kind,)).fetchall())
    return tuple(_holds(index, row).entry for row in rows)


def teams(index: Index) -> tuple[str, ...]:
    """The teams seen before, the most recent first, each as it was last written."""
    sql = f"SELECT n.team, n.team_key FROM notes n{NEWEST_FIRST}"  # noqa: S608 our own words
    names: dict[str, str] = {}
    for team, key in index.ask(lambda opened: opened.execute(sql).fetchall()):
        names.setdefault(key, team)
    return tuple(names.values())


def guides(index: Index) -> tuple[str, ...]:
    """The titles of the guides that notes were made with, the most recent first."""
    sql = f"SELECT n.title FROM notes n WHERE n.kind = 'session'{NEWEST_FIRST}"  # noqa: S608 our own words
    rows = index.ask(lambda opened: opened.execute(sql).fetchall())
    return tuple(dict.fromkeys(row[0] for row in rows))


def months(index: Index) -> tuple[str, ...]:
    """The months that have notes, as `2026-03`, the latest first."""
    sql = "SELECT DISTINCT substr(date, 1, 7) FROM notes ORDER BY 1 DESC"
    return tuple(row[0] for row in index.ask(lambda opened: opened.execute(sql).fetchall()))


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


def files_met(index: Index, team: str) -> tuple[Path, ...]:
    """The files of a team's closed sessions that are nobody's own."""
    sql = f"SELECT f.path FROM {_MET} AND n.one_team = ?"  # noqa: S608 our own words
    rows = index.ask(lambda opened: opened.execute(sql, (folded(team),)).fetchall())
    return tuple(index.file(path) for (path,) in rows)


def files_of(index: Index, entry: Entry) -> tuple[Path, ...]:
    """The file of a note, and other files with it: the copies that sync programs have made.

    As the index has them: whoever asks brings it up to date first.
    """
    sql = (
        "SELECT f.path FROM files f LEFT JOIN notes n USING (file) LEFT JOIN copies c USING (file)"
        " WHERE coalesce(n.id, c.id) = ? ORDER BY f.path"
    )
    rows = index.ask(lambda opened: opened.execute(sql, (entry.id,)).fetchall())
    files = [index.file(path) for (path,) in rows]
    return (entry.path, *(file for file in files if file != entry.path))


def files_of_measurements(
    index: Index, go_on: Callable[[int, int], bool] | None = None
) -> tuple[Path, ...] | None:
    """The files that can be measurements, and copies of them, as they lie in the archive.

    Brings the index up to date itself: None where `go_on` ends that too early (`Index.ask_all`).
    What is wrong with a file says nothing of what it is, so those are all among them.
    """
    sql = (
        "SELECT f.path FROM files f LEFT JOIN notes n USING (file)"
        " WHERE n.kind = 'measurement' OR f.problem IS NOT NULL"
    )
    rows = index.ask_all(lambda opened: opened.execute(sql).fetchall(), go_on)
    if rows is None:
        return None
    files = sorted((index.file(path) for (path,) in rows), key=_place)
    return tuple(file for file in files if not file.is_symlink())


def _place(file: Path) -> list[tuple[bool, str]]:
    """Where a file lies among the others: a folder's own files come before its folders."""
    *folders, name = file.parts
    return [*((True, folder) for folder in folders), (False, name)]


def _holds(index: Index, row: Sequence[object]) -> Holds:
    _file, path, note_id, team, guide, title, language, day, status, minutes, left, kind = row[:12]
    entry = Entry(
        id=str(note_id),
        team=str(team),
        guide=str(guide),
        title=str(title) or _("Measurement"),
        language="en" if language == "en" else "da",
        date=date.fromisoformat(str(day)),
        status="running" if status == "running" else "closed",
        path=index.file(str(path)),
        minutes=minutes if isinstance(minutes, int) else None,
        to_follow_up=int(str(left)),
        kind="measurement" if kind == "measurement" else "session",
    )
    return Holds(entry, *(int(str(number)) for number in row[12:]))
