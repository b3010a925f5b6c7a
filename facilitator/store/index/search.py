"""Searching in the index: which notes match a query, and on which lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.store.index.database import NEWEST_FIRST, SHOWN
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.text.query import Query
    from facilitator.store.index import Index
    from facilitator.store.index.database import Connection


class Hit(NamedTuple):
    """A matching line."""

    id: str
    team: str
    date: str
    guide: str
    place: str
    heading: str
    text: str

    @property
    def question(self) -> str:
        """The heading of the line, in words."""
        return heading_words(self.place, self.heading)


PLACES = {
    "title": N_("Title"),
    "purpose": N_("Purpose"),
    "theme": N_("Theme"),
    "learning": N_("Learning points"),
    "commitment": N_("Commitments"),
}
"""What lines stand under that stand under no question."""


def heading_words(place: str, heading: str) -> str:
    """The question of a line, or the label of another part of the note."""
    return heading or _(PLACES.get(place, ""))


def matching(index: Index, query: Query) -> tuple[int, ...]:
    """The matching notes, newest first, by their numbers in the index."""
    join, where, values = _matching_sql(query)
    sql = f"SELECT n.file FROM {join} WHERE {where}{NEWEST_FIRST}"  # noqa: S608 our own words
    return tuple(row[0] for row in index.rows(sql, *values))


def hits(index: Index, query: Query, file: int | None = None) -> list[Hit]:
    """The lines that made notes match, newest first; of one note if its number is given.

    The words may be on different lines of a note; each line that has one of them is a hit.
    """
    join, where, values = _matching_sql(query)
    texts = "" if query.words else " JOIN texts t ON t.rowid = n.file"
    if file is not None:
        where, values = f"n.file = ? AND {where}", [file, *values]
    sql = (
        "SELECT n.date, n.guide, n.number, n.file, n.id, n.team,"  # noqa: S608
        " CAST(t.folded AS BLOB), l.written"
        f" FROM {join}{texts} CROSS JOIN lines l ON l.file = n.file WHERE {where}"
    )
    words = [word.encode() for word in query.words]

    def read(opened: Connection) -> list[tuple[Any, ...]]:
        # Note by note, since the texts of all are much memory; nor would SQLite sort without them.
        return [(*row[:6], _fitting(query, words, *row[6:])) for row in opened.execute(sql, values)]

    notes = index.ask(read)
    notes.sort(reverse=True)
    return [
        Hit(note_id, team, day, guide, *line)
        for day, guide, _number, _file, note_id, team, lines in notes
        for line in lines
    ]


def _fitting(
    query: Query, words: Sequence[bytes], folded: bytes, written: bytes
) -> list[tuple[str, str, str]]:
    """Position, heading and text of the lines that have a word or tag of the query.

    All lines where it has neither. `words` are its words in UTF-8, as are both texts of the note,
    since few of many lines are shown.
    """
    if query.kinds or query.themes or not words:
        lines = written.decode().split("\n")
        fits = {at for at, line in enumerate(lines) if _has_tag(query, line)}
    else:
        fits = set()
    for word in words:
        at = folded.find(word)
        while at >= 0:
            fits.add(folded.count(b"\n", 0, at))
            end = folded.find(b"\n", at)
            at = folded.find(word, end) if end >= 0 else -1
    numbers = sorted(fits)
    fitting = written.split(b"\n", numbers[-1] + 1) if numbers else ()
    parts = (fitting[number].decode().split("\t") for number in numbers)
    return [(place, heading, text) for place, _kind, _theme, heading, text in parts]


def _has_tag(query: Query, line: str) -> bool:
    """Whether a line has a tag of the query, or the query is empty."""
    _place, kind, theme, _rest = line.split("\t", 3)
    return kind in query.kinds or theme in query.themes or not (query.kinds or query.themes)


_HAS_TRIGRAM: Final = re.compile(r"[^*?\[]{3}")


def _matching_sql(query: Query) -> tuple[str, str, list[object]]:
    """The tables, conditions and values that select the notes of a query."""
    join = "texts t CROSS JOIN notes n ON n.file = t.rowid" if query.words else "notes n"
    conditions: list[tuple[str, object]] = [_holding(word) for word in query.words]
    if query.team:
        conditions.append(("instr(n.one_team || char(10) || n.team_key, ?)", query.team))
    if query.whole_team:
        conditions.append(("n.one_team = ?", query.whole_team))
    if query.guide:
        conditions.append(("instr(n.guide_key, ?)", query.guide))
    conditions += [("instr(n.kinds, ?)", f" {kind.value} ") for kind in query.kinds]
    conditions += [("instr(n.themes, ?)", f" {theme.value} ") for theme in query.themes]
    if query.since:
        conditions.append(("n.date >= ?", query.since))
    if query.until:
        last = query.until + "~"  # after every day of that month or year
        conditions.append(("n.date <= ?", last))
    where = " AND ".join([SHOWN, *(condition for condition, _value in conditions)])
    return join, where, [value for _condition, value in conditions]


def _holding(word: str) -> tuple[str, str]:
    """The condition that a text contains the word, and its value.

    Trigrams can only help with a word that has three plain characters in a row. A shorter one is
    searched for in the text itself: as a second GLOB it crashes SQLite 3.40.
    """
    if _HAS_TRIGRAM.search(word):
        return "t.folded GLOB ?", _part(word)
    return "instr(t.folded, ?)", word


def _part(word: str) -> str:
    """The GLOB pattern for any text with that word in it."""
    return "*" + "".join(f"[{sign}]" if sign in "*?[" else sign for sign in word) + "*"
