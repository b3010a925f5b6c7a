"""Where numbers that may belong to a person stand in a folded text: CPR, phone, account, card.

Doubt goes to finding: a number found in vain is kept with one key, a number missed is a breach.
Nothing reaches across a line, and the time to search grows with the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from facilitator.core.text.plain import Span

_DASH: Final = r"\-\u2010-\u2015\u2212\u2043\u02d7"
_HOUR: Final = r"(?:[01][0-9]|2[0-4])"

# The patterns are compiled when they are needed: with most text none is.

# CPR numbers

_MISREAD: Final = (
    r"(?<![^\W_])(?=[^\W_]*[0-9])"
    r"(?:[0-9oOøØ]{2}|[0-9oOøØ]{4}|[0-9oOøØlI]{6}|[0-9oOøØlI]{10})(?![^\W_])"
)
"""Two, four, six or ten digits with letters that are like 0 and 1 among them: `O10136`."""
_AS_DIGITS: Final = str.maketrans("oOøØlI", "000011")
_CALLED_CPR: Final = (
    r"(?i)(?:cpr|personn(?:umme)?r(?:et)?|civil registration)\.?[- ]?(?:nr|nummer|number|no)?"
    r"[.:]?[ ]{0,2}(?:er|is|:)?[ ]{0,2}$"
)
_SIGNS: Final = r"[0-9]+|[^0-9]+"
_WIDEST_GAP: Final = 5
"""Signs between two groups of one number, white space in a row counted once: `010136 - (4007)`."""
_CPR: Final = r"""(?x)(?<! [0-9+] )(?=(
        (?P<day> [0-9o][0-9] ) (?P<gap> [-~/ ,]? ) (?P<month> [0-9o][0-9] ) (?P<next> [-~/ ,]? )
        (?P<year> (?:18|19|20) [-~/ ,]? [0-9]{2} | [0-9]{2} )
        (?P<serial> [-~/ ,+]? [0-9]{4} | [-~/ ,] [0-9]{2} [-/ ] [0-9]{2} )
        | o[0-9] (?: [-~/ ,] o[0-9] ){9}
    )(?! [0-9] ))"""
"""On a stream (see `_stream`)."""
_NO_CPR: Final = r"""(?x)(?:19|20)[0-9]{2} (?: [-~/ ,] (?:19|20)[0-9]{2} ){2} (?![0-9])  # years
    | (?<=[0-9][-/]) [0-9]{2} [-/ ] [0-9]{2} [-/] [0-9]{2} [ ] (?:19|20)[0-9]{2}
      # days of a year: 01.[02-03.04 2026], 10-[12 11-13 2026]
    | [0-9o][0-9] [-/] [0-9o][0-9] [-/] (?:20)? [0-9]{2} [-~/ ,] [2-9][0-9] (?: [ ] [0-9]{2} ){3}
      (?![0-9])  # a day and a phone number: 3/12-26 20 12 34 56"""
_ISO_DATE: Final = r"(?<![0-9])(?<![0-9][./-])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])[./](?:0?[1-9]|1[0-2])"  # 3/12, 03.12
_FULL_DAY: Final = rf"{_DAY}[./{_DASH}](?:20)?[0-9]{{2}}"
_TIMES: Final = rf"""(?x)(?<![0-9:]) (?:
        (?<![0-9][./{_DASH}]) {_DAY} (?: [.:,]? [ ] | : ) (?:  # 3/12: 07-15
            {_HOUR} [{_DASH}] {_HOUR}
            | {_HOUR} [.:]? [0-5][0-9] [ ]? [{_DASH}] [ ]? {_HOUR} [.:]? [0-5][0-9]
        )
        | (?<![0-9][./{_DASH}])
          {_HOUR} [.:]? [0-5][0-9] [ ]? [{_DASH}] [ ]? {_HOUR} [.:]? [0-5][0-9]  # 0810-1600
        | {_HOUR}:[0-5][0-9]
        | {_HOUR}[{_DASH}]{_HOUR} (?: [ ,;]{{1,2}} {_HOUR}[{_DASH}]{_HOUR} ){{1,9}}  # 08-12 12-16
    ) (?![0-9:])
    | (?<![0-9]) (?<![0-9][./{_DASH}]) (?:
        {_DAY} (?: [ ,;]{{1,2}} {_DAY} ){{2,}} (?: [ ] 20[0-9]{{2}} )?  # 18/11, 19/11, 20/11
        | (?: {_DAY} [,;.]? [ ] )+ {_FULL_DAY}  # 10/4; 10.03.26
        | {_DAY} [./{_DASH}] 20[0-9]{{2}} [,;.]? [ ] {_DAY}  # 05.04.2027, 23.02
        | {_FULL_DAY} [ ,;]{{0,2}} [{_DASH}]? [ ]? {_FULL_DAY}  # 01.12.26-24.12.26
    ) (?![0-9]) (?![./{_DASH}][0-9])"""
"""Times of day, and days beside one another, of which none is a CPR number."""
_THEN_A_DATE: Final = rf"^[0-9]{{1,2}}[^0-9]?[ ,;][^0-9]?{_DAY}[./](?:19|20)[0-9]{{2}}$"
"""A number, and a date after it: `stue 14. 05.03.2027`."""
_DAY_LAST: Final = rf"[0-9][./{_DASH}]?[0-9][^0-9]{{1,3}}{_DAY}$"
_TIME: Final = rf"{_HOUR}[0-5][0-9]"
_NEAR: Final = timedelta(days=2 * 366)
_REPLACEMENT: Final = 60
_LONGEST_CALL: Final = len("civil registration number: is  ")
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class CprLike(NamedTuple):
    """Digits that read as a CPR number."""

    span: Span
    is_time: bool
    """Whether a part of them reads as a time of day: then it is asked about."""


def cpr_like(text: str, today: date | None) -> tuple[CprLike, ...]:
    """The CPR-like numbers of a folded text, in order; those that share digits are one.

    A CPR number is DDMMYY-XXXX, and a plausible date is the only test (modulus 11 no longer holds
    for every number); the day of a replacement number is raised by 60. Anything may separate day,
    month, year and serial, and the serial's halves. A date with a time of day is one within two
    years of `today`; without `today` there is none, and where it is called a CPR number it is one.
    Its day, month and year stand apart: `031226-1430` is a CPR number. What reads as times alone is
    no number. O and ø among digits are zeros, l and I ones.
    """
    if not re.search("[0-9]", text):
        return ()
    text = _misread_digits(text)
    text = re.sub(_ISO_DATE, "x" * len("2026-01-15"), text)
    stream, places = _stream(text)
    timeless = re.sub(_TIMES, lambda match: "x" * len(match[0]), text)
    numbers: list[CprLike] = []
    time_from = 0  # where the time of day begins in what was found last
    for match in re.finditer(_CPR, stream):
        if not _is_cpr(match) or re.compile(_NO_CPR).match(stream, match.start()):
            continue
        start, end = places[match.start()], places[match.end(1) - 1] + 1
        if match["day"] is None and "," in text[start:end]:
            continue  # points, one by one: 1, 2, 1, 1, 3, 4, 2, 5, 4, 3
        if re.search(_THEN_A_DATE, text[start:end]) or (
            re.search(_DAY_LAST, text[start:end])
            and re.match(r"[./-][0-9]{2}", text[end : end + 3])
        ):
            continue
        near = _is_appointment(match, today) or _is_series(match)
        near = near or re.search(_DAY_LAST, text[start:end]) is not None
        near = near and not re.search(_CALLED_CPR, text[max(0, start - _LONGEST_CALL) : start])
        if not re.search("[0-9]", timeless[start:end]):
            continue
        is_time = near or timeless[start:end] != text[start:end]
        if numbers and start < numbers[-1].span[1]:
            if start < time_from and not is_time:
                continue  # a year and a shift: the `26 0800-1600` of `24.12.26 0800-1600`
            before = numbers.pop()
            if is_time or not before.is_time:
                start, end = before.span[0], max(end, before.span[1])
            is_time = is_time and before.is_time
        time_from = places[match.start("serial")] if near else 0
        numbers.append(CprLike((start, end), is_time))
    return tuple(numbers)


def _misread_digits(text: str) -> str:
    """The text with digits for the letters that were typed, or read by a machine, for them."""
    return re.sub(_MISREAD, lambda match: match[0].translate(_AS_DIGITS), text)


def _stream(text: str) -> tuple[str, list[int]]:
    """The digits of a text with one sign for what is between them, and where each sign stands.

    `-` is a dash, `~` one with spaces, `/` a slash or a dot, `,` a sign with a space, ` ` any
    other that may separate; `+` stands before a country's code, `x` is no separator. A digit that
    stands alone has an `o` before it.
    """
    stream: list[str] = []
    places: list[int] = []
    for match in re.finditer(_SIGNS, text):
        signs = match[0] if match[0][0] in "0123456789" else _separator(match[0])
        if len(signs) == 1 and signs.isdecimal():
            stream.append(f"o{signs}")
            places += [match.start()] * 2
        else:
            stream.append(signs)
            places += range(match.start(), match.start() + len(signs))
    return "".join(stream), places


def _separator(between: str) -> str:
    signs = re.sub(r"[^\S\n]+", " ", between)
    if signs.endswith("+"):
        return "+"
    if len(signs) > _WIDEST_GAP or not all(
        sign == " " or unicodedata.category(sign)[0] in {"P", "S"}  # punctuation, symbols
        for sign in signs
    ):
        return "x"
    sign = signs.strip()
    if signs in {".", "/", ". "}:
        return "/"
    if re.fullmatch(rf"[{_DASH}]", sign):
        return "-" if sign == signs else "~"
    return " " if len(signs) == 1 else ","


def _is_cpr(match: re.Match[str]) -> bool:
    """Whether some century has the date; a year of two digits tells enough of its leap day."""
    if match["day"] is None:
        digits = match[1][1::3]
        day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    else:
        if "o" in match["day"] + match["month"] and not (
            match["gap"] == "/" or (match["gap"] in {"-", "~"} and match["next"] in {"-", "~", "/"})
        ):
            return False  # a single digit is a day or a month where dates are so written
        day, month = (int(match[part].replace("o", "0")) for part in ("day", "month"))
        year = int(match["year"][-2:])
    return _is_birthday(day, month, year)


def _is_birthday(day: int, month: int, year: int) -> bool:
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    if not 1 <= month <= len(_LONGEST_MONTHS) or not 1 <= day <= _LONGEST_MONTHS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def _is_appointment(match: re.Match[str], today: date | None) -> bool:
    """Whether it is a written date near `today` and a time of day: `3/12-26 1430`."""
    if today is None or not (match["gap"] and match["next"]):
        return False
    digits = re.sub("[^0-9]", "", match["serial"])
    year, day, month = (match[part].replace("o", "0") for part in ("year", "day", "month"))
    try:
        written = date(int(f"20{year[-2:]}"), int(month), int(day))
    except ValueError:
        return False
    in_this_century = not year.startswith(("18", "19")) or year == year[-2:]
    is_near = in_this_century and abs(written - today) <= _NEAR
    return is_near and re.fullmatch(_TIME, digits) is not None


def _is_series(match: re.Match[str]) -> bool:
    """Whether it is five numbers at equal steps, one by one: `10 11 12 13 14`."""
    if not (match["gap"] and match["next"]) or "o" in match[1]:
        return False
    numbers = [int(number) for number in re.findall("[0-9]+", match[1])]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) == len("ddmmyyxxxx") // 2 and len(steps) == 1


# Phones, accounts, cards

_YEARS: Final = rf"(?:19|20)[0-9]{{2}}(?:[ {_DASH}](?:19|20)[0-9]{{2}})+"
_LONG: Final = rf"""(?x)(?<![0-9]) (?:
        [0-9]{{9,}}
        | [0-9]{{6,8}} [ {_DASH}]{{1,3}} [0-9]{{4,5}}                       # a CPR number mistyped
        | [0-9]{{4}} [ {_DASH}] [0-9]{{7}}                                  # a bank account
        | [0-9]{{3}} [ {_DASH}] [0-9]{{3}} [ {_DASH}] [0-9]{{4}}              # an NHS number
        | [0-9]{{4}} (?:[ {_DASH}] [0-9]{{4}}){{2,}} (?:[ ] [0-9]{{1,4}})?  # a card, an IBAN
    ) (?![0-9])"""
_INTERNATIONAL_PHONE: Final = (
    rf"(?:\+[ ]?|(?<![0-9.,:])00)[1-9](?:[ (){_DASH}]{{0,2}}[0-9]){{7,14}}(?![0-9])"
)
_DANISH_PHONE: Final = rf"""(?x)(?<![0-9]) (?:45[ ])? (?:
        (?<![0-9][./{_DASH}]) (?:  # no date and time
            [2-9][0-9] ([ .{_DASH}]) [0-9]{{2}} \1 [0-9]{{2}} \1 [0-9]{{2}}
            | [2-9][0-9]{{3}} [ {_DASH}]? [0-9]{{4}}
        )
    ) (?![0-9])"""
_PHONE_AS_TOLD: Final = rf"""(?xi)(?<![^\W_]) (?P<word>
        (?: tlf | tel | telefon | mobil | mob | mobile | phone | ring | sms | call ) [.:]*
        \s{{0,2}} (?:nr\.?|til|paa|on)? \s{{0,2}} )
    (?P<number> [2-9][0-9]{{1,3}} (?:[ .{_DASH}]? [0-9]){{4,6}} ) (?![ .{_DASH}]?[0-9])"""
"""A Danish number however it is grouped, where a word says that it is one."""
_BRITISH_PHONE: Final = rf"""(?x)(?<![0-9+]) (?: \(0[1-9][0-9]{{1,4}}\) | 0[1-9][0-9]{{1,4}} )
    [ {_DASH}] [0-9]{{3,4}} [ {_DASH}]? [0-9]{{2,4}} (?![0-9])"""
_DATE: Final = (
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
)
_SHIFT: Final = rf"{_HOUR}[0-5][05][{_DASH}]{_HOUR}[0-5][05]"


_MONTH: Final = "jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|okt|oct|nov|de[cs]"
_YEAR: Final = "(?:(?:18|19|20)[0-9]{2}|[0-9]{2})"
_IN_BETWEEN: Final = (
    "cpr|nr|nummer|number|personnummer|løbenummer|løbenr|lb|sidste|last|fire|four|cifre|digits"
    "|de|the|er|is|are|og|and|saa|derefter|then|plus|efterfulgt|followed|af|by|med|with|født|born"
    "|kontrolcifre|dato|date|samt|slutter|ender|ends|ending|paa|in|x{2,4}"
)
_WORDS_BETWEEN: Final = rf"[^\w\n]{{1,3}} (?: (?:{_IN_BETWEEN}) [^\w\n]{{1,3}} )"
_FOUR: Final = "(?!(?:19|20)[0-9]{2}(?![0-9])) (?P<serial>[0-9]{4})"
_SIGN: Final = rf"[./{_DASH} ]?"
_DAY_FIRST: Final = rf"""(?P<day>[0-9]{{2}}|[0-9](?=[./{_DASH}])) (?P<sign>{_SIGN})
    (?P<month>[01][0-9]|[0-9](?=[./{_DASH} ])) (?:(?P=sign)|[./{_DASH} ]) (?P<year>{_YEAR})"""
_BIRTH: Final = rf"""(?xi)(?<![0-9])(?<![0-9][./{_DASH}]) (?:
        (?: [0-3]?[0-9][. ]{{1,2}} (?:{_MONTH})[a-z]{{0,7}}[. ]{{1,2}} {_YEAR}  # 1. jan. 1936
            | (?:18|19|20)[0-9]{{2}} - [01][0-9] - [0-3][0-9] ) [^\w\n]{{1,3}}
        | {_DAY_FIRST} {_WORDS_BETWEEN}{{1,5}}
    ) {_FOUR} (?![0-9])"""
"""A day and four digits that words or a month's name keep apart: `1. jan. 1936 - 4007`."""
_YEAR_FIRST: Final = rf"""(?x)(?<![0-9])(?<![0-9][./{_DASH}])
    (?P<year>{_YEAR}) (?P<sign>{_SIGN})
    (?P<month>[01][0-9]|(?<=[./{_DASH}])[0-9]) (?P=sign) (?P<day>[0-9]{{2}}|(?<=[./{_DASH}])[0-9])
    [^\w\n]{{1,3}} {_FOUR} (?![0-9])"""
"""`36-01-01 4007`."""
_FOUR_FIRST: Final = rf"""(?xi)(?<![0-9])(?<![0-9][./{_DASH}])
    {_FOUR} (?P<gap> {_WORDS_BETWEEN}{{0,5}} )
    {_DAY_FIRST} (?![0-9]) (?![./{_DASH}][0-9])"""
"""`4007-010136`."""
_APPOINTMENT: Final = rf"202[0-9]-.*{_TIME}|.*[^0-9](?:20)?2[0-9][^\w\n]{{1,3}}{_TIME}"
_GROUPS: Final = rf"""(?x)(?<![0-9])(?<![0-9][ ./{_DASH}])
    [0-9]{{1,6}} (?: [ {_DASH}] [0-9]{{1,6}} ){{1,4}} (?![ {_DASH}]?[0-9])"""


def long_numbers(text: str) -> Iterator[Span]:
    """Nine digits or more in a row, and groups of digits as in cards and accounts; not years.

    And what may be a CPR number in another form: with words in it, or the name of a month, or its
    ten digits grouped as by chance.
    """
    text = _misread_digits(text)
    spans = [match.span() for match in re.finditer(_LONG, text) if not _is_years(match[0])]
    births = (match for form in _BIRTHS for match in re.finditer(form, text))
    spans += [match.span() for match in births if _may_be_cpr(match)]
    for match in re.finditer(_GROUPS, text):
        digits = re.sub("[^0-9]", "", match[0])
        if len(digits) == len("ddmmyyxxxx") and (cpr := re.match(_CPR, digits)) and _is_cpr(cpr):
            spans.append(match.span())
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            yield start, stop
            end = stop


_BIRTHS: Final = (_BIRTH, _YEAR_FIRST, _FOUR_FIRST)


def _may_be_cpr(match: re.Match[str]) -> bool:
    """Whether a day and four digits are no day and time of these years."""
    parts = match.groupdict()
    is_time = re.fullmatch(_TIME, match["serial"]) is not None
    if parts["day"] is None:
        return re.fullmatch(_APPOINTMENT, match[0]) is None
    day, month, year = (int(parts[part]) for part in ("day", "month", "year"))
    if not _is_birthday(day, month, year % 100):
        return False
    is_recent = parts["year"][-2] == "2" and not parts["year"].startswith(("18", "19"))
    if "gap" in parts:  # an amount, or a time, and a day: "4000, 3.12.26", "4000, 26-12-03"
        is_recent = is_recent or (parts["sign"] == "-" and parts["day"][0] == "2")
        return not (is_recent and (is_time or " " in parts["gap"]))
    return not (is_time and (is_recent or parts["sign"] == " "))


def _is_years(number: str) -> bool:
    return re.fullmatch(_YEARS, number) is not None


def international_phones(text: str) -> Iterator[Span]:
    """Eight to fifteen digits (ITU-T E.164) after + or 00, the country code among them."""
    return (match.span() for match in re.finditer(_INTERNATIONAL_PHONE, text))


def danish_phones(text: str) -> Iterator[Span]:
    """Eight digits as Danes group them, the first of them 2 to 9; not years, a date or a shift."""
    for match in re.finditer(_DANISH_PHONE, text):
        if not any(re.fullmatch(other, match[0]) for other in (_YEARS, _DATE, _SHIFT)):
            yield match.span()


def told_phones(text: str) -> Iterator[Span]:
    """Eight digits in other groups after a word such as "tlf."."""
    for match in re.finditer(_PHONE_AS_TOLD, text):
        if _number_of_digits(match["number"]) == len("20123456"):
            yield match.span("number")


def british_phones(text: str) -> Iterator[Span]:
    """Ten or eleven digits in two or three groups, the first of them 0."""
    for match in re.finditer(_BRITISH_PHONE, text):
        is_shift = re.match(rf"{_TIME}[{_DASH}]{_TIME}", match[0])
        if _number_of_digits(match[0]) in {10, 11} and not is_shift:
            yield match.span()


def _number_of_digits(text: str) -> int:
    return sum(map(str.isdecimal, text))
