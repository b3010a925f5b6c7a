"""A team's frame as a page: as it stands, and what it says otherwise than the version before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from facilitator.core.frame import changes, norms
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facilitator.core.note import BoardColumn, Note

NEW, KEPT, GONE = "+", "–", "×"
"""What stands before a text: it is new, it was there before, it is no longer there."""
_STYLES: Final = {NEW: "bold $accent", KEPT: "", GONE: "$muted"}


def frame_page(frame: Note, before: Note | None = None) -> Content:
    """A frame column by column, what has changed since the version before marked."""
    if not _has_words(frame):
        return Content.styled(
            "\n" + _("Its words have been kept as long as they may be."), "$muted"
        )
    is_compared = before is not None and _has_words(before)
    rows = _changed(before, frame) if before and is_compared else _columns(frame.questions)
    return Content("\n").join(list(rows))


def norms_page(frame: Note) -> Content:
    """What another session shows of a frame."""
    return Content("\n").join(list(_columns(norms(frame))))


def _has_words(frame: Note) -> bool:
    return any(column.keywords for column in frame.questions)


def _columns(columns: Iterable[BoardColumn]) -> Iterator[Content]:
    for column in columns:
        if column.keywords:
            yield Content.styled(f"\n{column.text}", "bold")
            yield from _rows(KEPT, (keyword.text for keyword in column.keywords))


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
            yield from _rows(sign, texts)


def _rows(sign: str, texts: Iterable[str]) -> Iterator[Content]:
    return (Content.styled(f"{sign} {text}", _STYLES[sign]) for text in texts)
