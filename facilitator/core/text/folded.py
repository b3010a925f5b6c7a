"""A text in the form it is searched in, and the way back to the text that was given.

A number or a name is looked for in a normalised text, but warned of and replaced where it stands
in the original, with every other character as it was.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
"""Where something starts, and the first place after it."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_ATTACHED: Final = frozenset({"Mn", "Mc", "Me", "Cf"})  # belongs to the character before it


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with each character's place in the text it was made from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, span: Span) -> Span:
        """Where what stands at `span` of the folded text stands in the original."""
        start, end = span
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` in NFKC, å as aa, digits as 0 to 9, without accents, marks, joiners; one apostrophe.

    æ and ø are letters of their own, and stay.
    """
    if text.isascii():
        return Folded(text.translate(_APOSTROPHES), range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = text[start:end]
        if not part.isascii():
            part = unicodedata.normalize("NFKC", part.translate(_APOSTROPHES))
            part = part.replace("å", "aa").replace("Å", "Aa")
            part = "".join(map(_plain, unicodedata.normalize("NFKD", part)))
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))
    return Folded("".join(parts).translate(_APOSTROPHES), starts, ends)


def replace(text: str, spans: Iterable[Span], stand_in: str) -> str:
    """`text` with `stand_in` at each of `spans`, which are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += text[done:start], stand_in
        done = end
    return "".join([*parts, text[done:]])


def _clusters(text: str) -> Iterator[Span]:
    """Each character with the marks on it: what normalisation may make one letter of."""
    start = 0
    for at, char in enumerate(text):
        if at and not _is_attached(char):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _plain(char: str) -> str:
    """A character as it is searched for; nothing of one that belongs to the one before it."""
    if unicodedata.category(char) in _ATTACHED:
        return ""
    return str(unicodedata.decimal(char, char))


def _is_attached(char: str) -> bool:
    """Whether `char` is a mark, a joiner, or a part of a Hangul syllable but its first."""
    return not char.isascii() and (
        unicodedata.category(char) in _ATTACHED or "\u1160" <= char <= "\u11ff"
    )
