"""Common mistakes in TOML, recognised where the parser stopped.

A comma in a number, a unit after it, typographic quotation marks: each has a sentence that says
what to write instead. What is not recognised is left to `toml.parsed`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from facilitator.core.errors import N_


class Mistake(NamedTuple):
    """A sentence on what to write instead, and the line it is about."""

    line: int
    msgid: str
    params: dict[str, object]


_QUOTES: Final = "\u201c-\u201f\u2018-\u201b\xab\xbb\u2039\u203a\xb4`"
"""Quotation marks that are none in TOML, most of them made by a word processor: a set in [ ]."""
_UNSEEN: Final = "\u00a0\u2000-\u200b\u202f\u2060\ufeff"

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_COMMA: Final = re.compile(r"(\d+),(\d+)\s*(?:#|$)")
_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:-|–|—|til|to)\s*({_NUMBER})")
_TWO: Final = re.compile(r"(\d+)\s*,\s*(\d+)\s*(?:#|$)")
_UNIT: Final = re.compile(rf"({_NUMBER})\s*[^\W\d_]")
_POINT: Final = re.compile(r"(\d+)\.\s*(?:#|$)|\.(\d+)")
_YES: Final = re.compile(r"(?:ja|yes|sand|true|on)\b", re.IGNORECASE)
_NO: Final = re.compile(r"(?:nej|no|falsk|false|off)\b", re.IGNORECASE)
_TEXT: Final = re.compile(r"([^\W\d_][^\"'\[\]{}#=,]*?)\s*(?:[#,\]}]|$)")
_KEY: Final = re.compile(r"\s*([\w-]+)\s*[:=]")
_SPACED: Final = re.compile(r"\s*([^\W\d]\w*(?:[ \t]+\w+)+)\s*=")
_OPENED: Final = re.compile(r"\s*[\w-]+\s*=\s*[\[{]")
_VALUE: Final = re.compile(r"\s*([\w.-]+)\s*=\s*(.*)$")
_TABLE: Final = re.compile(r"\s*\[([A-Za-z0-9_.-]+)\]\s*(?:#|$)")

_WORD_QUOTES: Final = N_(
    'The quotation mark {quote} comes from a word processor. Write " at both ends of the text.'
)
_INSIDE: Final = N_(
    'A quotation mark stands inside a text and ends it. Write " at the ends of the text alone, '
    "and » « inside it."
)
_APOSTROPHE: Final = N_(
    "An apostrophe stands inside a text and ends it. "
    "Write \" at both ends of the text instead of '."
)
_NO_COMMA: Final = N_("A comma is missing after this text. Write one between the texts of a list.")
_AS_NUMBER: Final = N_("Write {word} = {number}, the number alone.")
_AS_RANGE: Final = N_("Write {word} = [{low}, {high}].")
_AS_TRUTH: Final = N_("Write {word} = {truth}.")
_AS_TEXT: Final = N_('A text stands in quotation marks. Write {word} = "{text}".')
_TEXT_IN_LIST: Final = N_('A text stands in quotation marks. Write "{text}".')
_AS_DECIMAL: Final = N_("Decimals come after a full stop. Write {word} = {number}.")
_COLON: Final = N_("After {word} comes an equals sign. Write {word} = instead of {word}:")
_STRANGE_KEY: Final = N_(
    "{word} is not a word of the file: those are English, with the letters a–z. Look the "
    "word up, or take the line out."
)
_SPACES: Final = N_("A word of the file has no spaces. Write {word}, or look it up.")
_NOT_CLOSED: Final = N_("The bracket that is opened here is never closed. Close it: ] ends [.")
_UNSEEN_SIGN: Final = N_(
    "A space that came with copied text stands here. Delete the spaces and type them again."
)
_DOUBLE: Final = N_(
    "[{table}] stands here more than once. Keep one of them, or write [[{table}]] each time, in "
    "double brackets, where it is a list."
)
_MERGED: Final = N_(
    "Two versions that git could not join stand in this file. Keep one of them, and take out the "
    "lines <<<<<<<, ======= and >>>>>>>."
)
_ZEROS: Final = N_(
    "The file holds zeros where its text should be: a disk or a sync program has damaged it. "
    "Fetch an earlier version of it."
)


def mistake_in(text: str, line: int, column: int) -> Mistake | None:
    """The common mistake at the place where a parser stopped (both from 1); None: another one."""
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return None
    whole = lines[line - 1].rstrip("\r")
    at = column - 1
    return (
        _damaged(lines)
        or _double_table(lines, line)
        or _unseen(whole, line, at)
        or _at_key(whole, line, at)
        or _quotes(lines, line, at)
        or _not_closed(lines, line, at)
        or _value(whole, line, at)
    )


def _damaged(lines: list[str]) -> Mistake | None:
    """What no hand has written, wherever the reading stopped."""
    for line, text in enumerate(lines, 1):
        if "\0" in text:
            return Mistake(line, _ZEROS, {})
        if text.startswith(("<<<<<<< ", ">>>>>>> ")):
            return Mistake(line, _MERGED, {})
    return None


def _double_table(lines: list[str], line: int) -> Mistake | None:
    header = re.match(r"\s*\[?\[([A-Za-z0-9_.-]+)\]\]?\s*(?:#|$)", lines[line - 1])
    if header is None:
        return None
    single = [
        number
        for number, each in enumerate(lines, 1)
        if (match := _TABLE.match(each)) and match[1] == header[1]
    ]
    return Mistake(single[0], _DOUBLE, {"table": header[1]}) if single else None


def _unseen(whole: str, line: int, at: int) -> Mistake | None:
    return Mistake(line, _UNSEEN_SIGN, {}) if re.match(rf"\s*[{_UNSEEN}]", whole[at:]) else None


def _at_key(whole: str, line: int, at: int) -> Mistake | None:
    table = re.match(r"\s*\[+\s*([\w-]+)", whole)
    if table and not table[1].isascii():
        return Mistake(line, _STRANGE_KEY, {"word": table[1]})
    spaced = _SPACED.match(whole)
    if spaced and at < spaced.end():
        return Mistake(line, _SPACES, {"word": "_".join(spaced[1].split())})
    key = _KEY.match(whole)
    if key is None or at > key.end():
        return None
    if not key[1].isascii():
        return Mistake(line, _STRANGE_KEY, {"word": key[1]})
    return Mistake(line, _COLON, {"word": key[1]}) if whole[key.end() - 1] == ":" else None


def _quotes(lines: list[str], line: int, at: int) -> Mistake | None:
    whole = lines[line - 1].rstrip("\r")
    before, rest = whole[:at].rstrip(), whole[at:].lstrip()
    if re.match(rf"[{_QUOTES}]", rest):
        return Mistake(line, _WORD_QUOTES, {"quote": rest[0]})
    half = re.search(rf"[\"'][^\"']*?([{_QUOTES}])\s*(?:[,\]#]|$)", whole)
    if half and (whole.count('"') % 2 or whole.count("'") % 2):
        return Mistake(line, _WORD_QUOTES, {"quote": half[1]})
    if not before and rest[:1] in {'"', "'"}:  # a list, a text a line
        above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
        if above and lines[above - 1].rstrip().endswith(('"', "'")):
            return Mistake(above, _NO_COMMA, {})
    if not before.endswith(('"', "'")) or not rest:
        return None
    return _after_text(whole, line, before, rest)


def _after_text(whole: str, line: int, before: str, rest: str) -> Mistake | None:
    """A text has ended, and no new one or line begins."""
    if curly := re.search(r"[\u201c-\u201f]", whole):
        return Mistake(line, _WORD_QUOTES, {"quote": curly[0]})
    if rest[0] in {'"', "'"} and not whole.startswith(before + rest[0]):
        return Mistake(line, _NO_COMMA, {})
    if before[-1] in rest:
        return Mistake(line, _INSIDE if before[-1] == '"' else _APOSTROPHE, {})
    return None


def _not_closed(lines: list[str], line: int, at: int) -> Mistake | None:
    if lines[line - 1][:at].strip() or not re.match(r"\s*(?:\[|[\w-]+\s*=)", lines[line - 1]):
        return None
    above = next((n for n in range(line - 1, 0, -1) if "=" in lines[n - 1]), 0)
    if above and _OPENED.match(lines[above - 1]):
        return Mistake(above, _NOT_CLOSED, {})
    return None


def _value(whole: str, line: int, at: int) -> Mistake | None:
    statement = _VALUE.match(whole)
    if statement is None or at < statement.start(2):
        return None
    word, value = statement.groups()
    for pattern, truth in ((_YES, "true"), (_NO, "false")):
        if (match := pattern.match(value)) and match[0] != truth:
            return Mistake(line, _AS_TRUTH, {"word": word, "truth": truth})
    if match := _TEXT.match(value):
        return Mistake(line, _AS_TEXT, {"word": word, "text": match[1]})
    if value[:1] in {"[", "{"} and (match := _TEXT.match(whole[at:])):
        return Mistake(line, _TEXT_IN_LIST, {"text": match[1]})
    return _number(word, value, line)


def _number(word: str, value: str, line: int) -> Mistake | None:
    if match := _COMMA.match(value):
        return Mistake(line, _AS_DECIMAL, {"word": word, "number": f"{match[1]}.{match[2]}"})
    if match := _RANGE.match(value) or _TWO.match(value):
        low, high = (end.replace(",", ".") for end in match.groups())
        return Mistake(line, _AS_RANGE, {"word": word, "low": low, "high": high})
    if match := _UNIT.match(value) or _POINT.match(value):
        number = next(group for group in match.groups() if group).replace(",", ".")
        number = f"0.{number}" if value.startswith(".") else number
        return Mistake(line, _AS_NUMBER, {"word": word, "number": number})
    return None


_UTF_16: Final = N_(
    "The file is saved as UTF-16 (Unicode). Save it again as UTF-8: in Notepad under Save as, "
    "beside Encoding."
)
_ANSI: Final = N_(
    "From this line on the letters are not UTF-8 (the file may be saved as ANSI). Save it again as "
    "UTF-8: in Notepad under Save as, beside Encoding."
)


def mistake_in_encoding(data: bytes) -> Mistake | None:
    """Why the bytes of a file are not UTF-8; None where they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        return Mistake(1, _UTF_16, {})
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Mistake(data.count(b"\n", 0, error.start) + 1, _ANSI, {})
    return None
