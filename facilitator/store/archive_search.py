"""What is asked of the index: which notes there are, which fit a query, and in which lines."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from facilitator.core.refusal import N_
from facilitator.store.problems import FileProblem
from facilitator.words import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from facilitator.core.query import Query
    from facilitator.store.index import Index
    from facilitator.store.listing import Entry

_NEWEST_FIRST = " ORDER BY n.date DESC, n.guide DESC, n.number DESC, n.file DESC"
_AT_ONCE = 500
"""Numbers in one question: SQLite takes so many values and no more."""


class Hit(NamedTuple):
    """A line that was found."""

    id: str
    team: str
    date: str
    guide: str
    place: str
    heading: str
    text: str

    @property
    def question(self) -> str:
        """What the line stands under, in words."""
        return heading_words(self.place, self.heading)


class Holds(NamedTuple):
    """A note at a glance."""

    entry: Entry
    commitments: int
    learning_points: int
    keywords: int


PLACES = {
    "title": N_("Title"),
    "purpose": N_("Purpose"),
    "theme": N_("Theme"),
    "learning": N_("Learning points"),
    "commitment": N_("Commitments"),
}
"""What lines stand under that stand under no question."""


def heading_words(place: str, heading: str) -> str:
    """The question a line stands under, or what stands there instead of one."""
    return heading or _(PLACES.get(place, ""))


def found(index: Index, query: Query) -> tuple[int, ...]:
    """The notes that fit, newest first, by their numbers in the index."""
    join, where, values = _asked(query)
    sql = f"SELECT n.file FROM {join} WHERE {where}{_NEWEST_FIRST}"  # noqa: S608 our own words
    return tuple(row[0] for row in index.ask(lambda opened: opened.execute(sql, values).fetchall()))


def number_of_notes(index: Index) -> int:
    """How many there are."""
    sql = "SELECT count(*) FROM notes"
    return int(index.ask(lambda opened: opened.execute(sql).fetchone())[0])


def hits(index: Index, query: Query, file: int | None = None) -> list[Hit]:
    """The lines that made notes fit, newest first; of one note where its number is given.

    Words may stand in different lines of a note; each line that has one of them is a hit.
    """
    join, where, values = _asked(query)
    texts = "" if query.words else " JOIN texts t ON t.rowid = n.file"
    if file is not None:
        where, values = f"n.file = ? AND {where}", [file, *values]
    sql = (
        "SELECT n.id, n.team, n.date, n.guide, t.folded, l.written"  # noqa: S608 our own words
        f" FROM {join}{texts} CROSS JOIN lines l ON l.file = n.file WHERE {where}{_NEWEST_FIRST}"
    )
    rows = index.ask(lambda opened: opened.execute(sql, values).fetchall())
    return [
        Hit(note_id, team, day, guide, *line)
        for note_id, team, day, guide, folded, written in rows
        for line in _fitting(query, folded, written)
    ]


def _fitting(query: Query, folded: str, written: str) -> Iterator[tuple[str, str, str]]:
    """Place, heading and text of the lines that have a word or a tag that is asked for.

    All of them where neither is.
    """
    lines = written.split("\n")
    if query.kinds or query.themes or not query.words:
        fits = {at for at, line in enumerate(lines) if _has_tag(query, line)}
    else:
        fits = set()
    for word in query.words:
        at = folded.find(word)
        while at >= 0:
            fits.add(folded.count("\n", 0, at))
            end = folded.find("\n", at)
            at = folded.find(word, end) if end >= 0 else -1
    for number in sorted(fits):
        place, _kind, _theme, heading, text = lines[number].split("\t")
        yield place, heading, text


def _has_tag(query: Query, line: str) -> bool:
    """Whether a line has a tag that is asked for, or nothing is asked for at all."""
    _place, kind, theme, _rest = line.split("\t", 3)
    return kind in query.kinds or theme in query.themes or not (query.kinds or query.themes)


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
    sql = f"{_NOTE} WHERE substr(n.id, 1, ?) = ? OR f.path = ?{_NEWEST_FIRST}"
    values = (len(start), start, path)
    rows = index.ask(lambda opened: opened.execute(sql, values).fetchall())
    return tuple(_holds(index, row).entry for row in rows)


def running(index: Index, kind: Literal["session", "measurement"] = "session") -> tuple[Entry, ...]:
    """The sessions, or the measurements, that have not been closed, newest first."""
    sql = f"{_NOTE} WHERE n.status = 'running' AND n.kind = ?{_NEWEST_FIRST}"
    rows = index.ask(lambda opened: opened.execute(sql, (kind,)).fetchall())
    return tuple(_holds(index, row).entry for row in rows)


def teams(index: Index) -> tuple[str, ...]:
    """The teams seen before, the most recent first, each as it was last written."""
    sql = f"SELECT n.team, n.team_key FROM notes n{_NEWEST_FIRST}"  # noqa: S608 our own words
    names: dict[str, str] = {}
    for team, key in index.ask(lambda opened: opened.execute(sql).fetchall()):
        names.setdefault(key, team)
    return tuple(names.values())


def guides(index: Index) -> tuple[str, ...]:
    """The titles of the guides that notes were made with, the most recent first."""
    sql = f"SELECT n.title FROM notes n WHERE n.kind = 'session'{_NEWEST_FIRST}"  # noqa: S608
    rows = index.ask(lambda opened: opened.execute(sql).fetchall())
    return tuple(dict.fromkeys(row[0] for row in rows))


def months(index: Index) -> tuple[str, ...]:
    """The months that have notes, as `2026-03`, the latest first."""
    sql = "SELECT DISTINCT substr(date, 1, 7) FROM notes ORDER BY 1 DESC"
    return tuple(row[0] for row in index.ask(lambda opened: opened.execute(sql).fetchall()))


def problems(index: Index) -> tuple[FileProblem, ...]:
    """What is wrong with files of the archive, by their paths; ids that are there twice last."""

    def ask(opened: sqlite3.Connection) -> tuple[FileProblem, ...]:
        wrong = opened.execute(
            "SELECT path, problem FROM files WHERE problem IS NOT NULL ORDER BY path"
        ).fetchall()
        return (*(problem(index.file(path), said) for path, said in wrong), *_twice(opened))

    def _twice(opened: sqlite3.Connection) -> Iterator[FileProblem]:
        rows = opened.execute(
            "SELECT n.id, f.path FROM notes n JOIN files f USING (file) WHERE n.id IN"  # noqa: S608
            f" (SELECT id FROM notes GROUP BY id HAVING count(*) > 1){_NEWEST_FIRST}"
        )
        first: dict[str, str] = {}
        for note_id, path in rows.fetchall():
            other = first.setdefault(note_id, path)
            if other != path:
                msgid = N_("It has the same id ({id}) as {other}.")
                name = Path(other).name
                yield FileProblem(index.file(path), None, msgid, id=note_id, other=name)

    return index.ask(ask)


_HAS_TRIGRAM: Final = re.compile(r"[^*?\[]{3}")


def _asked(query: Query) -> tuple[str, str, list[object]]:
    """The tables, the conditions and their values that pick the notes a query asks for."""
    join = "texts t CROSS JOIN notes n ON n.file = t.rowid" if query.words else "notes n"
    asked: list[tuple[str, object]] = [_holding(word) for word in query.words]
    if query.team:
        asked.append(("instr(n.team_key, ?)", query.team))
    if query.whole_team:
        asked.append(("n.team_key = ?", query.whole_team))
    if query.guide:
        asked.append(("instr(n.guide_key, ?)", query.guide))
    asked += [("instr(n.kinds, ?)", f" {kind.value} ") for kind in query.kinds]
    asked += [("instr(n.themes, ?)", f" {theme.value} ") for theme in query.themes]
    if query.since:
        asked.append(("n.date >= ?", query.since))
    if query.until:
        asked.append(("n.date <= ?", query.until + "~"))  # after every day of that month or year
    where = " AND ".join(condition for condition, _value in asked) or "1"
    return join, where, [value for _condition, value in asked]


def _holding(word: str) -> tuple[str, str]:
    """The condition that a text holds the word, and its value.

    The trigrams can only help with a word that has three plain signs in a row. A shorter one is
    looked for in the text itself: as a second GLOB it crashes SQLite 3.40.
    """
    if _HAS_TRIGRAM.search(word):
        return "t.folded GLOB ?", _part(word)
    return "instr(t.folded, ?)", word


def _part(word: str) -> str:
    """What GLOB takes for any text with that word in it."""
    return "*" + "".join(f"[{sign}]" if sign in "*?[" else sign for sign in word) + "*"


_NOTE = (
    "SELECT n.file, f.path, n.id, n.team, n.guide, n.title, n.language, n.date, n.status,"
    " n.minutes, n.to_follow_up, n.kind, n.commitments, n.learning_points, n.keywords"
    " FROM notes n JOIN files f USING (file)"
)


def _holds(index: Index, row: Sequence[object]) -> Holds:
    from facilitator.store.listing import Entry

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


def problem(path: Path, said: str) -> FileProblem:
    """What is wrong with a file, as the index keeps it."""
    written = json.loads(said)
    return FileProblem(path, written["line"], written["msgid"], **written["params"])
