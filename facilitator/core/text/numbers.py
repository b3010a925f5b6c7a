"""Where numbers that may belong to a person stand in a folded text.

CPR numbers are DDMMYY-XXXX. A plausible date is the only test, since modulus 11 no longer holds
for every number; a replacement number has 60 added to its day. The date may be written as dates
are (01.01.36, 01 01 36, 01-01-36, 01/01-36), and a space, a dash, a dot or nothing comes before
the last four. Doubt goes to flagging: a number hidden in vain is written again, a number kept is
a breach.

No pattern reaches across a line, and every one of them is bounded from each place it can begin,
so that the time to search grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.core.text.folded import Span

_DASH: Final = r"\-\u2010-\u2015\u2212\u2043\u02d7"
_GAP: Final = rf"[ \t]{{0,2}}([./{_DASH}]?)[ \t]{{0,2}}"
_CPR: Final = re.compile(
    rf"(?<![0-9])([0-9]{{2}}){_GAP}([0-9]{{2}}){_GAP}([0-9]{{2}}){_GAP}[0-9]{{4}}(?![0-9])"
)
_GAPS_IN_A_DATE: Final = re.compile(rf"\.{{0,2}}|[/{_DASH}][{_DASH}]|//")
_LONG: Final = re.compile(
    rf"""(?<![0-9]) (?:
        [0-9]{{9,}}
        | [0-9]{{6,8}} [ {_DASH}]{{1,3}} [0-9]{{4,5}}                       # a CPR number mistyped
        | [0-9]{{4}} [ {_DASH}] [0-9]{{7}}                                  # a bank account
        | [0-9]{{4}} (?:[ {_DASH}] [0-9]{{4}}){{2,}} (?:[ ] [0-9]{{1,4}})?  # a card, an IBAN
    ) (?![0-9])""",
    re.VERBOSE,
)
_INTERNATIONAL_PHONE: Final = re.compile(
    rf"(?:\+[ ]?|(?<![0-9.,:])00)[1-9](?:[ (){_DASH}]{{0,2}}[0-9]){{7,14}}(?![0-9])"
)
_DANISH_PHONE: Final = re.compile(
    rf"""(?<![0-9]) (?:45[ ])? (?:
        [2-9][0-9] ([ .{_DASH}]) [0-9]{{2}} \1 [0-9]{{2}} \1 [0-9]{{2}}
        | (?<![0-9][./{_DASH}]) [2-9][0-9]{{3}} [ {_DASH}]? [0-9]{{4}}  # no date and time
    ) (?![0-9])""",
    re.VERBOSE,
)
_YEARS: Final = re.compile(rf"(?:19|20)[0-9]{{2}}(?:[ {_DASH}](?:19|20)[0-9]{{2}})+")
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
)
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REPLACEMENT: Final = 60


def cpr_spans(text: str) -> Iterator[Span]:
    """CPR-like numbers; two that share digits are one span."""
    start = end = at = 0
    while match := _CPR.search(text, at):
        at = match.start() + 1
        day, gap, month, next_gap, year, _ = match.groups()
        written_as_date = _GAPS_IN_A_DATE.fullmatch(gap + next_gap)
        if not written_as_date or not _is_plausible(int(day), int(month), int(year)):
            continue
        if match.start() >= end > 0:
            yield start, end
        if match.start() >= end:
            start = match.start()
        end = match.end()
    if end:
        yield start, end


def _is_plausible(day: int, month: int, year: int) -> bool:
    """Whether some century has that date; a year of two digits tells enough of its leap day."""
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    if not 1 <= month <= len(_LONGEST_MONTHS) or not 1 <= day <= _LONGEST_MONTHS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def long_number_spans(text: str) -> Iterator[Span]:
    """Nine digits or more in a row, and groups of digits as in cards and accounts; not years."""
    for match in _LONG.finditer(text):
        if not _YEARS.fullmatch(match[0]):
            yield match.span()


def international_phone_spans(text: str) -> Iterator[Span]:
    """Eight to fifteen digits (ITU-T E.164) after + or 00, the country code among them."""
    return (match.span() for match in _INTERNATIONAL_PHONE.finditer(text))


def danish_phone_spans(text: str) -> Iterator[Span]:
    """Eight digits as Danes group them, the first of them 2 to 9; not two years, not a date."""
    for match in _DANISH_PHONE.finditer(text):
        if not _YEARS.fullmatch(match[0]) and not _DATE.fullmatch(match[0]):
            yield match.span()
