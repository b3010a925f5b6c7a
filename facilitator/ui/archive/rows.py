"""A note or a file as the archive shows it: two rows in the list, and a page beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.core.note import Note
from facilitator.store.index.notes import notes_of
from facilitator.store.index.search import hits
from facilitator.store.notes import read_document
from facilitator.ui.kit.format import date_words
from facilitator.ui.kit.note_page import found_line, head, note_page
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.text.query import Query
    from facilitator.store.index import Index
    from facilitator.store.index.notes import Holds
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.long_list import Item


class Row(NamedTuple):
    """A note in the list."""

    note: Holds
    item: Item


def note_rows(index: Index, query: Query, files: Sequence[int]) -> dict[int, Row | None]:
    """The rows of notes, by their numbers in the index; None for a note that has gone."""
    rows: dict[int, Row | None] = dict.fromkeys(files)
    for file, note in notes_of(index, files).items():
        about = Content.styled(glance(note), "$muted")
        if query.words or query.kinds or query.themes:
            lines = hits(index, query, file)
            about = found_line(lines[0].text if lines else "", query.words) or about
        entry = note.entry
        first = Content.assemble(f"{entry.date} {entry.title} ", (entry.team, "$muted"))
        rows[file] = Row(note, (first, Content("  ") + about))
    return rows


def problem_item(problem: FileProblem) -> Item:
    """A file, and what is wrong with it."""
    return (
        Content.styled(f"! {problem.path.name}", "$mark"),
        Content.styled(f"  {said(problem)}", "$muted"),
    )


def glance(note: Holds) -> str:
    """What a note holds, in figures."""
    if note.entry.kind == "measurement":
        return _("Measurement")
    parts = [_("still running")] if note.entry.status == "running" else []
    if n := note.commitments:
        parts.append(ngettext("{n} commitment", "{n} commitments", n).format(n=n))
    if n := note.learning_points:
        parts.append(ngettext("{n} learning point", "{n} learning points", n).format(n=n))
    if n := note.keywords:
        parts.append(ngettext("{n} keyword", "{n} keywords", n).format(n=n))
    return " · ".join(parts)


def page(holds: Holds, words: tuple[str, ...]) -> Content:
    """The note as it is on the disk now, with the words marked. Reads its file."""
    entry = holds.entry
    about = f"{entry.team} · {date_words(entry.date)}"
    if entry.kind == "measurement":
        state = _("It is still open.") if entry.status == "running" else _("Enter: the result")
        return head(entry.title, about, "", state)
    if entry.status == "closed":
        try:
            note = read_document(entry.path)
        except Refused as refused:
            return head(entry.title, about, "", said(refused))
        if isinstance(note, Note):
            return note_page(note, words)
    return head(entry.title, about, "", _("The session is still running."), _("Enter: go on"))


def problem_page(problem: FileProblem) -> Content:
    """Where the file is, and what is wrong with it."""
    return head(problem.path.name, problem.place, "", said(problem))
