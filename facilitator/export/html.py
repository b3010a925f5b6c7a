"""Notes as one HTML page that needs nothing from elsewhere, to read on a screen or on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from facilitator.core.guide.model import BoardAtClose
from facilitator.export.plain import STATUS, date_text
from facilitator.export.style import style
from facilitator.export.wording import (
    advice,
    cleared,
    confidential,
    facts,
    more,
    span,
    tags,
)
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from facilitator.core.note import Commitment, Keyword, Note
    from facilitator.export.wording import Sharing

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Whatever a browser would fetch or run, it is told not to."""


def html(sharing: Sharing) -> str:
    """The notes as a page: for a team a list of its sessions first, then each of them."""
    return "\n".join(_page(sharing)) + "\n"


def _page(sharing: Sharing) -> Iterator[str]:
    mark = escape(confidential())
    yield f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{escape(sharing.title)} ({mark})</title>"
    yield f"<style>\n{style(confidential())}</style>\n</head>\n<body>"
    yield "<header>"
    yield f'<p class="mark"><strong>{mark}.</strong> {escape(advice())}</p>'
    if sharing.team is None:
        yield from _heading(sharing.notes[0])
        yield "</header>\n<main>"
        yield from _body(sharing.notes[0], 2)
    else:
        yield f"<h1>{escape(sharing.title)}</h1>"
        yield f'<p class="facts">{escape(span(sharing.notes))}</p>'
        yield "</header>"
        yield from _contents(sharing)
        yield "<main>"
        for number, note in enumerate(sharing.notes, 1):
            yield f'<article aria-labelledby="session-{number}">'
            yield f'<h2 id="session-{number}"{_lang(note)}>{escape(note.title)}</h2>'
            yield f'<p class="facts">{escape(" · ".join(facts(note)))}</p>'
            yield from _body(note, 3)
            yield "</article>"
    yield "</main>\n<footer>"
    yield f'<p class="mark"><strong>{mark}.</strong> {escape(advice())}</p>'
    yield "</footer>\n</body>\n</html>"


def _heading(note: Note) -> Iterator[str]:
    yield f'<p class="team">{escape(note.team)}</p>'
    yield f"<h1{_lang(note)}>{escape(note.title)}</h1>"
    yield f'<p class="facts">{escape(" · ".join(facts(note)))}</p>'


def _contents(sharing: Sharing) -> Iterator[str]:
    name = escape(_("Sessions"))
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{name}</h2>\n<ol>'
    for number, note in enumerate(sharing.notes, 1):
        link = f'<a href="#session-{number}"{_lang(note)}>{escape(note.title)}</a>'
        yield f"<li><span>{escape(date_text(note.date))}</span> {link}</li>"
    yield "</ol>\n</nav>"


def _body(note: Note, level: int) -> Iterator[str]:
    lang = _lang(note)
    rows = ((_("Purpose"), note.purpose), (_("Theme"), note.theme_word))
    if any(value for _name, value in rows):
        yield "<dl>"
        for name, value in rows:
            if value:
                yield f"<dt>{escape(name)}</dt><dd{lang}>{escape(value)}</dd>"
        yield "</dl>"
    heading = f"<h{level}>{{}}</h{level}>"
    commitments = (_commitment(commitment, lang) for commitment in note.commitments)
    yield from _list(heading.format(escape(_("Commitments"))), commitments, "commitments")
    points = (_keyword(point, lang) for point in note.learning_points)
    yield from _list(heading.format(escape(_("Learning points"))), points, "learning")
    for question in note.questions:
        keywords = (_keyword(keyword, lang) for keyword in question.keywords)
        title = f"<h{level}{lang}>{escape(question.text)}</h{level}>"
        yield from _list(title, keywords, "question")
    if note.board is BoardAtClose.CLEARED:
        yield f'<p class="aside">{escape(cleared())}</p>'


def _list(heading: str, items: Iterable[str], kind: str) -> Iterator[str]:
    rows = [f"<li>{item}</li>" for item in items]
    if rows:
        yield from (f'<section class="{kind}">', heading, "<ul>", *rows, "</ul>", "</section>")


def _keyword(keyword: Keyword, lang: str) -> str:
    words = "".join(
        f' <span class="tag"><span aria-hidden="true">{escape(tag.symbol)}</span> '
        f"{escape(tag.label(language()))}</span>"
        for tag in tags(keyword)
    )
    return f"<span{lang}>{escape(keyword.text)}</span>{words}"


def _commitment(commitment: Commitment, lang: str) -> str:
    parts = [
        (_("Who"), escape(commitment.owner or "")),
        (_("When"), _time(commitment)),
        (_("Status"), escape(_(STATUS[commitment.status]))),
    ]
    terms = "".join(
        f"<span><b>{escape(name)}</b> {value}</span> " for name, value in parts if value
    )
    rest = "".join(f' <span class="more"{lang}>{escape(text)}</span>' for text in more(commitment))
    return (
        f'<span class="what"{lang}>{escape(commitment.what)}</span> '
        f'<span class="terms">{terms.strip()}</span>{rest}'
    )


def _time(commitment: Commitment) -> str:
    if commitment.due is None:
        return ""
    return f'<time datetime="{commitment.due}">{escape(date_text(commitment.due))}</time>'


def _lang(note: Note) -> str:
    """What people wrote is in the language of the session, not always in that of the page."""
    return "" if note.language == language() else f' lang="{note.language}"'
