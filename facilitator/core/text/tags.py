"""The kinds of contributions and their themes, as tags typed in a line.

The kinds are the interpersonal risks people take by speaking up, the themes the five elements of
psychological safety. The Danish labels of the themes are those of the theme sheet. The words of
both languages are always understood: "#fejl" and "#error" are the same tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from facilitator.core.text.plain import ascii_key, one_line


class ContributionKind(StrEnum):
    """What somebody dares by saying it. The value is what a file holds."""

    OPINION = "opinion"
    ERROR = "error"
    DOUBT = "doubt"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    IDEA = "idea"
    CONCERN = "concern"
    DISAGREEMENT = "disagreement"
    WONDER = "wonder"


class Theme(StrEnum):
    """An element of psychological safety. The value is what a file holds."""

    INCLUSION_AND_DIVERSITY = "inclusion_and_diversity"
    TRUST = "trust"
    ATTITUDE_TO_ERROR = "attitude_to_error"
    WILLINGNESS_TO_HELP = "willingness_to_help"
    OPEN_CONVERSATION = "open_conversation"


_LONGEST_TYPED: Final = 25


class Tag(NamedTuple):
    """How a kind or a theme is shown and typed."""

    symbol: str
    """One narrow character of WGL4, which every terminal font holds. Never without its label."""
    plain: str
    """The same in ASCII."""
    da: str
    en: str
    words: tuple[str, ...]
    """What may follow the #, in both languages; a beginning that no other tag shares is enough."""
    phrases: tuple[str, ...] = ()
    """What of several words may follow it, beside the labels."""

    def label(self, language: str) -> str:
        """The word or words beside the symbol, in Danish ("da") or else in English."""
        return self.da if language == "da" else self.en

    def typed(self, language: str) -> str:
        """What is offered to follow the #: the label, or a word for it where that is long."""
        label = self.label(language)
        if len(label) <= _LONGEST_TYPED:
            return label[:1].lower() + label[1:]
        return self.words[0] if language == "da" else self.words[-1]


KINDS: Final[Mapping[ContributionKind, Tag]] = MappingProxyType(
    {
        ContributionKind.OPINION: Tag(
            "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
            ">",
            "mening",
            "opinion",
            ("mening", "meninger", "opinion", "opinions"),
        ),
        ContributionKind.ERROR: Tag(
            "×", "x", "fejl", "error", ("fejl", "error", "errors", "mistake", "mistakes")
        ),
        ContributionKind.DOUBT: Tag("≈", "~", "tvivl", "doubt", ("tvivl", "doubt", "doubts")),
        ContributionKind.QUESTION: Tag(
            "?", "?", "spørgsmål", "question", ("spørgsmål", "question", "questions")
        ),
        ContributionKind.SUGGESTION: Tag(
            "+", "+", "forslag", "suggestion", ("forslag", "suggestion", "suggestions")
        ),
        ContributionKind.IDEA: Tag("☼", "*", "idé", "idea", ("idé", "idéer", "idea", "ideas")),
        ContributionKind.CONCERN: Tag(
            "!", "!", "bekymring", "concern", ("bekymring", "bekymringer", "concern", "concerns")
        ),
        ContributionKind.DISAGREEMENT: Tag(
            "≠", "/", "uenighed", "disagreement", ("uenighed", "uenig", "disagreement")
        ),
        ContributionKind.WONDER: Tag("…", "_", "undren", "wonder", ("undren", "wonder")),
    }
)

THEMES: Final[Mapping[Theme, Tag]] = MappingProxyType(
    {
        Theme.INCLUSION_AND_DIVERSITY: Tag(
            "○",
            "o",
            "Inklusion og diversitet",
            "Inclusion and diversity",
            ("inklusion", "diversitet", "inclusion", "diversity"),
        ),
        Theme.TRUST: Tag(
            "◊", "v", "Tillid til hinanden", "Trust in one another", ("tillid", "trust")
        ),
        Theme.ATTITUDE_TO_ERROR: Tag(
            "±",
            "%",
            "Holdning til, at det er menneskeligt at begå fejl",
            "The attitude that to err is human",
            ("menneskeligt", "human", "attitude"),
        ),
        Theme.WILLINGNESS_TO_HELP: Tag(
            "»",
            "&",
            "Villighed til at hjælpe hinanden",
            "Willingness to help one another",
            ("hjælp", "hjælpe", "villighed", "help", "willingness"),
        ),
        Theme.OPEN_CONVERSATION: Tag(
            "¤",
            "@",
            "Åbne samtaler",
            "Open conversations",
            ("åben", "åbne", "åbenhed", "samtale", "samtaler", "open", "conversation"),
            ("åben samtale", "open conversation"),
        ),
    }
)


class Tagged(NamedTuple):
    """A line with its tags taken out. `text` is empty where there was nothing but tags."""

    text: str
    kind: ContributionKind | None = None
    theme: Theme | None = None


def split_tags(text: str) -> Tagged:
    """The line without the tags it knows, and what they say.

    A tag stands after white space or first in the line, where a comma or colon may follow it. It
    is one word, or the whole of a label that has several ("#åbne samtaler"). Of two kinds (or two
    themes) the last counts: it was written with the first in view. Other words with a # are
    people's own, and stay as they were typed; a # after them that no word follows was a tag begun.
    """
    line = one_line(text)
    tags: list[ContributionKind | Theme] = []
    while tag := _tag_at(line, 0):
        tags.append(tag.means)
        line = re.sub(_AFTER_FIRST, "", line[tag.end :], count=1)
    at = 0
    while (at := line.find(" #", at)) >= 0:
        if tag := _tag_at(line, at + 1):
            tags.append(tag.means)
            line = line[:at] + line[tag.end :]
        else:
            at += 1
    while line.endswith(" #"):
        line = line.removesuffix(" #")
    return Tagged(
        line,
        kind=next((tag for tag in reversed(tags) if isinstance(tag, ContributionKind)), None),
        theme=next((tag for tag in reversed(tags) if isinstance(tag, Theme)), None),
    )


class _Found(NamedTuple):
    means: ContributionKind | Theme
    end: int
    """The place behind it in the line."""


def _tag_at(line: str, at: int) -> _Found | None:
    """The tag whose # stands at that place; None where it is none."""
    first, follows = re.compile(_TAG).match(line, at), re.compile(_NEXT).match
    if first is None:
        return None
    words, ends, next_ = [ascii_key(first["word"])], [first.end()], follows(line, first.end())
    labels = _labels()
    while next_ and len(words) < max(map(len, labels)):
        words.append(ascii_key(next_["word"]))
        ends.append(next_.end())
        next_ = follows(line, next_.end())
    for number in range(len(words), 1, -1):
        if whole := labels.get(tuple(words[:number])):
            return _Found(whole, ends[number - 1])
    tag = meaning(first["word"])
    return _Found(tag, first.end()) if tag else None


class Offered(NamedTuple):
    """A tag that may be meant by what has been typed of it."""

    tag: Tag
    words: str
    """What follows the #."""


def begun(line: str) -> str | None:
    """What has been typed of a tag at the end of the line, without its #; None: there is none."""
    match = re.search(_BEGUN, line)
    return match["words"] if match else None


def offered(beginning: str, language: str) -> tuple[Offered, ...]:
    """The tags whose words begin like that, kinds before themes."""
    wanted = beginning.casefold()
    tags = ((tag, tag.typed(language)) for tag in (*KINDS.values(), *THEMES.values()))
    return tuple(Offered(tag, words) for tag, words in tags if words.startswith(wanted))


def meaning(word: str) -> ContributionKind | Theme | None:
    """The tag that `word` (without its #) is, or begins; None where it is none or several.

    Letter case and accents do not count, ae and oe are æ and ø, aa is å. Of a beginning at least
    two letters are asked, so that "#1" or "#a" in a text stays what it was.
    """
    key = ascii_key(word)
    words = _words()
    if key in words:
        return words[key]
    if len(key) < _SHORTEST_BEGINNING:
        return None
    meant = {tag for whole, tag in words.items() if whole.startswith(key)}
    return meant.pop() if len(meant) == 1 else None


_SHORTEST_BEGINNING: Final = 2
_WORD: Final = r"(?P<word>[^\W\d_]++)(?![\w#-])"
# Compiled, and made into tables, when a # is typed: every start loads this.
_TAG: Final = rf"\#{_WORD}"
_NEXT: Final = rf",? {_WORD}"
_AFTER_FIRST: Final = r"^[,:;]?\s?"
_BEGUN: Final = r"(?:^|\s)\#(?P<words>[^#]*)$"


@cache
def _words() -> Mapping[str, ContributionKind | Theme]:
    """What each word means."""
    return {
        ascii_key(word): tag
        for table in (KINDS, THEMES)
        for tag, record in table.items()
        for word in record.words
    }


@cache
def _labels() -> Mapping[tuple[str, ...], Theme]:
    """The labels of several words, word by word, and what they mean."""
    return {
        tuple(ascii_key(word.strip(",")) for word in label.split()): theme
        for theme, tag in THEMES.items()
        for label in (tag.da, tag.en, *tag.phrases)
        if " " in label
    }
