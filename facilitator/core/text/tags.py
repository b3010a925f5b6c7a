"""What a contribution is (its kind) and what it is about (its theme), as tags typed in the line.

The kinds are the interpersonal risks people run by speaking up, the themes the five elements of
psychological safety. The Danish labels of the themes stand as in the theme sheet. Both languages'
words are understood at any time: "#fejl" and "#error" are the same tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Tag:
    """How a kind or a theme is shown and typed."""

    symbol: str
    """One narrow character of WGL4, which every terminal font holds. Never without its label."""
    plain: str
    """The same in ASCII."""
    da: str
    en: str
    words: tuple[str, ...]
    """What may follow the #, in both languages; a beginning that no other tag shares is enough."""

    def label(self, language: str) -> str:
        """The word or words beside the symbol, in Danish ("da") or else in English."""
        return self.da if language == "da" else self.en


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
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A line with its tags taken out. `text` is empty where there was nothing but tags."""

    text: str
    kind: ContributionKind | None = None
    theme: Theme | None = None


def split_tags(text: str) -> Tagged:
    """The line without the tags it knows, and what they say.

    A tag stands after white space or first in the line, where a comma or colon may follow it.
    Of two kinds (or two themes) the last counts: it was written with the first in view. Other
    words with a # are people's own, and stay as they were typed.
    """
    line = one_line(text)
    tags: list[ContributionKind | Theme] = []

    def take(match: re.Match[str]) -> str:
        tag = meaning(match["word"])
        if tag is None:
            return match[0]
        tags.append(tag)
        return ""

    while (left := _FIRST.sub(take, line)) != line:
        line = left
    line = _LATER.sub(take, line)
    return Tagged(
        line,
        kind=next((tag for tag in reversed(tags) if isinstance(tag, ContributionKind)), None),
        theme=next((tag for tag in reversed(tags) if isinstance(tag, Theme)), None),
    )


def meaning(word: str) -> ContributionKind | Theme | None:
    """The tag that `word` (without its #) is, or begins; None where it is none or several.

    Letter case and accents do not count, ae and oe are æ and ø, aa is å. Of a beginning at least
    two letters are asked, so that "#1" or "#a" in a text stays what it was.
    """
    key = ascii_key(word)
    if key in _WORDS:
        return _WORDS[key]
    if len(key) < _SHORTEST_BEGINNING:
        return None
    meant = {tag for whole, tag in _WORDS.items() if whole.startswith(key)}
    return meant.pop() if len(meant) == 1 else None


_SHORTEST_BEGINNING: Final = 2
_TAG: Final = r"\#(?P<word>[^\W\d_]+)(?![\w#-])"
_FIRST: Final = re.compile(rf"^{_TAG}[,:;]?\s?")
_LATER: Final = re.compile(rf"\s{_TAG}")
_WORDS: Final[Mapping[str, ContributionKind | Theme]] = {
    ascii_key(word): tag
    for table in (KINDS, THEMES)
    for tag, record in table.items()
    for word in record.words
}
