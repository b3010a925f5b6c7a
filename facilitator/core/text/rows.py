"""A line of text as the rows of a terminal, broken between words."""

from __future__ import annotations

import re
from typing import Final

_LIST: Final = r"\s*(?:(?:[-+•–]|\d+[.)]?)\s+)?"
"""What stands before an item of a list: an indentation, a bullet, a number."""
_COLUMNS: Final = "  "
"""What stands between two columns of a table, which has no other indentation."""
_MOST_INDENTED: Final = 0.5
"""Of a row: what is indented further has no room left for its words."""


def rows_of(line: str, width: int, *, hanging: bool = False) -> list[str]:
    """The rows of a line, each of at most `width` signs; a word that is wider has a row of its own.

    `hanging`: the later rows of a list's item, and of a table's row, begin under its text.
    """
    if width <= 0 or len(line) <= width:
        return [line]
    indent = _indentation(line, width) if hanging else ""
    rows: list[str] = []
    for word in line.split(" "):
        if rows and (len(rows[-1]) + 1 + len(word) <= width or not rows[-1].strip()):
            rows[-1] += f" {word}"
        elif word or not rows:  # spaces between two rows go
            rows.append(indent * bool(rows) + word)
    return [*(row.rstrip() for row in rows[:-1]), rows[-1]]


def _indentation(line: str, width: int) -> str:
    before = re.match(_LIST, line)
    indent = len(before.group()) if before else 0
    if not indent and _COLUMNS in line:
        indent = len(_COLUMNS)
    return " " * (indent if indent <= width * _MOST_INDENTED else len(_COLUMNS))
