"""What a table says of itself in words: that answers were turned round, and which scale it has.

A note may stand above or below the answers, in a row or a column of its own, or in a heading. What
people wrote themselves is no note, nor is the heading of another question that they answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import Scale
from facilitator.core.measurement.survey.columns import Chosen
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
)
from facilitator.core.measurement.survey.wording import legible, says_turned


def refuse_notes(sheet: Sheet, chosen: Chosen, people: Sequence[int], scale: Scale) -> None:
    """Raise Unreadable where a note says that the answers are no longer, or not, as on the scale.

    `people` are the rows with answers.
    """
    turned = next(_headings_turned(sheet, chosen, people), None)
    if turned:
        row, column = turned
        why = N_(
            '{cell} says "{words}": the answers have to stand as they were given, and none '
            "turned round. If it is so, delete the words."
        )
        words = cell_in_words(sheet.cells[row][column], _LONGEST_SHOWN)
        raise UnreadableSheet(Refused(why, cell=f"{column_name(column)}{row + 1}", words=words))
    for row, column, is_comment in _notes(sheet, chosen, people):
        cell = sheet.cells[row][column]
        text = legible(cell)
        place = f"{column_name(column)}{row + 1}"
        words = cell_in_words(cell, _LONGEST_SHOWN)
        if _says_turned(text, scale, is_comment=is_comment):
            why = N_(
                '{cell} says "{words}": the answers have to stand as they were given, and none '
                "turned round. If it is so, delete the words."
            )
            raise UnreadableSheet(Refused(why, cell=place, words=words))
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
            why = N_(
                'The points are numbered the other way: "{cell}". Here 1 is to disagree the most.'
            )
            raise UnreadableSheet(Refused(why, cell=f"{place}: {words}"))


def _headings_turned(
    sheet: Sheet, chosen: Chosen, people: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Cells of the chosen columns that say "R" or "inverted", alone or behind a number: "Q1r"."""
    last = people[-1] if people else -1
    for at, row in enumerate(sheet.cells[: last + 1]):
        letters = {row[i].casefold() for i in chosen.every if len(row[i]) == 1}
        if letters - {"r", "-"} and "r" in letters:
            continue
        for i in sorted(chosen.every):
            if says_turned(row[i]) or _CODE_TURNED.fullmatch(legible(row[i])):
                yield at, i


_CODE_TURNED: Final = re.compile(
    r"[a-zæøå]{0,8}[\s_.-]?\d{1,2}[\s_.(-]*"
    r"(?:r|rev|rec|inv|omk|reversed?|recoded?|inverted|vendt|omvendt|omkodet)\)?"
    r"|[68]\s*[-–−]\s*[a-z]{1,4}_?\d",
    re.IGNORECASE,
)
_LONGEST_SHOWN: Final = 80
_NOTE_HEADING: Final = re.compile(
    r"(?:note|notat|bem[æa]e?rkning|remark|obs|info|metadata|kodning|coding|databehandling)\w*\W*",
    re.IGNORECASE,
)
"""Heads a column with notes on the data."""


def _notes(sheet: Sheet, chosen: Chosen, people: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """The row and the column of each cell that may be a note, and whether people may have said it.

    Left out are the answers themselves and the headings of other questions with answers.
    """
    are_people = frozenset(people)
    filled = [any(sheet.cells[row][at] for row in people) for at in range(sheet.width)]
    heads = sheet.cells[chosen.heading] if chosen.heading is not None else ("",) * sheet.width
    for at, row in enumerate(sheet.cells):
        is_apart = at != chosen.heading and sum(bool(row[i]) for i in chosen.every) <= 1
        for i, cell in enumerate(row):
            if not _LETTERS.search(cell):
                continue
            if at in are_people:
                if i not in chosen.every:
                    yield at, i, not (not heads[i] or _NOTE_HEADING.fullmatch(legible(heads[i])))
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
    r"(?:udsagn\w*|items?|sp(?:ø|oe|o)rgsm(?:å|aa|a)l\w*|svar\w*|statements?|questions?|answers?"
    r"|responses?|scor\w*|\w*skala\w*|scales?|points?|v(?:æ|ae|a)rdi\w*|values?|data|kolonne\w*"
    r"|columns?|variab\w*|negativ\w*|tal(?:lene)?|numbers|q\d\w*)"
)
_RECODED: Final = (
    r"(?:(?:om|re|gen)-?kod(?:et|ede|es|ning|ninger|ning\w*)|re-?cod(?:ed|ing|es)|revers(?:ed|al|als"
    r"|ing|ering|eret|erede|e[\s_-]?(?:cod|scor|key)\w*)|invert(?:ed|eret|erede|eres)|ensret\w*"
    r"|spejl(?:et|ede|vendt\w*)|mirrored|positiv(?:t|ely)[\s_-](?:kod|cod|scor|key)\w*"
    r"|samme retning|same direction|samme vej|same way|efter (?:om)?vending|skiftet fortegn)"
)
"""Nobody but who worked on the data says so."""
_TURNED: Final = r"(?:vendt|vendte|vending|omvendt|omvendte|turned|flipped|swapped)"
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
        return any(not _NOT_YET.search(text, 0, _turned_at(found))
                   for found in _NUMBERED_ITEMS.finditer(text))  # fmt: skip
    minus = rf"\b{scale + 1}\s*(?:minus\s*(?!\d)|[-–−]\s*(?:q\d|x\b|item|raw|udsagn|svaret|score))"
    if re.search(minus, text, re.IGNORECASE) or _CORRECTED.search(text):
        return True
    for found in _SAID.finditer(text):
        is_certain = _SAID_BY_DATA.match(text, found.start()) or _OF_DATA.search(text)
        if is_certain and not _NOT_YET.search(text[: found.start()]):
            return True
    return bool(_SAFE.search(text))


def _turned_at(found: re.Match[str]) -> int:
    words = list(_SAID.finditer(found[0]))
    return found.start() + (words[-1].start() if words else 0)


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
        for found in pattern.finditer(text):
            number = found[1].casefold()
            yield int(number) if number.isdecimal() else _NUMBERS[number]


_AGREES: Final = re.compile(
    r"\b(?:enig\w*|agree\w*|passer|sandt?|true|applies|tilslutning|rigtigt?"
    r"|i h(?:ø|oe)j grad|to a (?:great|high|large) extent)\b",
    re.IGNORECASE,
)
_DISAGREES: Final = re.compile(
    r"\b(?:uenig\w*|disagree\w*|usand\w*|untrue|false|slet ikke|not at all)\b"
    r"|\b(?:ikke|not|mindst|least|lav|low|d(?:å|aa)rligt)\b.{0,20}"
    r"\b(?:enig\w*|agree\w*|passer|sandt?|true|applies)\b|\b(?:passer|enig)\s+(?:ikke|d(?:å|aa)rl)",
    re.IGNORECASE,
)
_BACKWARDS: Final = re.compile(
    r"^\W*1[\s)]+(?:(?!hvor|how)\w+\s+)?(?<!ikke )(?<!not )(?:enig|agree|passer|bedst|best)\b"
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
    pairs = [(low, said) for low, _high, said in plain.findall(text)]
    pairs += [(low, said) for it in (after, row) for said, low, _high in it.findall(text)]
    if _BACKWARDS.search(text):
        return True
    for is_low, said in pairs:
        disagrees = bool(_DISAGREES.search(said))
        if disagrees if not is_low else (_AGREES.search(said) and not disagrees):
            return True
    return False
