"""Which of the seven items a heading states, however a survey tool has written it.

A heading *states* an item when it has all of the item's words in their order. Letter case, accents,
punctuation, mark-up, a damaged encoding, a truncated end, a slip of the pen and another name for
the team make no difference; a word more or less in the middle does, since "ikke" is one word too.
A heading that has most of an item's words only *resembles* it: that is enough to know that headings
are meant, and never enough to take its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.wording import (
    TEAM_WORD,
    TURNED,
    Word,
    legible,
    word_key,
    words_of,
)

_TEAM: Final = "TEAM"
"""In the words of an item: what the team is called, instead of "dette team"."""

_SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        "i pa af om at en et er den det de der som og til for ved med"
        " in on of the a an to is are it that and for",
    )
)
"""Words that may differ, two in an item at most: no sentence turns on them."""

_OUR: Final = frozenset(
    re.findall(r"\w+", "dette denne det den vores vort vor mit min jeres this our my the your")
)
_UNIT: Final = re.compile(rf"\w*team(?:et|ets|s)?|personalegruppen?|{TEAM_WORD}")
_ABOUT: Final = re.compile(
    r"points?|scores?|feedback|quizfeedback|kommentar\w*|comments?|uddyb\w*|begrund\w*|hvorfor|why"
    r"|forklar\w*|explain|eksempel|vigtig\w*|importan\w*|display|timing|click"
)
"""Beside an item's words: the column is about the item, and not the answer to it."""
_CHANGED: Final = re.compile(rf"ikke|aldrig|sj[ae]+ldent?|not|never|seldom|r|{TURNED}")
"""Beside an item's words: the column says the opposite, or has been turned round already."""
LONG_ENOUGH: Final = 24
"""Letters that a truncated heading has to have where nothing else shows that it is truncated."""
_SHORTEST: Final = 7
"""Letters that any truncated heading has to have."""
_MOST_DIFFERENCES: Final = 2
_MOST_WORDS: Final = 80
"""In a heading. What is longer is somebody's comment."""
_RESEMBLES_FROM: Final = 0.6


@dataclass(frozen=True, slots=True)
class Statement:
    """An item's words, found in a heading."""

    item: int
    """1-7."""
    before: tuple[str, ...]
    """Words before it: a number, the question it belongs to."""
    after: tuple[str, ...]
    letters: int = 0
    """How many letters of the item there are where it is truncated; 0 for the whole of it."""
    is_marked: bool = False
    """Whether the truncation shows: "Hvis du begår …"."""

    @property
    def is_about(self) -> bool:
        """Whether the column is about the item instead: points for it, a comment on it."""
        return any(map(_ABOUT.fullmatch, self.before[-1:] + self.before[:3] + self.after))


@lru_cache(maxsize=4096)
def statements(text: str) -> tuple[Statement, ...]:
    """The items that a heading states: none, one, or more where it is no single heading."""
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS:
        return ()
    line = legible(text)
    spans: dict[int, list[tuple[int, int]]] = {}
    cut: dict[int, int] = {}
    for item, pattern, dropped in _PATTERNS:
        start, end = _span(_Search(pattern, dropped, words, line))
        if end is not None:
            spans.setdefault(item, []).append((start, end))
        elif start >= 0:
            cut[item] = start
    if spans:
        return tuple(
            Statement(
                item,
                before=_keys(words[: min(start for start, _end in both)]),
                after=_keys(words[max(end for _start, end in both) :]),
            )
            for item, both in spans.items()
        )
    if len(cut) != 1:
        return ()
    ((item, start),) = cut.items()
    letters = sum(len(word.key) for word in words[start:])
    is_marked = line.rstrip(")]\"'”").endswith(("…", ".."))
    return (Statement(item, _keys(words[:start]), (), letters, is_marked=is_marked),)


@lru_cache(maxsize=4096)
def resemblance(text: str) -> dict[int, float]:
    """The items that a heading resembles: how much of each one's own words it has, 0.6 to 1."""
    words = words_of(text)
    if not words or len(words) > _MOST_WORDS:
        return {}
    shares: dict[int, float] = {statement.item: 1.0 for statement in statements(text)}
    for item, pattern, dropped in _PATTERNS:
        own = [(key, drop) for key, drop in zip(pattern, dropped, strict=True) if _weighs(key)]
        there = sum(
            any(_same(key, drop, word.key) is not None for word in words) for key, drop in own
        )
        share = there / len(own)
        if there > 1 and share >= _RESEMBLES_FROM:
            shares[item] = max(share, shares.get(item, 0))
    return shares


def is_turned(word: str) -> bool:
    """Whether a word beside an item's own says the opposite, or that it is turned round already."""
    return bool(_CHANGED.fullmatch(word))


def continues(text: str, more: str) -> bool:
    """Whether two headings side by side are one item, split at its comma."""
    if statements(more):
        return False
    whole = {statement.item for statement in statements(f"{text}, {more}") if not statement.letters}
    return any(statement.letters and statement.item in whole for statement in statements(text))


def _pattern(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An item's words as they are compared, and the same without their Danish letters."""
    words = re.findall(r"\w+", re.sub(r"(?i)\b(?:dette|this) team\b", _TEAM, text))
    keys = tuple(word if word == _TEAM else word_key(word) for word in words)
    return keys, tuple(word_key(re.sub("[æøå]", "", word)) for word in words)


_PUBLISHED: Final = {
    2: "Members of this team are able to bring up problems and tough issues.",
    3: "People on this team sometimes reject others for being different.",
    6: "No one on this team would deliberately act in a way that undermines my efforts.",
    7: "Working with members of this team, my unique skills and talents are valued and utilized.",
}
"""The items as Edmondson (1999) has them in English, where ours are a translation of the sheet."""
_PATTERNS: Final = tuple(
    (number, *_pattern(text))
    for number, text in (
        *((item.number, text) for item in ITEMS for text in (item.text.da, item.text.en)),
        *_PUBLISHED.items(),
    )
)


def _weighs(key: str) -> bool:
    return key != _TEAM and key not in _SMALL


@lru_cache(maxsize=2**14)
def _same(key: str, dropped: str, word: str) -> int | None:
    """How many slips there are in `word` if it is the item's word `key`; None if it is not."""
    if word in (key, dropped):
        return 0
    if "?" in word:
        lost = re.escape(word).replace(r"\?", "[a-z]{1,2}")
        return 0 if 2 * word.count("?") <= len(word) and re.fullmatch(lost, key) else None
    if word[:1] != key[:1] or len(key) < 5:  # noqa: PLR2004 "andet" is a word of its own
        return None
    return 1 if _is_a_slip(key, word) else None


def _is_a_slip(key: str, word: str) -> bool:
    """Whether one letter is wrong, lacking, too many, or two have changed places."""
    if abs(len(key) - len(word)) > 1 or not word.isalpha():
        return False
    start = 0
    while start < min(len(key), len(word)) and key[start] == word[start]:
        start += 1
    rest, other = key[start:], word[start:]
    return (
        rest[1:] == other[1:]
        or rest == other[1:]
        or rest[1:] == other
        or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )


def _keys(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


def _span(search: _Search) -> tuple[int, int | None]:
    """From which word to which the item stands; no end where it is truncated, -1 for nowhere."""
    truncated = -1
    for start in range(len(search.words)):
        if start and not search.begins(start):
            continue
        for end, differences, is_whole in search.ends(0, start, 0):
            if is_whole and search.stops(end):
                return start, end
            letters = sum(len(word.key) for word in search.words[start:])
            least = LONG_ENOUGH if differences else _SHORTEST
            if not is_whole and letters >= least and truncated < 0:
                truncated = start
    return truncated, None


@dataclass(frozen=True, slots=True)
class _Search:
    """One item looked for in one heading."""

    pattern: Sequence[str]
    dropped: Sequence[str]
    words: Sequence[Word]
    line: str

    def begins(self, at: int) -> bool:
        """Whether a sentence may begin at this word: after a number, or a sign but a comma."""
        before = self.words[at - 1]
        gap = self.line[before.end : self.words[at].start]
        return bool(_SIGN.search(gap)) or any(map(str.isdecimal, before.text))

    def stops(self, at: int) -> bool:
        """Whether a sentence may be over before this word."""
        if at == len(self.words):
            return True
        after = self.words[at]
        gap = self.line[self.words[at - 1].end : after.start]
        return bool(_SIGN.search(gap)) or after.text[0].isdecimal()

    def ends(  # noqa: C901 the ways that two sentences may go on together
        self, at: int, word: int, differences: int
    ) -> Iterator[tuple[int, int, bool]]:
        """After which words the pattern from `at` on is over, or the heading before it is.

        With how many differences, and whether it is the whole pattern.
        """
        if at == len(self.pattern) or word == len(self.words):
            yield word, differences, at == len(self.pattern)
            return
        key, there = self.pattern[at], self.words[word].key
        is_last = word == len(self.words) - 1
        if key == _TEAM:
            for end in self._team_ends(word):
                yield from self.ends(at + 1, end, differences)
            if self._is_cut_team(word):
                yield len(self.words), differences, False
            return
        if is_last and key != there and key.startswith(there):
            yield word + 1, differences, False
        slips = _same(key, self.dropped[at], there)
        if slips is not None and differences + slips <= _MOST_DIFFERENCES:
            yield from self.ends(at + 1, word + 1, differences + slips)
        if differences < _MOST_DIFFERENCES:
            if key in _SMALL:
                yield from self.ends(at + 1, word, differences + 1)
            if there in _SMALL:
                yield from self.ends(at, word + 1, differences + 1)
                if key in _SMALL:
                    yield from self.ends(at + 1, word + 1, differences + 1)

    def _team_ends(self, start: int) -> Iterator[int]:
        """After which words from `start` on a team may be named, the longest name first."""
        for end in range(min(start + _LONGEST_TEAM, len(self.words)), start, -1):
            units = [at for at in range(start, end) if _UNIT.fullmatch(self.words[at].key)]
            if units and all(
                at in units
                or (at < units[0] and self.words[at].key in _OUR)
                or self._is_a_name(at, end)
                for at in range(start, end)
            ):
                gaps = (self.line[a.end : b.start] for a, b in pairwise(self.words[start:end]))
                if not any(map(_BREAK.search, gaps)):
                    yield end

    def _is_a_name(self, at: int, end: int) -> bool:
        word = self.words[at]
        if _ABOUT.fullmatch(word.key) or _CHANGED.fullmatch(word.key):
            return False
        last = self.words[end - 1]
        opened = self.line.rfind("(", 0, word.start)
        is_in_brackets = opened >= 0 and ")" not in self.line[opened : last.end]
        if is_in_brackets and self.line[last.end :].lstrip().startswith(")"):
            return True
        return not self.line.isupper() and (word.text[0].isupper() or word.text.isdecimal())

    def _is_cut_team(self, start: int) -> bool:
        rest = " ".join(word.key for word in self.words[start:])
        return any(team.startswith(rest) for team in ("dette team", "this team"))


_SIGN: Final = re.compile(r"[^\s,]")
_BREAK: Final = re.compile(r"[!?/:;|]|\.\s")
_LONGEST_TEAM: Final = 6
