"""What columns beside the answers say: people at several times, several teams, or nobody.

One person at two times, two teams, a row that counts for several people or for none: the figures
would be of something else than one team at one time, and nothing would show it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.survey.sheet import (
    UnreadableSheet,
    cell_in_words,
    column_name,
    enumeration,
)
from facilitator.core.measurement.survey.wording import key_of

Cells = Mapping[int, str]
"""What stands in a column, by row, but for empty cells."""

_WHO: Final = (
    r"(?:respondent|deltager|medarbejder|person|bruger|user|participant|employee|patient"
    r"|svar|response|login|lon|lobe|tjeneste|member|medlem|worker|case|subject|alias|resp)"
)
_CODE_OF_ONE: Final = re.compile(
    rf"{_WHO}?s? ?(?:id|nr|no|nummer|number|kode|code|token|key|nogle|num)"
    rf"|{_WHO}|pseudonym|pseudo|kodenavn|code ?name|brugernavn|user ?name|kaldenavn|nick ?name"
)
_NAME_OF_ONE: Final = re.compile(
    rf"(?:fulde? |full |{_WHO}s? ?)?(?:navn|name|initialer|initials|init)|fornavn|first ?name"
)
_OCCASION: Final = re.compile(
    r"(?:male?|survey ?)?(?:runde|round|wave|bolge)(?: ?(?:nr|no|nummer|number))?"
    r"|(?:teamets? )?maling(?:er|en)?(?: ?(?:nr|nummer))?|male ?tidspunkt|tidspunkt|tid|time"
    r"|time ?point|occasion|measurement|periode|period|fase|phase|kvartal|quarter|halvar|semester"
    r"|saeson|season|sason|arstid|maned|month|gang|for ?(?:og|eller)? ?efter|pre ?post"
    r"|before ?(?:and|or)? ?after|t0 ?t1|undersogelse|survey|sporgeskema|baseline|indsamling"
)
_LASTS: Final = frozenset(("tid", "time"))
"""Heads how long somebody took as well."""
_YEAR: Final = re.compile(r"(?:male ?|survey ?)?(?:ar|arstal|year)")
_IS_YEAR: Final = re.compile(r"20[0-9]{2}")
_WHEN: Final = re.compile(
    r"\b(?:\w*tid|\w*tidspunkt|tidsstempel|timestamp|time|\w*dato|\w*date|submit\w*|recorded"
    r"|besvaret|created|oprettet|completed)\b|^maling$"
)
_OF_A_LIFE: Final = re.compile(r"fod|birth|born|ansat|ansaettelse|hire|employ|start i|siden|since")
_TEAM: Final = re.compile(
    r"(?:team|hold|afdeling|afd|afsnit|enhed|gruppe|department|dept|unit|group|work ?group"
    r"|arbejdsgruppe)(?:s? ?(?:navn|name|nr|no|nummer|number|id))?"
)
_SHIFT: Final = re.compile(
    r"(?:dag|aften|nat|morgen|weekend)(?:hold|vagt)?|(?:day|evening|night|morning)(?: ?shift)?"
)
"""A part of one team."""
_COUNTS: Final = re.compile(
    r"n|personer|people|persons|svar|besvarelser|responses|answers|stemmer|votes|respondenter"
    r"|respondents|deltagere|participants|medarbejdere|employees|f|antal pers"
)
_WEIGHT: Final = re.compile(
    r"(?:\w+ )?(?:vagt|vaegt|vaegtning|vagtning|weight|weighting|wgt|wt)(?: ?(?:faktor|factor))?"
)
_FIGURE: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]+)?")
_MOST_COUNTED: Final = 1000

_COUNTS_IN: Final = re.compile(
    r"(?:er )?(?:gyldige?|gyldigt|valid|validt|inkludere[ts]?|included?|medtages|medtaget|medregnes"
    r"|medregnet|tages med|taeller med|taller med|godkendt|approved|accepted|behold(?:es|t)?|keep"
    r"|kept|in ?scope|brug(?:es)?|use|used|skal med|is valid|er med)"
    r"(?: (?:svar|besvarelse|response|answer))?"
    r"|(?!.*(?:kontakt|contact|foto|photo|cit[ae]|quot)).*\b(?:samtykke|consent)\b.*"
)
_COUNTS_OUT: Final = re.compile(
    r"(?:skal |er |is |to be )?(?:eksklude\w+|exclude[ds]?|exclusion|slet|slett?es|slettet|deleted?"
    r"|test|udelad\w*|udelukke[ts]?|udelukkelse|ignore\w*|fjern\w*|removed?|dublet|duplicate"
    r"|ugyldigt?|invalid|spam|frafald\w*|udga\w*|udgaet|kasser\w+|annuller\w+|discard\w*|drop\w*"
    r"|frasorter\w*|sorteres fra|skip|omit\w*|preview)(?: ?(?:svar|besvarelse|response|data))?"
)
_NO: Final = re.compile(r"nej|no|n|0|false|falsk|afvist|rejected|none|ingen|ikke givet|not given")
_YES: Final = re.compile(r"ja|yes|j|y|x+|1|true|sand|sandt|ok|test|v|slet|slettes|delete")
_SET_ASIDE: Final = re.compile(
    r"(?:(?:skal|bor|bedes|please|to be|er|is|must be|should be) ){0,2}(?:slett?es|slettet"
    r"|slet(?! (?:ikke|ingen|intet))|eksklude\w+|excluded?|udelades|udeladt|deleted?|dublet"
    r"|duplicate|annulleret|kasser(?:es|et)|ugyldigt?|invalid|disqualified"
    r"|test ?(?:svar|besvarelse))\b.*"
    r"|.*\b(?:svarede|svaret|besvarede|besvaret|udfyldt|answered|responded)"
    r" (?:to gange|2 gange|dobbelt|twice)\b.*"
    r"|(?:(?:svaret|svar|besvarelsen|den|denne) )?skal ikke (?:med|taell?es? med|tall?es? med"
    r"|medregnes|bruges)\b.*"
)
_LONGEST_NOTE: Final = 10
"""Words of what is noted about a row. Longer texts are the person's own."""
_DATE: Final = re.compile(r"([0-9]{1,4})[-./]([0-9]{1,2})[-./]([0-9]{2,4})\b.*")
_SERIAL: Final = re.compile(r"(4[0-9]{4}|5[0-9]{4})(?:[.,][0-9]+)?")
"""A day as a spreadsheet counts them."""
_LEAST_CODES: Final = 3
"""Different ones in a column of people's: two are rather a yes and a no."""
_FAR: Final = 60
"""Days between the last answer of one time and the first of the next."""


def refuse_set_aside(heads: Sequence[str], columns: Mapping[int, Cells]) -> None:
    """Raise Unreadable where a column says of some rows that they do not count."""
    for i, cells in columns.items():
        head = key_of(heads[i])
        found = {at: cell for at, cell in cells.items() if _says_set_aside(head, cell, cells)}
        if found:
            why = N_(
                'Column {column} says "{words}", as of answers that do not count: row {rows}. '
                "Delete these rows, or the column if they do count."
            )
            place = column_name(i)
            if head:
                place = f"{place} ({cell_in_words(heads[i])})"
            words = cell_in_words(next(iter(found.values())))
            rows = enumeration(str(at + 1) for at in found)
            raise UnreadableSheet(Refused(why, column=place, words=words, rows=rows))


def _says_set_aside(head: str, cell: str, cells: Cells) -> bool:
    key = key_of(cell)
    if head and _COUNTS_IN.fullmatch(head):
        are_codes = set(cells.values()) == {"1", "2"}
        return bool(_NO.fullmatch(key)) or (are_codes and cell == "2")
    if head and _COUNTS_OUT.fullmatch(head):
        return bool(_YES.fullmatch(key))
    return 1 < len(key.split()) <= _LONGEST_NOTE and bool(_SET_ASIDE.fullmatch(key))


def refuse_counted(heads: Sequence[str], columns: Mapping[int, Cells], rows: int) -> None:
    """Raise Unreadable where a column says how many people, or how much, each row stands for."""
    for i, cells in columns.items():
        head, values = key_of(heads[i]), list(cells.values())
        if not all(map(_FIGURE.fullmatch, values)) or 2 * len(values) < rows:
            continue
        numbers = [float(value.replace(",", ".")) for value in values]
        are_whole = all(number.is_integer() and number < _MOST_COUNTED for number in numbers)
        is_row_number = are_whole and all(a < b for a, b in pairwise(numbers))
        is_weight = bool(_WEIGHT.fullmatch(head))
        if (
            (is_weight or (are_whole and _COUNTS.fullmatch(head)))
            and set(numbers) != {1.0}
            and not is_row_number
        ):
            why = N_(
                "Column {column} seems to say how many people gave the answers of each row. "
                "There has to be a row for each person."
            )
            raise UnreadableSheet(Refused(why, column=column_name(i)))


def refuse_several(heads: Sequence[str], columns: Mapping[int, Cells]) -> None:
    """Raise Unreadable where there are several times, several teams, or most people twice."""
    for i, cells in columns.items():
        head, values = key_of(heads[i]), list(cells.values())
        if _are_people_again(head, values):
            why = N_(
                "By column {column} each person stands there several times. Leave one row "
                "for each person: one occasion is read at a time."
            )
            raise UnreadableSheet(Refused(why, column=column_name(i)))
        named = enumeration(f'"{cell_in_words(value)}"' for value in dict.fromkeys(values))
        if _are_occasions(head, values) or _are_far_apart(head, values):
            why = N_(
                "By column {column} there are answers from several times: {values}. One occasion "
                "is read at a time: leave the rows of one, or delete the column if it says "
                "something else."
            )
            raise UnreadableSheet(Refused(why, column=column_name(i), values=named))
        is_shift = all(_SHIFT.fullmatch(key_of(value)) for value in values)
        if _TEAM.fullmatch(head) and 1 < len(set(values)) < len(values) and not is_shift:
            why = N_(
                "By column {column} there are several teams: {values}. A result is of one team: "
                "leave the rows of one, or delete the column if all are one team."
            )
            raise UnreadableSheet(Refused(why, column=column_name(i), values=named))


def _are_people_again(head: str, values: Sequence[str]) -> bool:
    times = Counter(values)
    again = sum(number > 1 for number in times.values())
    if len(times) < _LEAST_CODES or again < 2:  # noqa: PLR2004 one alone is said elsewhere
        return False
    if _CODE_OF_ONE.fullmatch(head):
        return 3 * again >= len(times)
    return bool(_NAME_OF_ONE.fullmatch(head)) and 2 * again > len(times)


def _are_occasions(head: str, values: Sequence[str]) -> bool:
    if not 1 < len(set(values)) < len(values):
        return False
    if _YEAR.fullmatch(head):
        return all(map(_IS_YEAR.fullmatch, values))
    is_time = any(_DATE.fullmatch(value) or ":" in value for value in values)
    is_time |= head in _LASTS and any(any(map(str.isdecimal, value)) for value in values)
    return bool(_OCCASION.fullmatch(head)) and not is_time and 2 * len(set(values)) <= len(values)


def _are_far_apart(head: str, values: Sequence[str]) -> bool:
    """Whether the days of a column are two heaps with months between them."""
    if not _WHEN.search(head) or _OF_A_LIFE.search(head):
        return False
    readings = [days for order in ("dmy", "mdy") if (days := list(_days(values, order)))]
    return bool(readings) and all(map(_are_two_heaps, readings))


def _are_two_heaps(days: Sequence[int]) -> bool:
    ordered = sorted(days)
    gap, at = max(((b - a, n) for n, (a, b) in enumerate(pairwise(ordered), 1)), default=(0, 0))
    first, last = ordered[:at], ordered[at:]
    return (
        gap >= _FAR
        and min(len(first), len(last)) > 1
        and gap > max(first[-1] - first[0], last[-1] - last[0])
    )


def _days(values: Sequence[str], order: str) -> Iterator[int]:
    """The days of a column, or none where one cannot be read in this order."""
    found = []
    for value in values:
        if serial := _SERIAL.fullmatch(value):
            found.append(int(serial[1]))
            continue
        if not (match := _DATE.fullmatch(value)):
            return
        first, second, third = map(int, match.groups())
        if len(match[1]) == 4:  # noqa: PLR2004 the year
            year, month, day = first, second, third
        else:
            year = third if third > 99 else 2000 + third  # noqa: PLR2004 two digits
            day, month = (first, second) if order == "dmy" else (second, first)
        try:
            found.append(date(year, month, day).toordinal())
        except ValueError:
            return
    yield from found
