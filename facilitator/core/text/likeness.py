"""What a character looks like in ASCII, for terminals that show nothing else."""

from __future__ import annotations

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
