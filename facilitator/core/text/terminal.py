"""Text for a terminal: likenesses of signs in ASCII, and lines broken into rows between words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CELLS: Final[dict[str, str]] = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), " ") | {
    "▸": ">", "❯": ">", "·": "-", "━": "=", "─": "-", "●": "#", "○": ".", "✓": "x",
    "↑": "^", "↓": "v", "→": ">", "←": "<", "‹": "<", "›": ">", "–": "-", "…": ".",
    "»": '"', "«": '"', "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "│": "|", "╭": "+",
    "╮": "+", "╰": "+", "╯": "+", "▌": "|", "█": "#", "▓": "%", "▒": "+", "░": ":", "☐": "-",
    "•": "*", "↔": "*", "±": "~", "■": "=", "▪": "~", "┌": "+", "┐": "+", "└": "+", "┘": "+",
    "┤": "+", "┬": "+", "┴": "+",
}  # fmt: skip
"""The signs of our screens, each by one character. Blocks are those of a scroll bar, whose colours
show it."""

_WORDS: Final[dict[str, str]] = CELLS | {
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "œ": "oe", "Œ": "Oe",
    "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "đ": "d", "Đ": "D",
    "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "ng", "Ŋ": "Ng", "ı": "i",
    "ĸ": "k", "ə": "e", "Ə": "E", "…": "...", "→": "->", "←": "<-", "↔": "<->", "±": "+/-",
    "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "⁄": "/", "×": "x",
    "÷": "/", "≈": "~", "≠": "!=", "≤": "<=", "≥": ">=", "€": "EUR", "£": "GBP", "©": "(c)",
    "®": "(R)", "°": " deg", "¤": "*", "☼": "*", "◊": "*", "´": "'", "‚": ",",
    "¿": "?", "¡": "!", "§": "S", "¶": "P", "µ": "u", "μ": "u",
}  # fmt: skip

_UNSEEN: Final = frozenset({"Mn", "Me", "Cf"})  # marks on a letter, joiners


def likeness(character: str) -> str:
    """One character in ASCII: "ae" for æ, "L" for Ł, "..." for …, "?" for what is like nothing.

    A mark that stands on the letter before it, and a joiner, are nothing at all.
    """
    if like := _WORDS.get(character):
        return like
    if unicodedata.category(character) in _UNSEEN:
        return ""
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(part if part.isascii() else _WORDS.get(part, "") for part in parts)
    return plain or "?"


def cell_likeness(character: str) -> str:
    """The same in as many characters as it takes cells on a screen, so that what follows stays."""
    wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
    like = CELLS.get(character) or likeness(character)
    return like and like[:wide].ljust(wide)


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
