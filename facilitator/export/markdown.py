"""Notes as Markdown (CommonMark). What people wrote is escaped, so that it shows as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from facilitator.core.guide.model import BoardAtClose
from facilitator.export.plain_text import (
    advice,
    cleared,
    confidential,
    facts,
    more,
    note_lists,
    span,
    tag_words,
    terms,
)
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.note import Commitment, Keyword, Note
    from facilitator.export.plain_text import Sharing

_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>#&~|$!]")
"""What Markdown, or a dialect of it, would obey anywhere in a line."""
_FIRST: Final = re.compile(r"^([-+=:])")
_NUMBER: Final = re.compile(r"^(\d+)([.)])")


def markdown(sharing: Sharing) -> str:
    """The notes as one Markdown document."""
    return "\n".join(_document(sharing)) + "\n"


def escaped(text: str) -> str:
    """A line of people's own text, escaped so that Markdown shows it as written."""
    text = _SIGNS.sub(r"\\\g<0>", text)
    return _NUMBER.sub(r"\1\\\2", _FIRST.sub(r"\\\1", text))


def _document(sharing: Sharing) -> Iterator[str]:
    mark = f"**{confidential()}.** {advice()}"
    yield from (mark, "", f"# {escaped(sharing.title)}")
    if sharing.team is not None:
        yield from ("", escaped(span(sharing.notes)))
        for note in sharing.notes:
            yield from ("", f"## {escaped(note.title)}", "", *_note(note, "###"))
    else:
        yield from ("", *_note(sharing.notes[0], "##"))
    yield from ("", "---", "", mark)


def _note(note: Note, level: str) -> Iterator[str]:
    yield escaped(" · ".join(facts(note)))
    if note.purpose:
        yield from ("", _("Purpose: {purpose}").format(purpose=escaped(note.purpose)))
    if note.theme_word:
        yield from ("", _("Theme: {theme}").format(theme=escaped(note.theme_word)))
    for _kind, heading, rows in note_lists(note, _commitment, _keyword, escaped):
        yield from ("", f"{level} {escaped(heading)}", "", *(f"- {row}" for row in rows))
    if note.board is BoardAtClose.CLEARED:
        yield from ("", cleared())


def _keyword(keyword: Keyword) -> str:
    words = ", ".join(tag_words(keyword))
    return escaped(keyword.text) + (f" *({words})*" if words else "")


def _commitment(commitment: Commitment) -> str:
    first = "; ".join([escaped(commitment.what), *map(escaped, terms(commitment))])
    return "\n  - ".join([first, *map(escaped, more(commitment))])
