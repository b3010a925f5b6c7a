"""What the archive shows of a note or a file: two rows in its list, and a page beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.errors import Refused
from facilitator.core.note import Note
from facilitator.ui.kit.format import date_words
from facilitator.ui.kit.note_page import head, note_page
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from facilitator.store.index.notes import Holds
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.long_list import Item


def note_item(holds: Holds, match: Content | None = None) -> Item:
    """When, what and whose; below it the line that was found, or what the note holds."""
    entry = holds.entry
    first = Content.assemble(f"{entry.date} {entry.title} ", (entry.team, "$muted"))
    return first, Content("  ") + (match or Content.styled(glance(holds), "$muted"))


def problem_item(problem: FileProblem) -> Item:
    """A file, and what is wrong with it."""
    return (
        Content.styled(f"! {problem.path.name}", "$mark"),
        Content.styled(f"  {said(problem)}", "$muted"),
    )


def glance(holds: Holds) -> str:
    """What a note holds, in figures."""
    if holds.entry.kind == "measurement":
        return _("Measurement")
    parts = [_("still running")] if holds.entry.status == "running" else []
    if n := holds.commitments:
        parts.append(ngettext("{n} commitment", "{n} commitments", n).format(n=n))
    if n := holds.learning_points:
        parts.append(ngettext("{n} learning point", "{n} learning points", n).format(n=n))
    if n := holds.keywords:
        parts.append(ngettext("{n} keyword", "{n} keywords", n).format(n=n))
    return " · ".join(parts)


def page(holds: Holds, words: tuple[str, ...]) -> Content:
    """The note as it is on the disk now, with the words marked."""
    from facilitator.store.notes import read_document

    entry = holds.entry
    about = f"{entry.team} · {date_words(entry.date)}"
    if entry.kind == "measurement":
        said_of_it = _("It is still open.") if entry.status == "running" else _("Enter: the result")
        return head(entry.title, about, "", said_of_it)
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
