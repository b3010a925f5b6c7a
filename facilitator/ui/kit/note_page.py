"""A note as a page to read, next to a list or alone: a session's, or the frame of a team.

The words searched for are marked, and so is what a frame changed from the version before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from facilitator.conducting.format import commitment_words, keyword_words
from facilitator.core.errors import N_, Refused
from facilitator.core.frame import changes, norms
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Note
from facilitator.export.plain_text import (
    STATUS,
    STILL_RUNNING,
    cleared,
    frame_words,
    more,
    note_lists,
)
from facilitator.store.notes import NOT_THERE, read_document
from facilitator.ui.kit.dialog import Sheet
from facilitator.ui.kit.hanging_list import hanging
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _, minutes_words, ngettext, refusal_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facilitator.core.note import BoardColumn, Commitment
    from facilitator.store.toml import FileProblem
    from facilitator.ui.kit.list_detail import Item
    from facilitator.ui.kit.screen import AppScreen
    from facilitator.ui.kit.worker import GoOn

DELETE_NOTE: Final = N_("Delete this note for good?")

MARK = "reverse"
ITEM = "– "
"""Before an item of a list."""


def marked(text: str, words: tuple[str, ...]) -> Content:
    """A line with the words marked."""
    from facilitator.core.text.query import places

    content = Content(text)
    for start, end in places(text, words):
        content = content.stylize(MARK, start, end)
    return content


def row_of_first_mark(page: Content, width: int) -> int:
    """The row of a page of that width with the first marked word; 0 where there is none."""
    starts = any(span.style == MARK for span in page.spans)
    if not starts:
        return 0
    rows = hanging(page, max(1, width)).split("\n", allow_blank=True)
    return next(n for n, row in enumerate(rows) if any(s.style == MARK for s in row.spans))


def note_page(note: Note, words: tuple[str, ...]) -> Content:
    """A closed note, heading by heading."""
    return Content("\n").join(list(_rows(note, words)))


def head(title: str, *about: str) -> Content:
    """The first rows of a page."""
    return Content("\n").join([Content.styled(title, "bold $accent"), *map(Content, about)])


def _rows(note: Note, words: tuple[str, ...]) -> Iterator[Content]:
    about = [minutes_words(note.minutes)] if note.minutes is not None else []
    if note.participants is not None:
        n = note.participants
        about.append(ngettext("{n} participant", "{n} participants", n).format(n=n))
    yield head(note.title, f"{note.team} · {weekday_words(note.date)}")
    if about:
        yield Content.styled(" · ".join(about), "$muted")
    if note.frame:
        yield Content(frame_words(note.frame))
    if note.purpose:
        yield marked(_("Purpose: {purpose}").format(purpose=note.purpose), words)
    if note.theme_word:
        yield marked(_("Theme: {theme}").format(theme=note.theme_word), words)
    for _kind, heading, rows in note_lists(note, _commitment, keyword_words, str):
        yield Content.styled(f"\n{heading}", "bold")
        yield from (Content(ITEM) + marked(row, words) for row in rows)
    if note.board is BoardAtClose.CLEARED:
        yield Content.styled(f"\n{cleared()}", "$muted")


def _commitment(commitment: Commitment) -> str:
    first = f"{commitment_words(commitment)} – {_(STATUS[commitment.status])}"
    return "\n  ".join([first, *more(commitment)])


def show_note(screen: AppScreen[Any], path: Path) -> None:
    """Show the closed note in a file on the whole screen, or say why not."""

    def read(_go_on: GoOn) -> Content:
        if not path.exists():
            raise Refused(NOT_THERE, file=path.name)
        note = read_document(path)
        if not isinstance(note, Note):
            raise Refused(STILL_RUNNING)
        return note_page(note, ())

    read_in_thread(screen, read, lambda page: screen.app.push_screen(Sheet(page)))


# A file with a problem, in place of its note


def problem_item(problem: FileProblem) -> Item:
    """Its row in a list."""
    return (
        Content.styled(f"! {problem.path.name}", "$mark"),
        Content.styled(f"  {refusal_words(problem)}", "$muted"),
    )


def problem_page(problem: FileProblem) -> Content:
    """Its page."""
    return head(problem.path.name, problem.place, "", refusal_words(problem))


# The frame of a team

NEW, KEPT, GONE = "+", "–", "×"
"""What stands before a text: it is new, it was there before, it is no longer there."""
_STYLES: Final = {NEW: "bold $accent", KEPT: "", GONE: "$muted"}


def frame_page(frame: Note, before: Note | None = None) -> Content:
    """A frame column by column, with the changes since the version before marked."""
    if not _has_words(frame):
        return Content.styled(
            "\n" + _("Its words have been kept as long as they may be."), "$muted"
        )
    is_compared = before is not None and _has_words(before)
    rows = _changed(before, frame) if before and is_compared else _columns(frame.questions)
    return Content("\n").join(list(rows))


def norms_page(frame: Note) -> Content:
    """The part of a frame that other sessions show."""
    return Content("\n").join(list(_columns(norms(frame))))


def _has_words(frame: Note) -> bool:
    return any(column.keywords for column in frame.questions)


def _columns(columns: Iterable[BoardColumn]) -> Iterator[Content]:
    for column in columns:
        if column.keywords:
            yield Content.styled(f"\n{column.text}", "bold")
            yield from _frame_rows(KEPT, (keyword.text for keyword in column.keywords))


def _changed(before: Note, frame: Note) -> Iterator[Content]:
    number = before.frame.version if before.frame else 0
    columns = changes(before, frame)
    if any(column.is_changed for column in columns):
        words = _("{new} new since version {n}   {gone} no longer there")
    else:
        words = _("Nothing has changed since version {n}.")
    yield Content.styled("\n" + words.format(new=NEW, gone=GONE, n=number), "$muted")
    for column in columns:
        yield Content.styled(f"\n{column.heading}", "bold")
        for sign, texts in ((NEW, column.new), (KEPT, column.kept), (GONE, column.gone)):
            yield from _frame_rows(sign, texts)


def _frame_rows(sign: str, texts: Iterable[str]) -> Iterator[Content]:
    return (Content.styled(f"{sign} {text}", _STYLES[sign]) for text in texts)
