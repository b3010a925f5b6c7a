"""The seven items of the measurement, their scales, and the texts shown with them.

After Amy C. Edmondson, "Psychological Safety and Learning Behavior in Work Teams", Administrative
Science Quarterly 44 (1999), 350-383. The Danish wording is the theme sheet's, to the letter; the
English is our translation of it. Neither changes: results are only comparable over one wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from facilitator.core.text.tags import Theme

Scale: TypeAlias = Literal[5, 7]
"""How many points the answers have: 1 is to disagree the most, 5 (or 7) to agree the most."""

Answer: TypeAlias = int | None
"""A point of the scale as it was chosen, before any reversal; None: did not wish to answer."""

Row: TypeAlias = tuple[Answer, ...]
"""One respondent's answers to the seven items, in their order."""

SCALES: Final[tuple[Scale, ...]] = (5, 7)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages, shown in the language of its measurement."""

    da: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in Danish for "da", otherwise in English."""
        return self.da if language == "da" else self.en


@dataclass(frozen=True, slots=True)
class Item:
    """One of the seven items."""

    number: int
    """1-7, as in the theme sheet."""
    text: Bilingual
    theme: Theme
    """The element of psychological safety it is about: our mapping."""
    is_reversed: bool = False
    """Whether it is disagreement that is safe."""


ITEMS: Final = (
    Item(
        1,
        Bilingual(
            "Hvis du begår en fejl i dette team, bliver det ofte brugt imod dig.",
            "If you make a mistake in this team, it is often held against you.",
        ),
        Theme.ATTITUDE_TO_ERROR,
        is_reversed=True,
    ),
    Item(
        2,
        Bilingual(
            "Medlemmer af dette team er i stand til at tale om problemer og vanskelige spørgsmål.",
            "Members of this team are able to talk about problems and difficult questions.",
        ),
        Theme.OPEN_CONVERSATION,
    ),
    Item(
        3,
        Bilingual(
            "Folk i dette team afviser sommetider andre, hvis de er anderledes.",
            "People in this team sometimes reject others if they are different.",
        ),
        Theme.INCLUSION_AND_DIVERSITY,
        is_reversed=True,
    ),
    Item(
        4,
        Bilingual(
            "Det er sikkert at løbe en risiko i dette team.",
            "It is safe to take a risk in this team.",
        ),
        Theme.ATTITUDE_TO_ERROR,
    ),
    Item(
        5,
        Bilingual(
            "Det er svært at bede andre medlemmer i dette team om hjælp.",
            "It is difficult to ask other members of this team for help.",
        ),
        Theme.WILLINGNESS_TO_HELP,
        is_reversed=True,
    ),
    Item(
        6,
        Bilingual(
            "Ingen i dette team ville handle bevidst på en måde, som undergraver min indsats.",
            "Nobody in this team would deliberately act in a way that undermines my efforts.",
        ),
        Theme.TRUST,
    ),
    Item(
        7,
        Bilingual(
            "Når jeg arbejder med medlemmer af dette team, sætter de pris på og udnytter mine "
            "særlige færdigheder og talenter.",
            "When I work with members of this team, they value and make use of my particular "
            "skills and talents.",
        ),
        Theme.INCLUSION_AND_DIVERSITY,
    ),
)

ANSWERED_AT_LEAST: Final = 5
"""Of the seven: a respondent with fewer is not counted, and is in no figure."""

REVERSED: Final = frozenset(item.number for item in ITEMS if item.is_reversed)

PREFER_NOT: Final = Bilingual("Ønsker ikke at svare", "Prefer not to answer")
"""A missing answer, as near at hand as the others."""

REVERSED_SIGN: Final = "↔"
"""After a reversed item, where REVERSED_NOTE has said once what it means."""

REVERSED_NOTE: Final = Bilingual("Lav enighed er trygt her", "Low agreement is safe here")
"""Stands beside the result of a reversed item, never beside its question."""

_DISAGREE: Final = (Bilingual("Meget uenig", "Strongly disagree"), Bilingual("Uenig", "Disagree"))
_AGREE: Final = (Bilingual("Enig", "Agree"), Bilingual("Meget enig", "Strongly agree"))
_MIDDLE: Final = Bilingual("Hverken enig eller uenig", "Neither agree nor disagree")

LABELS: Final[dict[Scale, tuple[Bilingual, ...]]] = {
    5: (*_DISAGREE, _MIDDLE, *_AGREE),
    7: (
        *_DISAGREE,
        Bilingual("Lidt uenig", "Slightly disagree"),
        _MIDDLE,
        Bilingual("Lidt enig", "Slightly agree"),
        *_AGREE,
    ),
}
"""The words for the points of each scale, from 1 up."""

BIN_LABELS: Final = (
    Bilingual("uenig", "disagree"),
    Bilingual("midt", "middle"),
    Bilingual("enig", "agree"),
)
"""The three bins a few answers are shown in."""


def labels(parts: int, language: str) -> tuple[str, ...]:
    """The names of the parts of a distribution: three bins, or the points of a scale."""
    texts = next((LABELS[scale] for scale in SCALES if scale == parts), BIN_LABELS)
    return tuple(text.in_language(language) for text in texts)
