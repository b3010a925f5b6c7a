"""Notes as one self-contained HTML page, to read on a screen or on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from facilitator.core.guide.model import BoardAtClose
from facilitator.export.plain_text import (
    STATUS,
    advice,
    cleared,
    confidential,
    facts,
    more,
    note_lists,
    span,
    tags,
    votes_words,
)
from facilitator.words import _, date_words, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.note import Commitment, Keyword, Note
    from facilitator.export.plain_text import Sharing

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Whatever a browser would fetch or run, it is told not to."""
_STYLE: Final = """\
:root { color-scheme: light; --ink: #1b1b1f; --soft: #4c4c55; --rule: #c9c9d1; --tint: #f3f3f6; }
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 42rem; color: var(--ink);
  background: #fff; font-family: "Segoe UI", system-ui, -apple-system, "Helvetica Neue",
  "Noto Sans", Arial, sans-serif; line-height: 1.5; hyphens: manual; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; break-after: avoid; }
h1 { font-size: 2.2rem; font-weight: 650; letter-spacing: -.015em; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; font-weight: 650; margin: 2.4rem 0 .6rem; }
h3 { font-size: 1.03rem; font-weight: 650; margin: 1.7rem 0 .4rem; }
p { margin: 0 0 .7rem; }
.mark { border: 2px solid var(--ink); padding: .35rem .75rem; font-size: .85rem; margin: 0; }
header .mark { margin-bottom: 2.6rem; }
footer { margin-top: 3.5rem; }
.team { font-size: 1.05rem; color: var(--soft); margin: 0 0 .2rem; }
.facts { color: var(--soft); }
.aside { color: var(--soft); margin-top: 1.6rem; font-size: .93rem; }
dl { margin: 1.3rem 0 0; padding: .8rem 1rem; background: var(--tint); display: grid;
  grid-template-columns: max-content 1fr; gap: .25rem 1.1rem; }
dt { font-weight: 650; }
dd { margin: 0; min-width: 0; }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 0; padding: .2rem 0 .2rem 1.2rem; position: relative; break-inside: avoid; }
ul > li::before { content: "–" / ""; position: absolute; left: 0; color: var(--soft); }
.tag { color: var(--soft); font-size: .86rem; margin-left: .45em; white-space: nowrap; }
.commitments ul { border-top: 1px solid var(--rule); }
.commitments li { padding: .65rem 0; border-bottom: 1px solid var(--rule); }
.commitments li::before { content: none; }
.what { display: block; font-weight: 600; }
.more { display: block; font-size: .93rem; margin-top: .15rem; }
.terms { display: flex; flex-wrap: wrap; gap: 0 1.5rem; font-size: .9rem; }
.terms b { font-weight: 400; color: var(--soft); margin-right: .25em; }
nav { margin: 2rem 0 0; padding: 1rem 1.25rem 1.1rem; background: var(--tint); }
nav h2 { font-size: 1.03rem; margin: 0 0 .4rem; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav li { padding: .12rem 0; display: flex; gap: 1rem; }
nav li span { flex: 0 0 10.5rem; color: var(--soft); font-variant-numeric: tabular-nums; }
a { color: #1a4585; text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid #1a4585; outline-offset: 2px; }
article { margin-top: 3rem; padding-top: .2rem; border-top: 2px solid var(--ink); }
article h2 { font-size: 1.55rem; margin: 1.2rem 0 .2rem; }
@media (max-width: 30rem) {
  body { padding: 1.2rem 1rem 3rem; } h1 { font-size: 1.75rem; }
  nav li { display: block; } nav li span { display: block; } dl { grid-template-columns: 1fr; }
  .tag { white-space: normal; }
}
@media print {
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h1 { font-size: 22pt; }
  a { color: inherit; text-decoration: none; }
  dl, nav { background: none; border: 1px solid var(--rule); }
  h2 { margin-top: 6.5mm; }
  header .mark { margin-bottom: 8mm; }
  footer { margin-top: 9mm; break-inside: avoid; }
  section { break-inside: avoid-page; }
  p, li { orphans: 3; widows: 3; }
  article { margin-top: 11mm; }
}
"""

_PAGE: Final = """\
@page {{ size: A4; margin: 20mm 22mm 22mm;
  @top-right {{ content: "{mark}"; font: 600 9pt sans-serif; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 9pt sans-serif; }}
}}
"""


def html(sharing: Sharing) -> str:
    """The notes as a page: for a team first a list of its sessions, then each of them."""
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
        note = sharing.notes[0]
        yield f'<p class="team">{escape(note.team)}</p>'
        yield f"<h1{_lang(note)}>{escape(note.title)}</h1>"
        yield f'<p class="facts">{escape(" · ".join(facts(note)))}</p>'
        yield "</header>\n<main>"
        yield from _body(note, 2)
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


def _contents(sharing: Sharing) -> Iterator[str]:
    name = escape(_("Sessions"))
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{name}</h2>\n<ol>'
    for number, note in enumerate(sharing.notes, 1):
        link = f'<a href="#session-{number}"{_lang(note)}>{escape(note.title)}</a>'
        yield f"<li><span>{escape(date_words(note.date))}</span> {link}</li>"
    yield "</ol>\n</nav>"


def _body(note: Note, level: int) -> Iterator[str]:
    lang = _lang(note)
    named = ((_("Purpose"), note.purpose), (_("Theme"), note.theme_word))
    terms = [f"<dt>{escape(n)}</dt><dd{lang}>{escape(text)}</dd>" for n, text in named if text]
    if terms:
        yield from ("<dl>", *terms, "</dl>")
    lists = note_lists(
        note,
        lambda commitment: _commitment(commitment, lang),
        lambda keyword: _keyword(keyword, lang),
        lambda words: f"<span{lang}>{escape(words)}</span>",
    )
    for kind, heading, rows in lists:
        words = f"<h{level}{lang if kind == 'question' else ''}>{escape(heading)}</h{level}>"
        items = (f"<li>{row}</li>" for row in rows)
        yield from (f'<section class="{kind}">', words, "<ul>", *items, "</ul>", "</section>")
    if note.board is BoardAtClose.CLEARED:
        yield f'<p class="aside">{escape(cleared())}</p>'


def _keyword(keyword: Keyword, lang: str) -> str:
    words = "".join(
        f' <span class="tag"><span aria-hidden="true">{escape(tag.symbol)}</span> '
        f"{escape(tag.label(language()))}</span>"
        for tag in tags(keyword)
    )
    if votes := votes_words(keyword):
        words += f' <span class="tag">{escape(votes)}</span>'
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
    return f'<time datetime="{commitment.due}">{escape(date_words(commitment.due))}</time>'


def _lang(note: Note) -> str:
    """The language attribute of a note: people wrote in the session's language, not the page's."""
    return "" if note.language == language() else f' lang="{note.language}"'


def style(mark: str) -> str:
    """The style sheet; `mark`, a text of ours, is printed at the head of every page."""
    return _STYLE + _PAGE.format(mark=mark)
