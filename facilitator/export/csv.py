"""Notes as CSV for a spreadsheet: a line for each thing that was kept.

UTF-8 with a byte order mark and semicolons, as Excel on a Danish machine opens it. The mark
"Confidential" is a column, so that it goes with every line that is copied on.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from facilitator.core.text.tags import KINDS, THEMES
from facilitator.export.plain_text import STATUS, confidential, tally_words, when_then_words
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.note import Commitment, Keyword, Note
    from facilitator.export.plain_text import Sharing

_FORMULA: Final = re.compile(r"\s*[=+\-@|%＝＋－＠\t\r\n]")  # noqa: RUF001 signs some spreadsheets obey
"""How a cell begins that a spreadsheet may take for a formula (OWASP, CSV injection)."""


def sheet(sharing: Sharing) -> str:
    """The notes as one table, with headings in the language in use; dates as 2026-11-21."""
    text = io.StringIO()
    text.write("\N{BYTE ORDER MARK}")
    table = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(_headings())
    for note in sharing.notes:
        for row in _rows(note):
            table.writerow([inert(cell) for cell in (confidential(), *_session(note), *row)])
    return text.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet computes.

    An apostrophe is put before what it might take for a formula.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _headings() -> tuple[str, ...]:
    return (
        _("Confidentiality"),
        _("Note"),
        _("Date"),
        _("Team"),
        _("Guide"),
        _("What it is"),
        _("Question"),
        _("Text"),
        _("Kind"),
        _("Theme"),
        _("Who"),
        _("When"),
        _("Status"),
        _("What happened"),
    )


def _session(note: Note) -> tuple[str, ...]:
    return note.id, note.date.isoformat(), note.team, note.title


def _rows(note: Note) -> Iterator[tuple[str, ...]]:
    """The columns: what it is, question, text, kind, theme, who, when, status, what happened."""
    if note.purpose:
        yield _("purpose"), "", note.purpose, *[""] * 6
    if note.theme_word:
        yield _("theme in a word"), "", note.theme_word, *[""] * 6
    if note.frame:
        revisit = note.frame.revisit.isoformat() if note.frame.revisit else ""
        version = _("Version {n}").format(n=note.frame.version)
        yield _("frame"), "", version, "", "", "", revisit, "", ""
    yield from map(_commitment, note.commitments)
    for point in note.learning_points:
        yield _("learning point"), "", *_keyword(point)
    for question in note.questions:
        for keyword in question.keywords:
            yield _("keyword"), question.text, *_keyword(keyword)
        for words in tally_words(question):
            yield _("count"), question.text, words, *[""] * 6


def _keyword(keyword: Keyword) -> tuple[str, ...]:
    kind = KINDS[keyword.kind].label(language()) if keyword.kind else ""
    theme = THEMES[keyword.theme].label(language()) if keyword.theme else ""
    return keyword.text, kind, theme, "", "", "", ""


def _commitment(commitment: Commitment) -> tuple[str, ...]:
    theme = THEMES[commitment.theme].label(language()) if commitment.theme else ""
    due = commitment.due.isoformat() if commitment.due else ""
    return (
        _("commitment"),
        "",
        "; ".join(text for text in (commitment.what, when_then_words(commitment)) if text),
        "",
        theme,
        commitment.owner or "",
        due,
        _(STATUS[commitment.status]),
        commitment.happened or "",
    )
