"""Text for a terminal: likenesses of signs in ASCII, and lines broken into rows between words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from facilitator.core.text.plain import clean, printable

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
    wide = _cells(character) or 1
    like = CELLS.get(character) or likeness(character)
    return like and like[:wide].ljust(wide)


_ALL_NARROW: Final = "\u0300"
"""Every sign before this one takes a cell."""


def cells_of(text: str) -> int:
    """The cells that a text takes in a terminal; of joined signs, as emoji are, those of each."""
    if not text or max(text) < _ALL_NARROW:
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_WHOLE_SPACE: Final = "\ufdd0"
"""Stands for a space where no row may end: it is no character, so no text has it."""


def whole(name: object) -> str:
    """What is to be copied, such as a path, as it may be shown: `rows_of` does not break it."""
    return printable(name).replace(" ", _WHOLE_SPACE)


def cleaned(text: str) -> str:
    """The text as `clean` gives it, and what is whole stays so."""
    return _WHOLE_SPACE.join(map(clean, text.split(_WHOLE_SPACE)))


def plain_spaces(text: str) -> str:
    """The text with the spaces of what is `whole`, where no rows are made of it."""
    return text.replace(_WHOLE_SPACE, " ")


_LIST: Final = r"\s*(?:(?:[-+•–]|\d+[.)]?)\s+)?"
"""What stands before an item of a list: an indentation, a bullet, a number."""
_COLUMNS: Final = "  "
"""What stands between two columns of a table, which has no other indentation."""
_MOST_INDENTED: Final = 0.5
"""Of a row: what is indented further has no room left for its words."""


def rows_of(line: str, width: int, *, hanging: bool = False) -> list[str]:
    """The rows of a line, each of at most `width` cells; a word that is wider has a row of its own.

    `hanging`: the later rows of a list's item, and of a table's row, begin under its text. With a
    width of 0 there is one row.
    """
    if width <= 0 or cells_of(line) <= width:
        return [plain_spaces(line)]
    indent = _indentation(line, width) if hanging else ""
    rows: list[str] = []
    for word in line.split(" "):
        if rows and (cells_of(rows[-1]) + 1 + cells_of(word) <= width or not rows[-1].strip()):
            rows[-1] += f" {word}"
        elif word or not rows:  # spaces between two rows go
            rows.append(indent * bool(rows) + word)
    return list(map(plain_spaces, (*(row.rstrip() for row in rows[:-1]), rows[-1])))


def _indentation(line: str, width: int) -> str:
    before = re.match(_LIST, line)
    indent = len(before.group()) if before else 0
    if not indent and _COLUMNS in line:
        indent = len(_COLUMNS)
    return " " * (indent if indent <= width * _MOST_INDENTED else len(_COLUMNS))
