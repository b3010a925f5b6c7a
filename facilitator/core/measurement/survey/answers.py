"""What a survey's cells say: answers in words, numbers or codes, or what a row of sums is called.

A cell alone says little: "Enig" is 4 of five points and 6 of seven, and "4" may be the fourth point
or, counted from 0, the last. So all cells of answers are looked at together, and where they do not
fit the scale none of them is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import LABELS, PREFER_NOT, SCALES, Answer, Scale
from facilitator.core.measurement.survey.sheet import UnreadableSheet, cell_in_words, enumeration
from facilitator.core.measurement.survey.wording import key_of, legible, word_key


class CellKind(Enum):
    """How a cell is written."""

    EMPTY = auto()
    """Nothing, or a sign or word for a question that was not put or not answered."""
    DECLINED = auto()
    """Words for no point of the scale: "Ved ikke", "Ønsker ikke at svare"."""
    NUMBER = auto()
    LABEL = auto()
    """A point in words."""
    BOTH = auto()
    """A number and words: "4 (Enig)", "5 - Meget enig"."""
    CODE = auto()
    """Letters and a number, as LimeSurvey codes points: "A4", "AO04"."""
    FIGURE = auto()
    """A number that is no point of any scale: 12, 2.3, -1."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell may mean before the rest of the table is known."""

    kind: CellKind
    number: float | None = None
    label: str = ""
    """The key of a label in `POINTS`."""
    prefix: str = ""
    """The letters of a code."""

    @property
    def may_be_a_point(self) -> bool:
        """Whether the cell could stand for a point of a scale."""
        most = max(SCALES)
        if self.kind in (CellKind.NUMBER, CellKind.CODE):
            return self.number is not None and 1 <= self.number <= most
        return self.kind in (CellKind.LABEL, CellKind.BOTH)

    @property
    def is_missing(self) -> bool:
        """Whether it stands for no answer."""
        return self.kind in (CellKind.EMPTY, CellKind.DECLINED)

    def value(self, scale: Scale) -> float | None:
        """The number in it or the point that its words stand for."""
        return POINTS[scale].get(self.label) if self.kind is CellKind.LABEL else self.number


_ENDS: Final = {"da": ("meget", "helt"), "en": ("strongly",)}
_MIDDLES: Final = {
    "da": ("hverken enig eller uenig", "hverken eller", "neutral"),
    "en": ("neither agree nor disagree", "neither", "neutral"),
}
"""By language: other words for the ends and the middle of the scale; the first are our own."""
_WORDINGS: Final = {
    scale: [
        {
            middle
            if 2 * point == scale + 1
            else key_of(label.in_language(language)).replace(_ENDS[language][0], most): point
            for point, label in enumerate(labels, 1)
        }
        for language in ("da", "en")
        for most in _ENDS[language]
        for middle in _MIDDLES[language]
    ]
    for scale, labels in LABELS.items()
}
"""By scale: its common wordings, each with the point of each label. Labels as they are compared."""
POINTS: Final[Mapping[Scale, Mapping[str, int]]] = {
    scale: {label: point for wording in wordings for label, point in wording.items()}
    for scale, wordings in _WORDINGS.items()
}
"""By scale: the words for its points, as they are compared."""

_LABEL_KEYS: Final = frozenset().union(*POINTS.values())
_NOT_ANSWERED: Final = frozenset(
    map(
        key_of,
        (
            "intet svar", "ikke svaret", "ikke besvaret", "ubesvaret", "ikke vist", "mangler",
            "sprunget over", "uoplyst", "no answer", "no response", "not answered", "unanswered",
            "not shown", "skipped", "missing", "n/a", "na", "#n/a", "null", "none", "nan",
        ),
    )
)  # fmt: skip
_DECLINED: Final = frozenset(
    map(
        key_of,
        (
            PREFER_NOT.da, PREFER_NOT.en, "ønsker ikke at besvare", "vil ikke svare",
            "kan ikke svare", "ved ikke", "det ved jeg ikke", "ikke relevant", "irrelevant",
            "ikke aktuelt", "ingen mening", "ingen holdning", "prefer not to say", "don't know",
            "dont know", "do not know", "i don't know", "no opinion", "not relevant",
            "not applicable",
        ),
    )
)  # fmt: skip

_NO_WORD: Final = re.compile(r"[-–—−_.…/\s]*")
_POINT: Final = re.compile(r"([0-9]{1,2})(?:[.,]0+)?")
_FIGURE: Final = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?\s*%?")
_CODE: Final = re.compile(r"([A-Za-z]{1,3})[_-]?0*([0-9]{1,2})")
_NUMBER_FIRST: Final = re.compile(r"[\[(]?([0-9]{1,2})\s*[-–—=.:;)\]/|]*\s*(\D+)")
_NUMBER_LAST: Final = re.compile(r"(\D+?)\s*[-–—=:(\[/|]+\s*([0-9]{1,2})\s*[)\]]?")
_FORMULA: Final = re.compile(r'=\s*"(.*)"')
_OR: Final = re.compile(r"\s*(?:[/,;]|\beller\b|\bor\b)\s*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def meaning(cell: str) -> Meaning:  # noqa: PLR0911 as many as there are kinds
    """What a cell may mean, alone."""
    text = legible(cell)
    if formula := _FORMULA.fullmatch(text):
        text = formula[1].strip()
    text = text.removeprefix("'").rstrip(" .") or ""
    if _NO_WORD.fullmatch(text):
        return Meaning(CellKind.EMPTY)
    if point := _POINT.fullmatch(text):
        number = int(point[1])
        return Meaning(CellKind.NUMBER if number <= max(SCALES) else CellKind.FIGURE, number)
    if _FIGURE.fullmatch(text):
        number_text = text.rstrip(" %").replace(",", ".").replace("−", "-")
        return Meaning(CellKind.FIGURE, float(number_text))
    if words := _in_words(text):
        return words
    if first := _NUMBER_FIRST.fullmatch(text):
        return _both(first[1], first[2])
    if last := _NUMBER_LAST.fullmatch(text):
        return _both(last[2], last[1])
    if code := _CODE.fullmatch(text):
        return Meaning(CellKind.CODE, int(code[2]), prefix=word_key(code[1]))
    return Meaning(CellKind.UNKNOWN)


def _in_words(text: str) -> Meaning | None:
    key = key_of(text)
    if key in _LABEL_KEYS:
        return Meaning(CellKind.LABEL, label=key)
    for keys, kind in ((_NOT_ANSWERED, CellKind.EMPTY), (_DECLINED, CellKind.DECLINED)):
        if _is_among(key, keys):
            return Meaning(kind)
    parts = _OR.split(text)
    if len(parts) > 1 and all(_is_among(key_of(part), _NOT_ANSWERED | _DECLINED) for part in parts):
        return Meaning(CellKind.DECLINED)
    return None


def _is_among(key: str, keys: Collection[str]) -> bool:
    """Whether it is one of them, letters that were lost left out of account."""
    if key in keys or "?" not in key:
        return key in keys
    lost = re.compile(re.escape(key).replace(r"\?", "[a-z]{1,2}"))
    return any(map(lost.fullmatch, keys))


def _both(number: str, text: str) -> Meaning:
    words = _in_words(text)
    if words is None:
        return Meaning(CellKind.UNKNOWN)
    return Meaning(CellKind.BOTH if words.label else words.kind, int(number), words.label)


def read_points(places: Mapping[str, str], scale: Scale) -> dict[str, Answer]:
    """The answer that each different cell is: a point of the scale, or None for a missing one.

    `places` names where each was first seen: {"Enig": "C4"}. Raises UnreadableSheet with each cause
    once: cells that are no answers, another scale than the one given, a count from 0, numbers that
    contradict their words.
    """
    cells = {cell: meaning(cell) for cell in places}
    causes: list[Refused] = []
    blamed: set[str] = set()
    for of_which, many, single in _CAUSES:
        wrong = [cell for cell in of_which(cells, scale) if cell not in blamed]
        blamed.update(wrong)
        if wrong:
            named = enumeration(f'{places[cell]}: "{cell_in_words(cell)}"' for cell in wrong)
            msgid = single if single and len(wrong) == 1 else many
            causes.append(Refused(msgid, cells=named, points=scale, last=scale - 1))
    if causes:
        raise UnreadableSheet(*causes)
    return {cell: _answer(means, scale) for cell, means in cells.items()}


def _answer(means: Meaning, scale: Scale) -> Answer:
    if means.is_missing:
        return None
    return POINTS[scale][means.label] if means.label else int(means.number or 0)


def _numbered(cells: Mapping[str, Meaning]) -> dict[str, float]:
    """The numbers that stand alone or are a code's."""
    kinds = (CellKind.NUMBER, CellKind.FIGURE, CellKind.CODE)
    return {
        cell: means.number
        for cell, means in cells.items()
        if means.kind in kinds and means.number is not None
    }


def _counted_from_0(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    numbers = _numbered(cells)
    return list(numbers) if 0 in numbers.values() and max(numbers.values()) < scale else []


def _of_another_scale(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    """Words of another scale, also beside a number; numbers up to 7 where there are 5 points."""
    numbers = _numbered(cells)
    highest = max(numbers.values(), default=0)
    both = {cell: means for cell, means in cells.items() if means.kind is CellKind.BOTH}
    other = next(other for other in SCALES if other != scale)
    fits, fits_other = (
        all(POINTS[points].get(means.label) == means.number for means in both.values())
        for points in (scale, other)
    )
    words = POINTS[scale]
    return [
        *(cell for cell, means in cells.items() if means.label and means.label not in words),
        *(both if fits_other and not fits else ()),
        *(cell for cell, number in numbers.items() if scale < number and highest == other),
    ]


def _contradicting(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    """Numbers with words of another point, or with words for no answer."""
    return [
        cell
        for cell, means in cells.items()
        if means.number is not None
        and (
            (means.is_missing and 1 <= means.number <= scale)
            or (means.kind is CellKind.BOTH and means.number != POINTS[scale].get(means.label))
        )
    ]


def _of_five_words(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    """Words that leave it open whether they are of seven points or of five.

    "Enig" without "Lidt enig" is the fourth of five or the sixth of seven; "Lidt enig" without
    "Enig" may be the fourth of five others.
    """
    if scale != max(SCALES):
        return []
    points = {
        POINTS[scale][means.label]: cell
        for cell, means in cells.items()
        if means.kind is CellKind.LABEL and means.label in POINTS[scale]
    }
    slight, plain = points.keys() & {3, 5}, points.keys() & {2, 6}
    return [points[point] for point in sorted(slight | plain)] if not (slight and plain) else []


def _ends_alone(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    """Words for the two ends, with numbers beside them that should lie between and do not."""
    labels = {
        cell: POINTS[scale].get(means.label)
        for cell, means in cells.items()
        if means.kind is CellKind.LABEL
    }
    numbers = {number for number in _numbered(cells).values() if number <= scale}
    if not labels or not numbers or not {1, scale}.issuperset(labels.values()):
        return []
    is_short = scale == max(SCALES) and max(numbers) < min(SCALES)
    return list(labels) if is_short or numbers & {1, scale} else []


def _of_two_wordings(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    """Other words than our own where the words together are no common wording of the scale.

    "Helt enig" may be above "Meget enig", and "Neutral" beside "Hverken enig eller uenig".
    """
    words = {means.label for means in cells.values() if means.label}
    own = {key_of(text) for label in LABELS[scale] for text in (label.da, label.en)}
    if words <= own or any(words <= wording.keys() for wording in _WORDINGS[scale]):
        return []
    return [cell for cell, means in cells.items() if means.label and means.label not in own]


def _no_answers(cells: Mapping[str, Meaning], scale: Scale) -> list[str]:
    numbers = _numbered(cells)
    prefixes = {
        means.prefix for means in cells.values() if means.kind in (CellKind.CODE, CellKind.NUMBER)
    }
    return [
        cell
        for cell, means in cells.items()
        if means.kind in (CellKind.UNKNOWN, CellKind.FIGURE)
        or (cell in numbers and not 1 <= numbers[cell] <= scale)
        or (means.kind is CellKind.CODE and len(prefixes) > 1)
    ]


_CAUSES: Final[tuple[tuple[Callable[[Mapping[str, Meaning], Scale], list[str]], str, str], ...]] = (
    (
        _counted_from_0,
        N_(
            "{cells}: these count from 0 to {last}, and the points from 1 to {points}. "
            "Number them from 1."
        ),
        "",
    ),
    (
        _of_another_scale,
        N_(
            "{cells}: these belong to another scale than one of {points} points. "
            "Say with --scale how many points the survey has."
        ),
        N_(
            "{cells} belongs to another scale than one of {points} points. "
            "Say with --scale how many points the survey has."
        ),
    ),
    (
        _contradicting,
        N_(
            "{cells}: here the number says one thing, and the words another. "
            "Leave the one that is right, from 1 for those who disagree the most."
        ),
        "",
    ),
    (
        _of_five_words,
        N_(
            "{cells}: these words may be of five points, and the scale is given as {points}. "
            "Write the answers as numbers from 1 to {points} if it is so."
        ),
        "",
    ),
    (
        _ends_alone,
        N_(
            "{cells}: which numbers these words stand for cannot be told. "
            "Write the answers as numbers from 1 to {points}."
        ),
        "",
    ),
    (
        _of_two_wordings,
        N_(
            "{cells}: these words and the others are not of one scale. Write the answers as "
            "numbers from 1 to {points}."
        ),
        "",
    ),
    (
        _no_answers,
        N_(
            "{cells}: these are no answers on a scale of {points} points. Write numbers from 1 to "
            '{points}, or words from "Strongly disagree" to "Strongly agree"; leave a cell empty '
            "where there is no answer."
        ),
        N_(
            "{cells} is no answer on a scale of {points} points. Write a number from 1 to "
            '{points}, or words from "Strongly disagree" to "Strongly agree"; leave the cell empty '
            "where there is no answer."
        ),
    ),
)
"""Which cells are wrong, and the sentence about them; the second for one cell alone."""
