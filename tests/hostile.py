"""Text that tries to be more than text, and a note full of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import (
    BoardColumn,
    Commitment,
    Keyword,
    Note,
)
from facilitator.core.text.tags import ContributionKind, Theme

HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=http://x.example/a onerror=alert(1)>',
    "</style></title></main>",
    "&lt;b&gt; & &amp; &#39;",
    "]]> --> <!-- x",
    "**fed** _kursiv_ `kode` ~~streg~~ $x$ | a | b |",
    "[her](javascript:alert(1)) ![x](http://x.example/x.png) <http://x.example>",
    "# overskrift",
    "1. først",
    "2) så",
    "- punkt",
    "+ plus",
    "> citat",
    "---",
    "=1+1",
    '=HYPERLINK("http://x.example";"her")',
    "+45-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1;2)",
    "＝1+1",  # noqa: RUF001 a full-width sign, which some spreadsheets obey
    'a;"b";c',
    "'=1+1",
    r"C:\ny\*mappe*",
    "[bold]tak[/] {team} %s",
    "blåbærgrød æøå é 👩‍👩‍👧",
)


def hostile_note() -> Note:
    """Every hostile text in every place of a note that people write in."""
    return Note(
        id="2026-11-21-k3f9",
        team=HOSTILE[0],
        guide="check-out",
        title=HOSTILE[1],
        language="da",
        date=date(2026, 11, 21),
        minutes=11,
        participants=6,
        purpose=HOSTILE[2],
        theme_word=HOSTILE[3],
        board=BoardAtClose.KEPT,
        learning_points=tuple(Keyword(text=text) for text in HOSTILE),
        commitments=tuple(
            Commitment(id=f"c{n}", what=text, owner=text, cue=text, response=text, happened=text,
                       due=date(2026, 12, 2))
            for n, text in enumerate(HOSTILE)
        ),
        questions=tuple(
            BoardColumn(
                id=f"q{n}",
                text=text,
                keywords=(
                    Keyword(text=text, kind=ContributionKind.ERROR, theme=Theme.TRUST),
                ),
            )
            for n, text in enumerate(HOSTILE)
        ),
    )  # fmt: skip
