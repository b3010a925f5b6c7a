"""Queries of the index on notes: which there are, whose they are, and what they hold.

The index is brought up to date by the caller, unless a function says otherwise.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from facilitator.core.errors import N_, Language, Refused
from facilitator.core.team import same_team, team_key
from facilitator.store.files import NotRead, stamp_of
from facilitator.store.index.database import NEWEST_FIRST, SHOWN, day_of
from facilitator.store.index.problems import claiming, not_found, problems
from facilitator.store.running import running as sessions_running
from facilitator.store.toml import FileProblem
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.index import Index
    from facilitator.store.index.database import Connection
    from facilitator.store.measurement.notes import Measurements

NO_CLOSED_SESSIONS: Final = N_("There are no closed sessions in this archive.")


class Entry(NamedTuple):
    """A note in the archive, without its content."""

    id: str
    team: str
    guide: str
    title: str
    language: Language
    date: date
    status: Literal["running", "closed"]
    file: str
    """The path of its file."""
    kind: Literal["session", "measurement"] = "session"
    """A measurement's guide is "measurement", its title what it is called; open is running."""
    copies: tuple[Path, ...] = ()
    """The other files with its id, whatever a sync program has called them."""
    frame: int | None = None
    """The version of its team's frame that it is; None: it is none."""

    @property
    def path(self) -> Path:
        """Its file."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class Listing:
    """The notes of an archive, newest first, and the problems of other files."""

    notes: tuple[Entry, ...]
    problems: tuple[FileProblem, ...]


def listing(index: Index) -> Listing:
    """Everything in the archive, as the index has it."""
    # All notes are read as they lie and sorted: an index by date would look each one up.
    notes = _entries(index, f"{_NOTE} WHERE +{SHOWN}{NEWEST_FIRST}")
    if here := running_here(index.archive):
        notes = tuple(sorted((*here, *notes), key=attrgetter("date"), reverse=True))
    return Listing(notes, problems(index))


_AT_MOST: Final = 8
"""Notes that are named where one was meant."""


NO_NOTE: Final = N_("There is no note {wanted} in this archive.")


def find(index: Index, wanted: str, none: str = NO_NOTE) -> Entry:
    """The note of that id, or the one whose id begins so, or the one in that file.

    A file is named by its path in the archive, or from where we stand; so a copy is found too.
    Raises Refused where there is none, which `none` says, or more than one, and FileProblem where
    the file that says it is that note cannot be read. Whoever asks brings the index up to date
    first.
    """
    path = _path_in(index.archive, wanted)
    if path is None:
        raise not_found(index, Refused(none, wanted=wanted))
    file = index.file(path)
    here = [entry for entry in running_here(index.archive) if entry.id.startswith(wanted)]
    entries = (*here, *entries_like(index, wanted, path))
    fitting = (
        [entry for entry in entries if entry.path == file]
        or [entry for entry in entries if entry.id == wanted]
        or list(entries)
    )
    if wanted not in {entry.id for entry in fitting} and file not in {e.path for e in fitting}:
        for claimed, problem in claiming(index, wanted, path):
            if not fitting or claimed == wanted or problem.path == file:
                raise problem
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        more = ["…"] if len(fitting) > _AT_MOST else []
        raise Refused(
            N_("More than one note fits {wanted}: {candidates}."),
            wanted=wanted,
            candidates=", ".join([*(entry.id for entry in fitting[:_AT_MOST]), *more]),
        )
    raise not_found(index, Refused(none, wanted=wanted))


def _path_in(archive: Path, wanted: str) -> str | None:
    """The path in the archive that may be meant, empty for none; None: no note can be meant."""
    try:
        wanted.encode()
        file, top = (archive / wanted).resolve(), archive.resolve()
        if not os.path.lexists(file):
            here = Path(wanted).resolve()  # as a shell completes it
            file = here if os.path.lexists(here) else file
    except (ValueError, OSError, RuntimeError):  # a sign that no name has; a loop
        return None
    if not wanted:
        return None
    return str(file.relative_to(top)) if file.is_relative_to(top) else ""


def in_order(entry: Entry) -> tuple[date, str, int, str]:
    """A sort key of entries, the newest last.

    By date; on one day `check-out.toml` comes before `check-out-2.toml`, and that before `-10`.
    """
    number = entry.path.stem.removeprefix(f"{entry.date}-{entry.guide}-")
    return entry.date, entry.guide, int(number) if number.isdecimal() else 1, str(entry.path)


def has_versions(index: Index, note_id: str) -> bool:
    """Whether the files of a note have different contents."""
    sql = "SELECT count(DISTINCT content) FROM notes WHERE id = ?"
    (contents,) = index.row(sql, note_id)
    return bool(contents > 1)


_AT_ONCE: Final = 500
"""Numbers in one question: SQLite takes so many values and no more."""
_ENTRY: Final = (
    "f.path, n.id, n.team, n.guide, n.title, n.language, n.date, n.status, n.kind, n.frame"
)
_FROM: Final = " FROM notes n JOIN files f USING (file)"
_NOTE: Final = f"SELECT {_ENTRY}{_FROM}"
_MET: Final = " WHERE n.main AND n.kind = 'session' AND n.status = 'closed' AND NOT n.private"
"""The condition that a note is of a closed session, and not one person's own."""


class Holds(NamedTuple):
    """A note with the numbers of what it holds."""

    entry: Entry
    commitments: int
    learning_points: int
    keywords: int


def notes_of(index: Index, files: Sequence[int]) -> dict[int, Holds]:
    """These notes with what they hold, by their numbers in the index."""
    sql = f"SELECT n.file, n.commitments, n.learning_points, n.keywords, {_ENTRY}{_FROM}"

    def ask(opened: Connection) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows += opened.execute(f"{sql} WHERE n.file IN ({marks})", some)
        return rows

    rows, also = index.ask(ask), copies_of(index)
    return {
        file: Holds(_entry(index, entry, also), commitments, learning_points, keywords)
        for file, commitments, learning_points, keywords, *entry in rows
    }


def entries_like(index: Index, start: str, path: str) -> tuple[Entry, ...]:
    """The notes whose id begins so, and the one in the file of that path, newest first.

    One person's own is found by its whole id alone.
    """
    sql = (
        f"{_NOTE} WHERE ({SHOWN} AND substr(n.id, 1, ?) = ?) OR (n.main AND n.id = ?)"
        f" OR f.path = ?{NEWEST_FIRST}"
    )
    return _entries(index, sql, len(start), start, start, path)


def running(index: Index, kind: Literal["session", "measurement"] = "session") -> tuple[Entry, ...]:
    """The sessions, or the measurements, that have not been closed, newest first.

    The sessions on this machine come before those an earlier version left in the archive.
    """
    sql = f"{_NOTE} WHERE n.main AND n.status = 'running' AND n.kind = ?{NEWEST_FIRST}"
    here = running_here(index.archive) if kind == "session" else ()
    return (*here, *_entries(index, sql, kind))


def unfinished(archive: Archive) -> tuple[Entry, ...]:
    """The sessions and measurements that have not been closed, newest first.

    For while the index is being built: it looks into every file, but parses only those that may be
    one, and none twice.
    """
    from facilitator.store.scan import note_files

    left = [
        entry
        for file in note_files(archive.folder)
        if isinstance(file, Path) and _may_be_unfinished(file) and (entry := _unfinished(file))
    ]
    return (*running_here(archive.folder), *sorted(left, key=in_order, reverse=True))


def _may_be_unfinished(path: Path) -> bool:
    from facilitator.store.measurement.notes import is_measurement
    from facilitator.store.notes import may_run, read_note_bytes

    try:
        data, _ = read_note_bytes(path)
    except NotRead:
        return False
    return may_run(data) or is_measurement(data)


def _unfinished(path: Path) -> Entry | None:
    """The entry of a file, where what is in it has not been closed; None where it is no note."""
    try:
        return _unfinished_as_of(path, stamp_of(path))
    except (OSError, FileProblem):  # gone, or cut off, since the folder was read; or no note
        return None


@lru_cache(maxsize=4096)
def _unfinished_as_of(path: Path, _stamp: Stamp | None) -> Entry | None:
    """The same, cached while the file does not change. Raises NoteError."""
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.session.model import Session
    from facilitator.store.index.reading import note_in

    note = note_in(path)
    if isinstance(note, Session):
        about = note.note
        return Entry(
            about.id, about.team, about.guide, about.title, about.language, about.date,
            "running", str(path),
        )  # fmt: skip
    if isinstance(note, Measurement) and note.is_open:
        title = note.label or _("Measurement")
        return Entry(
            note.id, note.team, "measurement", title, note.language, note.date,
            "running", str(path), "measurement",
        )  # fmt: skip
    return None


def latest_session(index: Index) -> Entry | None:
    """The session closed last, private ones excepted; None where there is none."""
    return next(iter(_entries(index, f"{_NOTE}{_MET}{NEWEST_FIRST} LIMIT 1")), None)


def running_here(archive: Path) -> tuple[Entry, ...]:
    """The archive's sessions that run on this machine."""
    return tuple(
        Entry(
            id=session.id,
            team=session.team,
            guide=session.guide,
            title=session.title,
            language=session.language,
            date=session.date,
            status="running",
            file=str(session.path),
        )
        for session in sessions_running(archive).sessions
    )


def teams(index: Index) -> tuple[str, ...]:
    """The teams seen before, the most recent first, in their latest spelling."""
    sql = f"SELECT n.team, n.one_team FROM notes n WHERE {SHOWN}{NEWEST_FIRST}"  # noqa: S608
    return _named_once(index.rows(sql))


def team_called(index: Index, name: str) -> str:
    """A team's name in its latest spelling. Raises Refused for an unknown team."""
    for team in teams(index):
        if same_team(team, name):
            return team
    raise not_found(index, Refused(N_("There is no team {team} in this archive."), team=name))


def files_of_team(index: Index, team: str) -> tuple[Path, ...]:
    """All files with something of a team, copies too."""
    sql = "SELECT f.path FROM notes n JOIN files f USING (file) WHERE n.one_team = ? ORDER BY 1"
    return index.files(sql, team_key(team))


def notes_by_team(index: Index) -> dict[str, int]:
    """The number of notes of each team, by its latest spelling."""
    sql = f"SELECT n.one_team, count(*) FROM notes n WHERE {SHOWN} GROUP BY n.one_team"  # noqa: S608
    numbers = dict(index.rows(sql))
    return {team: numbers.get(team_key(team), 0) for team in teams(index)}


def guides(index: Index) -> tuple[str, ...]:
    """The titles of the guides of all notes, the most recent first."""
    sql = f"SELECT n.title FROM notes n WHERE {SHOWN} AND n.kind = 'session'{NEWEST_FIRST}"  # noqa: S608
    rows = index.rows(sql)
    return tuple(dict.fromkeys(row[0] for row in rows))


def months(index: Index) -> tuple[str, ...]:
    """The months that have notes, as `2026-03`, the latest first."""
    sql = f"SELECT DISTINCT substr(n.date, 1, 7) FROM notes n WHERE {SHOWN} ORDER BY 1 DESC"  # noqa: S608
    return tuple(row[0] for row in index.rows(sql))


def teams_met(index: Index) -> tuple[str, ...]:
    """The teams that have closed sessions to look back on, the most recent first."""
    sql = f"SELECT n.team, n.one_team FROM notes n{_MET} ORDER BY n.date DESC, n.id DESC"  # noqa: S608
    return _named_once(index.rows(sql))


def _named_once(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Each team's first spelling; a row is a spelling and what all of one team have in common."""
    names: dict[str, str] = {}
    for team, one_team in rows:
        names.setdefault(one_team, team)
    return tuple(names.values())


def files_met(index: Index, team: str) -> tuple[Path, ...]:
    """The files of a team's closed sessions, private ones excepted."""
    sql = f"SELECT f.path FROM notes n JOIN files f USING (file){_MET} AND n.one_team = ?"  # noqa: S608 our own words
    return index.files(sql, team_key(team))


def files_of(index: Index, entry: Entry) -> tuple[Path, ...]:
    """All files that hold a note, also unreadable ones.

    Of a copy, found by its path alone, that file.
    """
    sql = "SELECT main FROM notes JOIN files USING (file) WHERE path = ?"
    path = _path_in(index.archive, str(entry.path))
    is_copy = index.row(sql, path) == (0,)
    if is_copy:
        return (entry.path,)
    broken = (
        problem.path for claimed, problem in claiming(index, entry.id, "") if claimed == entry.id
    )
    return (entry.path, *entry.copies, *broken)


def _place(file: Path) -> list[tuple[bool, str]]:
    """A sort key of paths: a folder's own files come before its subfolders."""
    *folders, name = file.parts
    return [*((True, folder) for folder in folders), (False, name)]


def _entries(index: Index, sql: str, *values: object) -> tuple[Entry, ...]:
    also = copies_of(index)
    return index.ask(
        lambda opened: tuple(_entry(index, row, also) for row in opened.execute(sql, values))
    )


def copies_of(index: Index) -> dict[str, tuple[Path, ...]]:
    """The files that are copies, by the id of their note."""
    sql = (
        "SELECT n.id, f.path FROM notes n JOIN files f USING (file)"
        " WHERE NOT n.main ORDER BY +f.path"
    )
    files: dict[str, tuple[Path, ...]] = {}
    for note_id, path in index.rows(sql):
        files[note_id] = (*files.get(note_id, ()), index.file(path))
    return files


def _entry(index: Index, row: Sequence[Any], also: Mapping[str, tuple[Path, ...]]) -> Entry:
    path, note_id, team, guide, title, language, day, status, kind, frame = row
    file = index.path_of(path)
    copies = also.get(note_id, ())
    return Entry(
        note_id,
        team,
        guide,
        title or _("Measurement"),
        language,
        day_of(day),
        status,
        file,
        kind,
        tuple(copy for copy in copies if str(copy) != file) if copies else (),
        frame,
    )


def measurements(archive: Archive, index: Index) -> Measurements:
    """All measurements of an archive. Never raises for a file that cannot be used.

    They are found by the `index`, which is brought up to date first; or else, where that cannot be
    done, by looking into every file. Which way makes no difference to what is found: the rule of
    anonymity (see `core.measurement.overlap`) needs every one there is.
    """
    from facilitator.store.measurement.notes import in_files, measurements_in

    # What is wrong with a file says nothing of what it is, so those are all among them.
    sql = (
        "SELECT f.path FROM files f LEFT JOIN notes n USING (file)"
        " WHERE (n.main AND n.kind = 'measurement') OR f.problem IS NOT NULL"
    )
    rows = index.ask_all(lambda opened: opened.execute(sql).fetchall())
    if rows is None:
        return measurements_in(archive)
    files = sorted((index.file(path) for (path,) in rows), key=_place)
    return in_files(file for file in files if not file.is_symlink())
