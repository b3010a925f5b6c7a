"""What the archive lists: the notes that a query finds, their rows and pages, and the filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.core.note import Note
from facilitator.core.text.plain import ascii_key
from facilitator.core.text.query import PREFIXES, Query
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.export.plain_text import STILL_RUNNING
from facilitator.store.index.notes import guides, has_versions, months, notes_of, teams
from facilitator.store.index.problems import problems
from facilitator.store.index.search import hits, matching
from facilitator.store.notes import read_document
from facilitator.ui.kit.dialog import pick
from facilitator.ui.kit.line import joined
from facilitator.ui.kit.note_page import head, marked, note_page
from facilitator.words import _, date_words, language, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.message_pump import MessagePump

    from facilitator.store.index import Index
    from facilitator.store.index.notes import Holds
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.list_detail import Item

PROBLEMS_AT_MOST = 1000
ROWS_AROUND = 60
"""Notes above and below the marked one of which the rows are read with it."""
NOTHING = Content(""), Content("")
"""The row of a note while it is read, or where it has gone."""


class Row(NamedTuple):
    """A note in the list."""

    note: Holds
    item: Item


def note_rows(index: Index, query: Query, files: Sequence[int]) -> dict[int, Row | None]:
    """The rows of notes, by their numbers in the index; None for a deleted note."""
    rows: dict[int, Row | None] = dict.fromkeys(files)
    for file, note in notes_of(index, files).items():
        entry = note.entry
        first = Content(f"{entry.date} {entry.title}")
        team = (entry.team, "$muted")
        about = Content.styled(joined((entry.team, *glance(note))), "$muted")
        if query.words or query.kinds or query.themes:
            lines = hits(index, query, file)
            if lines:
                first = Content.assemble(first, " ", team)
                about = marked(lines[0].text, query.words)
        rows[file] = Row(note, (first, Content("  ") + about))
    return rows


def glance(note: Holds) -> list[str]:
    """The numbers of what a note holds."""
    if note.entry.kind == "measurement":
        return [_("Measurement")]
    parts = [_("still running")] if note.entry.status == "running" else []
    if n := note.commitments:
        parts.append(ngettext("{n} commitment", "{n} commitments", n).format(n=n))
    if n := note.learning_points:
        parts.append(ngettext("{n} learning point", "{n} learning points", n).format(n=n))
    if n := note.keywords:
        parts.append(ngettext("{n} keyword", "{n} keywords", n).format(n=n))
    return parts


class NoteToRead(NamedTuple):
    """A note to read."""

    content: Content
    has_versions: bool
    """Whether its files say different things."""


def note_to_read(index: Index, note: Holds, words: tuple[str, ...]) -> NoteToRead:
    """A note from its file, with the words searched for marked. In a thread."""
    return NoteToRead(_page(note, words), has_versions(index, note.entry.id))


def _page(holds: Holds, words: tuple[str, ...]) -> Content:
    entry = holds.entry
    about = f"{entry.team} · {date_words(entry.date)}"
    if entry.kind == "measurement":
        state = _("It is still open.") if entry.status == "running" else _("Enter: the result")
        return head(entry.title, about, "", state)
    if entry.status == "closed":
        try:
            note = read_document(entry.path)
        except Refused as refused:
            return head(entry.title, about, "", refusal_words(refused))
        if isinstance(note, Note):
            return note_page(note, words)
    return head(entry.title, about, "", _(STILL_RUNNING), _("Enter: go on"))


class ArchiveList(NamedTuple):
    """The matches of a query."""

    query: Query
    files: tuple[int, ...]
    """The notes by their numbers in the index, newest first."""
    problems: tuple[FileProblem, ...]
    """The first of the files there is something wrong with."""
    wrong: int
    """How many such files there are."""
    rows: dict[int, Row | None]
    """Those of the notes that have been read so far; None for one that has gone."""

    @property
    def length(self) -> int:
        """How many notes and files are listed."""
        return len(self.files) + len(self.problems)

    def unread(self, mark: int, near: int) -> list[int]:
        """The notes around the mark whose rows are to be read now.

        None where those of all within `near` rows of it have been.
        """
        if self.rows.keys() >= {*_around(mark, self.files, near)}:
            return []
        ahead = _around(mark, self.files, max(ROWS_AROUND, near))
        return [file for file in ahead if file not in self.rows]


def archive_list(index: Index, query: Query, mark: int) -> ArchiveList:
    """The matches, with the rows around the mark and at the top. In a thread."""
    files = matching(index, query)
    wrong = problems(index) if query.is_empty else ()
    near = {*_around(0, files, ROWS_AROUND), *_around(mark, files, ROWS_AROUND)}
    rows = note_rows(index, query, sorted(near))
    return ArchiveList(query, files, wrong[:PROBLEMS_AT_MOST], len(wrong), rows)


def _around(mark: int, files: Sequence[int], rows: int) -> Sequence[int]:
    """The files within that many rows of the mark."""
    return files[max(0, mark - rows) : mark + rows]


# Filters of the query

_FILTER: Final = re.compile(r'([^\W\d_]+):("[^"]*"?|\S+)\s*')


class FilterKey(NamedTuple):
    """A key of a search query, with its values."""

    key: str
    """Of the query: see `PREFIXES`."""
    name: str
    prefix: str
    values: list[tuple[str, str]]
    """Each in words, and as it is written into the line."""


def filters(index: Index) -> list[FilterKey]:
    """All filters, with the values in the index."""
    lang = language()
    return [
        FilterKey("team", _("Team"), _("team"), [(team, f'"{team}"') for team in teams(index)]),
        FilterKey("guide", _("Guide"), _("guide"), [(id_, f'"{id_}"') for id_ in guides(index)]),
        FilterKey("theme", _("Theme"), _("theme"),
                  [(tag.label(lang), tag.words[0]) for tag in THEMES.values()]),
        FilterKey("kind", _("Kind"), _("kind"),
                  [(tag.label(lang), tag.words[0]) for tag in KINDS.values()]),
        FilterKey("since", _("From"), _("from"), [(month, month) for month in months(index)]),
        FilterKey("until", _("To"), _("to"), [(month, month) for month in months(index)]),
    ]  # fmt: skip


def ask_filter(
    asker: MessagePump, choices: list[FilterKey], text: str, typed: Callable[[str], object]
) -> None:
    """Ask for a filter and a value; `typed` gets the changed search line."""

    def ask_value(by: FilterKey) -> None:
        rest = without(text, by.key)
        lines = [(_("All"), rest)]
        lines += [(words, f"{rest} {by.prefix}:{value}".lstrip()) for words, value in by.values]
        pick(asker, by.name, lines, typed)

    pick(asker, _("Filter by"), [(by.name, by) for by in choices], ask_value)


def without(text: str, key: str) -> str:
    """The search line without one of its filters."""

    def keep(match: re.Match[str]) -> str:
        return "" if PREFIXES.get(ascii_key(match[1])) == key else match[0]

    return _FILTER.sub(keep, text).strip()
