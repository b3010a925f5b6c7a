"""Where those who take part are named in a folded text.

Names of three letters or more are found in any letter case. Shorter ones ("Bo", "MK") are found
only as they were written, since "bo" is a verb; one that was written in small letters is found with
capitals too. "I" and "A" are words, and are never found. Nor is the "deltager" of "Deltager 3",
which is no name.

A name of several words is found as a whole and by its first word, since that is how colleagues
speak of "Anne Marie" or "Mette Hansen". The words after it are found where they have the capital
they were written with: "Hansen" is found, but not the "skov" (wood) of "Lone Skov". Søren is found
as Soren and Soeren too, Åse as Aase and Asa, and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from facilitator.core.text.plain import Span, fold

_WORD: Final = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")  # O'Neill and M.K are one word each
_BETWEEN_WORDS: Final = r"[ \t.()/\u2010-\u2015-]{1,3}"  # Anne-Marie, Mette (vikar), J. P. Holm
_ALSO_WORDS: Final = frozenset({"i", "a"})
_ANYBODY: Final = frozenset({"deltager", "participant"})
_SHORT: Final = 2


def participant_spans(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Each of `names` as a whole word in `text` (folded), a genitive -s or 's included."""
    patterns = {pattern for name in names for pattern in _patterns(fold(name).text)}
    if not patterns:
        return iter(())
    longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    names_or = "|".join(longest_first)
    whole_word = rf"(?<![^\W\d_])(?:{names_or})(?i:'?s)?(?![^\W\d_])"
    return (match.span() for match in re.finditer(whole_word, text))


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether one of `names` stands in a text."""
    return any(participant_spans(fold(text).text, names))


def _patterns(name: str) -> Iterator[str]:
    """A pattern for the whole of `name`, for its first word and for capitalised later ones."""
    words = _WORD.findall(name)
    yield from _any_case(words)
    if len(words) > 1:
        if words[0].casefold() not in _ANYBODY:
            yield from _any_case(words[:1])
        for word in words[1:]:
            if _letters(word) > _SHORT and word[0].isupper():
                yield _spelt(word)


def _any_case(words: list[str]) -> Iterator[str]:
    """A pattern for `words`; only short ones depend on letter case."""
    letters = sum(map(_letters, words))
    if letters > _SHORT:
        yield f"(?i:{_joined(words)})"
    elif letters and not (letters == 1 and words[0].casefold() in _ALSO_WORDS):
        yield _joined(words)
        if all(word.islower() for word in words):
            yield _joined([word.capitalize() for word in words])
            yield _joined([word.upper() for word in words])


def _joined(words: list[str]) -> str:
    return _BETWEEN_WORDS.join(map(_spelt, words))


def _spelt(word: str) -> str:
    """A pattern for a word however its æ, ø and å are typed; a short one as it is."""
    letters = _letters(word)
    if letters <= _SHORT:
        return re.escape(word)

    def alternatives(match: re.Match[str]) -> str:
        spellings = _SPELLINGS[match[0].casefold()]
        if match[0] in {"oe", "Oe"} and letters < len("Søren"):
            spellings = spellings[:2]  # Joe is not Jo
        if match[0][0].isupper():
            spellings = tuple(spelling.capitalize() for spelling in spellings)
        return f"(?:{'|'.join(spellings)})"

    return _SPELT_OTHERWISE.sub(alternatives, re.escape(word))


_SPELLINGS: Final = {
    "aa": ("aa", "a"),
    "a": ("aa", "a"),
    "ae": ("ae", "æ"),
    "æ": ("ae", "æ", "a"),
    "oe": ("oe", "ø", "o"),
    "ø": ("oe", "ø", "o"),
    "o": ("o", "ø"),
}
_SPELT_OTHERWISE: Final = re.compile("aa|ae|oe|[aæoø]", re.IGNORECASE)


def _letters(word: str) -> int:
    """How many letters `word` has, the aa that fold() makes of å counted once."""
    return sum(unicodedata.category(c)[0] == "L" for c in word.casefold().replace("aa", "å"))
