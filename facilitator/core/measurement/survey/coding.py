"""How a table says that its answers are coded: turned round, on another scale, from another end.

It may say so in a heading, in a note or legend above, below or beside the answers, or in a column
of its own. What people wrote themselves is no note, nor is the heading of another question that
they answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns import Chosen
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    cell_name,
)
from facilitator.core.measurement.survey.wording import Heading, legible, says_turned

_LONGEST_SHOWN: Final = 80


def refuse_other_coding(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> None:
    """Refuse a table where the table says that its answers are not coded as on the scale.

    `people` are the rows with answers.
    """
    _refuse_turned_columns(sheet, chosen)
    _refuse_legends(sheet, chosen, people, scale)
    _refuse_notes(sheet, chosen, people, scale)


def _turned(place: str, cell: str) -> UnreadableSheet:
    why = N_(
        '{cell} says "{words}": the answers have to stand as they were given, and none '
        "turned round. If it is so, delete the words."
    )
    return UnreadableSheet(Refused(why, cell=place, words=cell_in_words(cell, _LONGEST_SHOWN)))


def _backwards(cell: str) -> UnreadableSheet:
    why = N_('The points are numbered the other way: "{cell}". Here 1 is to disagree the most.')
    return UnreadableSheet(Refused(why, cell=cell))


# In the columns of the items


def _refuse_turned_columns(sheet: Sheet, chosen: Chosen) -> None:
    """Refuse cells of these columns that say "R" or "inverted", alone or behind a number: "Q1r"."""
    for at, row in enumerate(sheet.cells):
        letters = {row[i].casefold() for i in chosen.every if len(row[i]) == 1}
        if letters - {"r", "-"} and "r" in letters:
            continue
        for i in sorted(chosen.every):
            if says_turned(row[i]) or _CODE_TURNED.fullmatch(legible(row[i])):
                raise _turned(cell_name(at, i), row[i])


_CODE_TURNED: Final = re.compile(
    r"[a-zæøå]{0,8}[\s_.-]?\d{1,2}[\s_.(-]*"
    r"(?:r|rev|rec|inv|omk|reversed?|recoded?|inverted|vendt|omvendt|omkodet)\)?"
    r"|[68]\s*[-–−]\s*[a-z]{1,4}_?\d",
    re.IGNORECASE,
)

# Legends


class _Legend(NamedTuple):
    """What may say what the points mean."""

    place: str
    """The cell that it stands in, or begins in."""
    text: str
    has_range: bool = False
    """Whether "1-7" in it is of the first and the last point, and not of something else."""

    @property
    def words(self) -> str:
        return cell_in_words(self.text)


def _refuse_legends(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> None:
    """Refuse a legend of another scale, or of one with the points in the other direction."""
    for legend in _legends(sheet, chosen, people):
        text, named = legible(legend.text), f'{legend.place}: "{legend.words}"'
        if point := _point_of_no_answer(text, scale):
            why = N_(
                "{cell} lets the point {point} stand for no answer. Leave the cells empty where "
                "there is none."
            )
            raise UnreadableSheet(Refused(why, cell=named, point=point))
        ranges = _RANGE.findall(text) if legend.has_range else []
        for low, high in (*ranges, *(("1", most) for most in _MOST_OF_ALL.findall(text))):
            if (int(low), int(high)) not in {(1, scale), (1, 1)}:
                why = N_(
                    "{cell} speaks of a scale from {low} to {high}, and the scale is given as "
                    "{points} points."
                )
                names = {"low": low, "high": high, "points": scale}
                raise UnreadableSheet(Refused(why, cell=named, **names))
        if len(text) > len("1=enig") and _ENDS_TURNED.search(text):
            raise _backwards(f"{legend.place}: {legend.words}")


def _legends(sheet: Sheet, chosen: Chosen, people: Sequence[int]) -> Iterator[_Legend]:
    """Every cell but those of people's answers, and numbers with the words beside them."""
    are_people = frozenset(people)
    is_note = [not head or Heading.NOTE.heads(head) for head in sheet.headings(chosen.heading)]
    last_heading = -1 if chosen.heading is None else chosen.heading
    for at, row in enumerate(sheet.cells):
        is_person = at in are_people
        cells = [
            (cell_name(at, i), cell, at <= last_heading and i in chosen.every and " " in cell)
            for i, cell in enumerate(row)
            if cell and (not is_person or (is_note[i] and i not in chosen.every))
        ]
        for place, cell, is_asked in cells:
            has_range = is_asked or _SCALE.search(cell) or _BARE_RANGE.fullmatch(cell)
            yield _Legend(place, cell, bool(has_range))
        for (place, first, _), (_, second, _) in [] if is_person else pairwise(cells):
            if not meaning(first).is_missing:
                yield _Legend(place, f"{first} = {second}")
    yield from _legend_beside(sheet, chosen, people)


_RANGE: Final = re.compile(
    r"(?<![\w.:/-])([01])\s*(?:-|–|—|til|to)\s*([0-9]{1,2})(?![\w/-]|[.:][0-9])"
    r"(?!\.?\s*(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|de[cs]|uge|week|dag|day)\w*)"
)
_BARE_RANGE: Final = re.compile(rf"\W*(?:(?:fra|from)\s+)?{_RANGE.pattern}\W*", re.IGNORECASE)
_SCALE: Final = re.compile(
    r"skala|scale|trin\b|points?\b|\bsvar|besvar|answer|vurder|\brat(?:ing|ed)|likert",
    re.IGNORECASE,
)
_IS: Final = r"\s*(?:=|:|-|–|\(|er|is|svarer til|betyder|means)\s*[\"“]?\s*"
_MOST: Final = r"(?:meget|helt|fuldt|fuldstændig|fuldstandig|strongly|totally|completely)\s+"
_ENDS_TURNED: Final = re.compile(
    rf"(?<![=:])(?<![=:] )\b1(?:{_IS}(?:{_MOST})?|\s+{_MOST})(?:enig|agree)\b"
    rf"|(?<![=:])(?<![=:] )\b[57](?:{_IS}(?:{_MOST})?|\s+{_MOST})(?:uenig|disagree)\b"
    rf"|\b{_MOST}(?:enig|agree)\s*[=:(]\s*1\b|\b{_MOST}(?:uenig|disagree)\s*[=:(]\s*[57]\b"
    rf"|[(\[]1\s+(?:{_MOST})?agree\b|[–—-]\s*[57]\s+(?:{_MOST})?disagree\b",
    re.IGNORECASE,
)
"""1 for those who agree the most."""
_NO_ANSWER: Final = (
    r"\b(?:ved ikke|ønsker ikke|vil ikke|kan ikke svare|ikke relevant|ikke besvaret|intet svar"
    r"|uoplyst|n/?a\b|not applicable|don'?t know|do not know|no answer|prefer not|missing|mangler)"
)
_MOST_OF_ALL: Final = re.compile(
    rf"(?<![\w.,-])([0-9]{{1,2}}){_IS}{_MOST}(?:enig|agree)\b", re.IGNORECASE
)
"""The number that those have who agree the most."""


def _point_of_no_answer(text: str, scale: Scale) -> str:
    """The point that stands for no answer by a legend, as "5 = Ved ikke"; else empty."""
    point = rf"([1-{scale}])"
    pattern = (
        rf"(?<![\w.,-]){point}{_IS}{_NO_ANSWER}"
        rf"|{_NO_ANSWER}[^=:(\d]{{0,12}}[=:(]\s*{point}(?![\d.,])"
    )
    match = re.search(pattern, text, re.IGNORECASE)
    return (match[1] or match[2]) if match else ""


def _legend_beside(sheet: Sheet, chosen: Chosen, people: Sequence[int]) -> Iterator[_Legend]:
    """What the points mean, where it stands in columns of its own beside the people's answers."""
    heads = sheet.headings(chosen.heading)
    for at in range(sheet.width - 1):
        if at in chosen.every or at + 1 in chosen.every:
            continue
        points = {
            row: (number, label)
            for row in people
            if meaning(number := sheet.cells[row][at]).kind is CellKind.NUMBER
            and meaning(label := sheet.cells[row][at + 1]).kind is CellKind.LABEL
        }
        numbers = [number for number, _label in points.values()]
        labels = {meaning(label).label for _number, label in points.values()}
        are_listed = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        are_different = len(labels) == len(points) > 1 and len(set(numbers)) > 1
        if are_different and (not heads[at] or are_listed):
            for row, (number, label) in points.items():
                yield _Legend(cell_name(row, at), f"{number} = {label}")


# Notes


def _refuse_notes(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> None:
    """Refuse a note that says in words how the answers are coded, where it is otherwise."""
    for row, column, is_comment in _notes(sheet, chosen, people):
        cell = sheet.cells[row][column]
        text, place = legible(cell), cell_name(row, column)
        words = cell_in_words(cell, _LONGEST_SHOWN)
        if _says_turned(text, scale, is_comment=is_comment):
            raise _turned(place, cell)
        if is_comment:
            continue
        if row <= (chosen.heading or 0) and column in chosen.every and _SIGNED.search(text):
            why = N_(
                '{cell} says "{words}", so that answers may have been turned round: they have to '
                "stand as they were given. If they do, delete the sign."
            )
            raise UnreadableSheet(Refused(why, cell=place, words=text[-_LONGEST_SHOWN:].lstrip()))
        other = next((points for points in _scales(text) if points != scale), None)
        if other:
            why = N_(
                '{cell} says "{words}", a scale of {other} points, and the scale is given as '
                "{points} points. Say with --scale how many points the survey has."
            )
            raise UnreadableSheet(Refused(why, cell=place, words=words, other=other, points=scale))
        if _is_backwards(text, scale):
            raise _backwards(f"{place}: {words}")
        if _OF_GROUPS.search(text):
            why = N_(
                '{cell} says "{words}", as of figures for several people together. There has to '
                "be a row for each person. Delete the words if there is."
            )
            raise UnreadableSheet(Refused(why, cell=place, words=words))


_SUMS: Final = (
    r"(?:gennemsnit\w*|middel(?:v(?:æ|ae)rdi)?\w*|median\w*|means?|averages?|procent\w*|percent\w*"
    r"|andele?)"
)
_GROUPS: Final = r"(?:team\w*|afdeling\w*|enhed\w*|gruppe\w*|hold|departments?|units?|groups?)"
_OF_GROUPS: Final = re.compile(
    rf"\b(?:tal\w*|v(?:æ|ae)rdier\w*|svar\w*|numbers|values|figures|cells)\b.{{0,20}}"
    rf"\b(?:er|is|are)\b.{{0,20}}\b{_SUMS}"
    rf"|\b{_SUMS}\s+(?:enig\w*|agree\w*|(?:pr\.?|per|for hver\w?|by|af hver\w?)\s+{_GROUPS})\b"
    r"|\b(?:hver|en|[ée]n|each|one)\s+(?:r(?:æ|ae)kke|row|linje|line)\s*(?:er|is|=|pr\.?|per|for)"
    rf"\s*(?:(?:et|en|a|an|hver\w?|each)\s+)?{_GROUPS}\b",
    re.IGNORECASE,
)
"""Each row is of a group."""


def _notes(sheet: Sheet, chosen: Chosen, people: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """The row and the column of each cell that may be a note, and whether people may have said it.

    Left out are the answers themselves and the headings of other questions with answers.
    """
    are_people = frozenset(people)
    filled = [any(sheet.cells[row][at] for row in people) for at in range(sheet.width)]
    heads = sheet.headings(chosen.heading)
    for at, row in enumerate(sheet.cells):
        is_apart = at != chosen.heading and sum(bool(row[i]) for i in chosen.every) <= 1
        for i, cell in enumerate(row):
            if not _LETTERS.search(cell):
                continue
            if at in are_people:
                if i not in chosen.every:
                    yield at, i, bool(heads[i]) and not Heading.NOTE.heads(heads[i])
            elif i in chosen.every or is_apart or not filled[i]:
                yield at, i, False
            elif not _is_of_numbers(sheet, people, i):
                yield at, i, True


_LETTERS: Final = re.compile(r"[^\W\d_]{2}|→|\d[^\W\d_]|[^\W\d_]\d")


def _is_of_numbers(sheet: Sheet, people: Sequence[int], at: int) -> bool:
    """Whether a column has numbers alone: sums, or answers turned round beside those given."""
    return all(re.fullmatch(r"[\d.,% -]*", sheet.cells[row][at]) for row in people)


# Turned round

_DATA: Final = (
    r"(?:udsagn\w*|items?|spm|sp(?:ø|oe|o)rgsm(?:å|aa|a)l\w*|svar\w*|statements?|questions?|answers?"
    r"|responses?|scor\w*|\w*skala\w*|scales?|points?|v(?:æ|ae|a)rdi\w*|values?|data|kolonne\w*"
    r"|columns?|variab\w*|negativ\w*|tal(?:lene)?|numbers|q\d\w*)"
)
_RECODED: Final = (
    r"(?:(?:om|re|gen)-?kod(?:et|ede|es|ning|ninger|ning\w*)|re-?cod(?:ed|ing|es)|revers(?:ed|al|als"
    r"|ing|ering|eret|erede|e[\s_-]?(?:cod|scor|key)\w*)|invert(?:ed|eret|erede|eres)|ensret\w*"
    r"|(?:omvendt|reverse)[\s_-](?:kod|cod|scor)\w*"
    r"|spejl(?:et|ede|vendt\w*)|mirrored|positiv(?:t|ely)[\s_-](?:kod|cod|scor|key)\w*"
    r"|samme retning|same direction|samme vej|same way|efter (?:om)?vending|skiftet fortegn)"
)
"""Nobody but who worked on the data says so."""
_TURNED: Final = (
    r"(?:vendt|vendte|vending|omvendt|omvendte|turned|flipped|swapped|omregn(?:et|ede|ing)"
    r"|transform(?:ed|eret|erede)|konvertere(?:t|de)|converted)"
)
"""Said of other things as well."""
_ELSEWHERE: Final = (
    r"(?!\s+(?:tilbage|ryggen|mod|p(?:å|aa) hovedet|med|up|down|out|off|away"
    r"|(?:chrono|alpha|order|r(?:æ|ae)kkef)\w*))"
)
_SAID: Final = re.compile(
    rf"(?<![^\W\d_])(?:{_RECODED}|{_TURNED})(?![^\W\d_]){_ELSEWHERE}", re.IGNORECASE
)
_SAID_BY_DATA: Final = re.compile(rf"(?<![^\W\d_]){_RECODED}(?![^\W\d_])", re.IGNORECASE)
_OF_DATA: Final = re.compile(rf"\b{_DATA}\b", re.IGNORECASE)
_NOT_YET: Final = re.compile(
    r"\b(?:ikke|not|uden|without|ingen|intet|none|no|never|aldrig|f(?:ø|oe)r|before|skal|b(?:ø|oe)r"
    r"|must|should|to be|need|needs|husk|remember)\b[^.;:,]{0,40}$",
    re.IGNORECASE,
)
"""Before the word: nothing was turned round, at least until now."""
_CORRECTED: Final = re.compile(
    r"\b(?:rettet|justeret|korrigeret|adjusted|corrected) for\b.{0,30}"
    r"\b(?:negativ|revers|(?:om)?vendt)"
    r"|(?:^|[=:])\s*(?:om)?vendt\w*\s*$|\bR\s*=|\d\D{0,6}\d\D{0,8}[(_]R\b|\b1\s*(?:→|->|=>)\s*[57]\b"
    r"|\bnegativ\w*\b[^.;:]{0,40}\b(?:rettet|justeret|corrected|adjusted)\b(?!\s+(?:mod|til|at))",
    re.IGNORECASE,
)
_PASSIVE: Final = r"(?:er|blev|bliver|blevet|is|are|was|were|been)"
_NUMBERED_ITEMS: Final = re.compile(
    rf"(?:{_DATA}|\bq)\W*\d\W+(?:(?:og|and|&|q)\W*)*\d.{{0,60}}\b{_PASSIVE}\b.{{0,20}}"
    rf"\b(?:{_RECODED}|{_TURNED})\b{_ELSEWHERE}",
    re.IGNORECASE,
)
"""In a comment: the statements are named by their numbers."""
_SIGNED: Final = re.compile(
    r"[\[(]\s*[-–−]\s*[\])]|[_\s\[(](?:neg|pos)(?:ativ|itiv)?\w*\.?[\])]?\s*$", re.IGNORECASE
)
_POINT: Final = (
    r"(?:(?:score|tal|v(?:æ|ae)rdi|point|svar|karakter|number|value|rating|answer)\w*\s+|\s*)"
)
_EQUALS: Final = (
    r"\s*(?:=|:|→|->|\ber\b|\bis\b|\bare\b|betyder|means?\b|svarer til|st(?:å|aa)r for|angiver"
    r"|indicates?)\s*"
)
_HIGH: Final = r"h(?:ø|oe)j\w*|high\w*|stort?|store"
_LOW: Final = r"lav(?:e|t|est|este|ere)?|low\w*|lille|sm(?:å|aa)|small"
_SAFE: Final = re.compile(
    rf"(?<![\w.,-])(?:{_HIGH}|{_LOW}|[1-7])\s*{_POINT}{_EQUALS}(?:\w+\s+){{0,2}}"
    r"(?:u?tryg\w*|(?:un)?safe\w*|psykologisk tryg\w*|bedst\w*|best)\b"
    rf"|\b(?:{_HIGH}|{_LOW})\s*{_POINT}{_EQUALS}(?:\w+\s+)?(?:positiv\w*|godt?|good|bedre|better)\b"
    r"|\bjo (?:h(?:ø|oe)jere|lavere)[^.;]{0,20}\bjo (?:mere |mindre )?(?:tryg|bedre|sikk)\w*"
    r"|\bthe (?:higher|lower)[^.;]{0,20}\bthe (?:more |less )?(?:safe|better)\w*",
    re.IGNORECASE,
)
"""No point is the safest on every statement as it was given."""


def _says_turned(text: str, scale: Scale, *, is_comment: bool) -> bool:
    if is_comment:
        return any(not _NOT_YET.search(text, 0, _turned_at(match))
                   for match in _NUMBERED_ITEMS.finditer(text))  # fmt: skip
    minus = (
        rf"\b{scale + 1}\s*(?:minus\s*(?!\d)|[-–−]\s*(?:q\d|x\b|item|raw|udsagn|svar|score|answer"
        r"|respons|v(?:æ|ae)rdi|value))"
    )
    if re.search(minus, text, re.IGNORECASE) or _CORRECTED.search(text):
        return True
    for match in _SAID.finditer(text):
        is_certain = _SAID_BY_DATA.match(text, match.start()) or _OF_DATA.search(text)
        if is_certain and not _NOT_YET.search(text[: match.start()]):
            return True
    return bool(_SAFE.search(text))


def _turned_at(match: re.Match[str]) -> int:
    words = list(_SAID.finditer(match[0]))
    return match.start() + (words[-1].start() if words else 0)


# The scale

_NUMBERS: Final = {
    word: number
    for number, words in {
        2: "to two", 3: "tre three", 4: "fire four", 5: "fem five", 6: "seks six", 7: "syv seven",
        8: "otte eight", 9: "ni nine", 10: "ti ten", 11: "elleve eleven",
    }.items()
    for word in words.split()
}  # fmt: skip
_N: Final = rf"(?<![\w.,-])(1[01]|[2-9]|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_STEPS: Final = r"(?:punkt|pkt\.?|point|trin|step|grad|level|p)(?:s|er|e|ers)?"
_CHOICES: Final = (
    r"(?:(?:svar|answer|response)[\s-]?)?(?:kategori|muligh|categor|option|alternativ|choice)\w*"
)
_ITS_SCALE: Final = r"(?:likert\w*|\w*skala\w*|scale|rating)"
_NAMED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_N}[\s-]*{_STEPS}[\s-]*{_ITS_SCALE}",
        rf"{_N}-(?:punkt|point)s?\b(?!\s*(?:plan|program|guide|model|list))",
        rf"\blikert\w*(?:[\s-]*(?:scale|skala))?[\s:=(-]*{_N.replace(',-', ',')}\b(?!\s*[=.])",
        (
            rf"\b{_ITS_SCALE}\b[^.;\d]{{0,25}}?{_N}\s+(?:{_STEPS}|{_CHOICES}|v(?:æ|ae)rdier|levels?"
            r"|values)\b"
        ),
        rf"\b{_ITS_SCALE}\s*[:=(]\s*{_N}\s*(?:{_STEPS})?\)?\s*$",
        rf"{_N}-(?:skala|scale)\b",
        rf"\b{_ITS_SCALE}\b[^.;\d]{{0,20}}\b(?:g(?:å|aa)r|goes)\s+(?:op\s+|up\s+)?(?:til|to)\s+{_N}\b",
        r"\b1\s*(?:\.\.+|…|through|thru)\s*(1[01]|[2-9])\b",
        (
            rf"\b{_ITS_SCALE}\b[^.;\d]{{0,15}}\b1[, /|]+2[, /|]+3(?:[, /|]+\d+)*?"
            r"[, /|]+(\d+)\b(?![, /|]+\d)"
        ),
        rf"\bsvar\w*\s*:\s*{_N}\s+{_CHOICES}",
        rf"\bsvar\w*\b[^.;\d]{{0,20}}?{_N}\s+(?:trin|punkter|points?|niveauer|levels)\b",
        rf"\b(?:{_CHOICES}|(?:antal|number of)\s+(?:{_STEPS}|levels))\s*[:=]\s*{_N}\b(?!\s*[=-])",
        r"\b(?:1|en|[ée]t|one)\s*(?:til|to|-|–)\s*(fem|five|syv|seven|ti|ten)\b",
        (
            rf"{_N}\s+(?:(?:mulige|possible|different)\s+)?(?:svar|answer|response)[\s-]?"
            r"(?:kategori|muligh|categor|option|alternativ|choice|trin)\w*"
        ),
    )
)


def _scales(text: str) -> Iterator[int]:
    """How many points the scales have that a text names in words."""
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            number = match[1].casefold()
            yield int(number) if number.isdecimal() else _NUMBERS[number]


_AGREES: Final = re.compile(
    r"\b(?:enig\w*|agree\w*|passer|sandt?|true|applies|tilslutning|rigtigt?"
    r"|i (?:meget )?h(?:ø|oe)j grad|to a (?:very )?(?:great|high|large) extent)\b",
    re.IGNORECASE,
)
_DISAGREES: Final = re.compile(
    r"\b(?:uenig\w*|disagree\w*|usand\w*|untrue|false|slet ikke|not at all|nej"
    r"|i (?:meget )?(?:ringe|lav|lille) grad|to a (?:very )?(?:small|low|little) extent)\b"
    r"|\b(?:ikke|not|mindst|least|lav|low|d(?:å|aa)rligt)\b.{0,20}"
    r"\b(?:enig\w*|agree\w*|passer|sandt?|true|applies)\b|\b(?:passer|enig)\s+(?:ikke|d(?:å|aa)rl)",
    re.IGNORECASE,
)
_BACKWARDS: Final = re.compile(
    r"^\W*1[\s)]+(?:(?!hvor|how)\w+\s+)?(?<!ikke )(?<!not )(?:enig|agree|passer|bedst|best)\b"
    r"|(?<![\w.,-])1\s*(?:=|er|is)\s*(?:den |the )?(?:h(?:ø|oe)jest|highest|mest|most)\w*"
    r"|(?<![\w.,-])[57]\s*(?:=|er|is)\s*(?:den |the )?(?:lavest|lowest|mindst|least)\w*"
    r"|\b(?:enig|agree)\s+1\s*(?:-|–|til|to)\s*[57]\s+(?:\w+\s+)?(?:uenig|disagree)\b"
    r"|\bjo lavere[^.;]{0,20}\bjo mere (?:enig|tryg)|\bthe lower[^.;]{0,20}\bthe more.{0,20}agree"
    r"|\b(?:enig|agree)\s+(?:er|is)\s+1\b(?=\s*(?:[,;.)]|$|og|and))",
    re.IGNORECASE,
)
_MEANING: Final = r"([^\d,;()=…|/]{3,50})"


def _is_backwards(text: str, scale: Scale) -> bool:
    """Whether a legend has 1 for those who agree, or the last point for those who do not."""
    ends = rf"(?:({_LOW}|1)|({_HIGH}|{scale}))"
    plain = re.compile(
        rf"(?<![\w.,=–-])(?<!team )(?<!gruppe )(?<!group ){ends}\s*{_POINT}"
        rf"(?:{_EQUALS}|\s\(){_MEANING}",
        re.IGNORECASE,
    )
    after = re.compile(
        rf"{_MEANING}\s*[=(:]\s*(?:(1)|({scale}))\b(?!\s*[=:–-]|\s+(?:er|is|til|to)\b)",
        re.IGNORECASE,
    )
    row = re.compile(rf"{_MEANING}\s+(?:(1)\s+2\s+3|({scale})\s+{scale - 1})\b", re.IGNORECASE)
    pairs = [(low, meant) for low, _high, meant in plain.findall(text)]
    pairs += [(low, meant) for it in (after, row) for meant, low, _high in it.findall(text)]
    if _BACKWARDS.search(text):
        return True
    for is_low, meant in pairs:
        disagrees = bool(_DISAGREES.search(meant))
        if disagrees if not is_low else (_AGREES.search(meant) and not disagrees):
            return True
    return False
