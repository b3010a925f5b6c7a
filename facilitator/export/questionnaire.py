"""The questionnaire for paper: one page, as plain text or as HTML to print.

It has no room for a comment: handwriting is easily recognised.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from facilitator.core.measurement.figures import LEAST
from facilitator.core.measurement.items import ITEMS, PREFER_NOT, labels
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.measurement.items import Scale

WIDTH: Final = 76
_NO_BREAK: Final = "\0"
_SOURCE: Final = "Amy C. Edmondson, Administrative Science Quarterly 44 (1999)"

_STYLE: Final = """\
@page { size: A4; margin: 15mm 16mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.35 "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #000;
  background: #fff; max-width: 178mm; margin: 0 auto; }
h1 { font-size: 18pt; margin: 0 0 2mm; }
p { margin: 0 0 2.5mm; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 3mm 0; }
.item { width: 40%; }
th, td { border-bottom: 0.3mm solid #777; padding: 2mm 1mm; text-align: center;
  vertical-align: middle; }
thead th { font-size: 8.5pt; font-weight: normal; vertical-align: top; }
tbody th { font-weight: normal; text-align: left; }
.not { border-left: 0.3mm solid #777; }
.box { display: inline-block; width: 5mm; height: 5mm; border: 0.35mm solid #000; }
footer { font-size: 8.5pt; margin-top: 3mm; }
"""


def form_text(scale: Scale, least: int = LEAST) -> str:
    """The form in plain text, in the language in use; at most 50 lines of 76 characters."""
    return "\n".join(_text(scale, least)) + "\n"


def form_html(scale: Scale, least: int = LEAST) -> str:
    """The form as a self-contained HTML page that prints on one sheet of A4."""
    return "\n".join(_html(scale, least)) + "\n"


def _title() -> str:
    return _("What is it like to be in this team?")


def _intro(least: int) -> tuple[str, ...]:
    return (
        _(
            "Answer for yourself, without a name. The leader does not answer. The result is shown "
            "from {least} answers, and nobody is shown your sheet but the one who types it in."
        ).format(least=max(LEAST, least)),
        _("You are a small group. Some may be able to guess. Write only what you can stand by."),
    )


def _how() -> str:
    return _("Put one cross at each statement. “Prefer not to answer” is as good as the others.")


def _text(scale: Scale, least: int) -> Iterator[str]:
    yield from (_title(), "=" * len(_title()), "")
    for paragraph in _intro(least):
        yield from wrap(paragraph, WIDTH)
    yield ""
    yield from wrap(_how(), WIDTH)
    words = [f"{n} {label}" for n, label in enumerate(labels(scale, language()), 1)]
    words.append(f"– {PREFER_NOT.in_language(language())}")
    together = (word.replace(" ", _NO_BREAK) for word in words)
    yield from (row.replace(_NO_BREAK, " ") for row in wrap(" · ".join(together), WIDTH))
    boxes = "   ".join(f"[ ] {point}" for point in (*range(1, scale + 1), "–"))
    for item in ITEMS:
        yield ""
        text = f"{item.number}. {item.text.in_language(language())}"
        yield from wrap(text, WIDTH, subsequent_indent="   ")
        yield f"   {boxes}"
    yield from ("", _SOURCE)


def _html(scale: Scale, least: int) -> Iterator[str]:
    lang, title = language(), escape(_title())
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in (*_intro(least), _how()))
    columns = "".join(
        f'<th scope="col">{point}<br>{escape(label)}</th>'
        for point, label in enumerate(labels(scale, lang), 1)
    )
    prefer_not = escape(PREFER_NOT.in_language(lang))
    yield "<table>"
    yield f'<thead><tr><td class="item"></td>{columns}'
    yield f'<th scope="col" class="not">–<br>{prefer_not}</th></tr></thead>'
    yield "<tbody>"
    box = '<span class="box"></span>'
    for item in ITEMS:
        text = f"{item.number}. {escape(item.text.in_language(lang))}"
        boxes = f"<td>{box}</td>" * scale + f'<td class="not">{box}</td>'
        yield f'<tr><th scope="row">{text}</th>{boxes}</tr>'
    yield "</tbody>\n</table>"
    yield f"<footer>{escape(_SOURCE)}</footer>\n</body>\n</html>"
