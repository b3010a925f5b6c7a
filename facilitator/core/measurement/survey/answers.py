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
from facilitator.core.measurement.survey.wording import key_of, legible, word_key, words_of


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


POINTS: Final[Mapping[Scale, Mapping[str, int]]] = {
    scale: {
        key_of(text): point for point, label in enumerate(texts, 1) for text in (label.da, label.en)
    }
    for scale, texts in LABELS.items()
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

    `places` names where each was first seen: {"Enig": "C4"}. Raises Unreadable with each cause
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


_NAMES: Final = re.compile(
    r"antal|antallet|sum|summen|summa|summe|total|totalt|totals|totaler|i alt|ialt|subtotal"
    r"|\w*gennemsnit\w*|gns|gnsn|gnst|snit|gj ?snitt|middel\w*|median\w*|typetal|modus"
    r"|standard ?afvigelse\w*|std|std ?afv\w*|std ?dev\w*|stdev|sd|standard deviation|spredning"
    r"|varians|variance|mean|means|average|averages|avg|count|counts|procent|percent|pct|andel"
    r"|fordeling|distribution|frekvens|frequency|resultat|result|n|svarprocent|kvartil|quartile"
    r"|sum total|grand total|hovedtotal|max|maks|min|maximum|maksimum|minimum"
    r"|samlet|ave|genn ?snit|st ?dev|st ?afv|indeks|index"
)
_SIGNS: Final = frozenset("Σ∑μµ") | {"x̄", "x̅"}
"""Of a sum or a mean."""
_OF: Final = re.compile(
    r"(?:svar|besvarelser|respondenter|responses|answers|respondents|deltagere|af|of|pr|per|valid"
    r"|gyldige|total|i|alt|all|alle|column|kolonne|item|udsagn|sporgsmal|score|points?|enige?|agree"
    r"|ratings?|values?|vardier?|vurdering(?:er)?|niveau|level|samlede?|overall|hele|team(?:et)?"
    r"|weighted|vagtet|afrundet|rounded|udregnet|beregnet|calculated|grand|general|for)"
)
_NUMBER_OF: Final = re.compile(
    r"[0-9]+ (?:svar|besvarelser|respondenter|responses|answers)"
    r"|(?:svar|besvarelser|respondenter|responses|answers)\s*[:=]?\s*[0-9]+"
)
_TOTALS_OR_INITIALS: Final = frozenset(("max", "min", "maks", "n", "sd", "ø"))
"""These may be somebody's name or initials as well."""
_NOBODY: Final = re.compile(
    r"alle|all|overall|everyone|everybody|samtlige|hele|norm|base|\w*benchmark|facit|mal|malsatning"
    r"|target|goal|besvarelser|besvaret|svar|responses?|answered|skipped|cases|respondenter"
    r"|summer|beregnet|udregnet|sidste|forrige|tidligere|seneste|last|previous|ar|year|maling|survey|score|nogletal|range"
    r"|top|bund|bottom|nederste|overste|gransen?|limit|medel\w*|team|teamet|teams|afdeling(?:en)?"
    r"|afd|afsnit(?:tet)?|enhed(?:en)?|gruppen?|hold(?:et)?|organisation(?:en)?|kommunen?"
    r"|region(?:en)?|virksomhed(?:en)?|department|unit|company"
)
"""Words of what is set beside people: their team, a standard, the time before."""
_TRIAL: Final = re.compile(
    r"test(?: ?(?:test|svar|besvarelse|person|bruger|deltager|respondent|data|response|user|\d+))*"
    r"|prove ?(?:svar|besvarelse|person)|provesvar|dummy|preview|forhandsvisning|spam"
    r"|(?:skal )?slett?es|slettet|deleted?|dublet|duplicate|screened(?: out)?|screenet(?: ud)?"
    r"|ugyldigt?|invalid|annulleret|kasseret|udgar|udgaet|excluded?|udelukket|disqualified"
)


@lru_cache(maxsize=4096)
def calls_row_a_total(cell: str) -> bool:
    """Whether a cell calls its row a sum of the others: "Antal svar", "Gns.", "N = 6", "Mean"."""
    if not cell or cell.isdecimal():
        return False
    if cell in _SIGNS:
        return True
    words = [word.key for word in words_of(cell) if not word.key.isdecimal()]
    for length in (1, 2):
        for at in range(len(words) - length + 1):
            rest = words[:at] + words[at + length :]
            if _NAMES.fullmatch(" ".join(words[at : at + length])) and all(
                _OF.fullmatch(word) or _NAMES.fullmatch(word) for word in rest
            ):
                return True
    return bool(_NUMBER_OF.fullmatch(cell.casefold().strip()))


def begins_like_total(cell: str) -> bool:
    """Whether a cell that should hold no words begins like a sum's: "Gns. Team Nordlys"."""
    return any(_NAMES.fullmatch(word.key) for word in words_of(cell)[:1])


def may_call_row_nobodys(cell: str, *, wholly: bool) -> bool:
    """Whether a cell may call its row something else than a person: "Benchmark", "Team Nord".

    `wholly`: with all of its words, where it may as well be a remark.
    """
    words = [word.key for word in words_of(cell) if not word.key.isdecimal()]
    there = [bool(_NOBODY.fullmatch(word)) for word in words]
    rest = (word for word, is_there in zip(words, there, strict=True) if not is_there)
    return any(there) and (not wholly or all(map(_OF.fullmatch, rest)))


def is_total_of(cell: str, groups: Collection[str]) -> bool:
    """Whether a cell calls its row the sum of one of the groups: "Dag Total", "Middel for Dag"."""
    words = [word.key for word in words_of(cell)]
    names = [word for word in words if _NAMES.fullmatch(word) and word not in _TOTALS_OR_INITIALS]
    rest = [word for word in words if not (_NAMES.fullmatch(word) or _OF.fullmatch(word))]
    return bool(names and rest) and " ".join(rest) in groups


def may_be_a_trial(cell: str) -> bool:
    """Whether a cell may say that its row was only tried, or is set aside: "Test", "Dublet"."""
    return bool(_TRIAL.fullmatch(key_of(cell)))


def may_be_a_name_too(cell: str) -> bool:
    """Whether a cell that may call its row a sum may be somebody's name or initials as well."""
    return cell.casefold() in _TOTALS_OR_INITIALS
