"""Parsing TOML that people wrote: with the line of each value, and problems told by line.

tomli is Python's tomllib, compiled: a large archive is read several times as fast.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_A_NUMBER: Final = N_("{key} has to be a number.")

_A_TABLE: Final = N_("{key} has to be a table.")

ANOTHER_VERSION: Final = N_("This file was written by another version of the program.")

NOT_ONE_OF: Final = N_("{key} has to be one of these: {choices}.")

KeyPath: TypeAlias = tuple[str | int, ...]

_GAP: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY: Final = re.compile(r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+""")
_TEXT: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE: Final = re.compile(r"[^,\]}#\n]+")
_STATEMENT: Final = re.compile(r"\s*[\w-]+\s*=")
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """The line, from 1, on which `path` stands; else that of the table it would stand in.

    ("phases", 3, "minutes") is the word `minutes` of the fourth `[[phases]]`. None where nothing of
    the path is in the text, as with a word missing at the top.
    """
    places = _places(text)
    wanted = tuple(path)
    while wanted and wanted not in places:
        wanted = wanted[:-1]
    return places.get(wanted) if wanted else None


def syntax_line(error: ValueError) -> int | None:
    """The line tomllib stopped at; None at the end of the text.

    Before Python 3.14 a TOMLDecodeError has it in its message alone.
    """
    place = _PLACE.search(str(error))
    return int(place.group(1)) if place else None


@lru_cache(maxsize=1)  # a file with several problems is gone through once
def _places(text: str) -> dict[KeyPath, int]:
    return _Places(text).lines


class _Places:
    """One pass through a text, up to the last statement that can be read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._entries: dict[KeyPath, int] = {}
        """How many `[[ ]]` of each path have come."""
        self.lines: dict[KeyPath, int] = {}
        table: KeyPath = ()
        while self._at < len(text):
            before = self._at
            self._skip(_GAP)
            if self._next("["):
                table = self._header()
            elif self._at < len(text):
                self._statement(table)
            if self._at == before:  # no TOML
                return

    def _header(self) -> KeyPath:
        line, is_entry = self._line, self._text.startswith("[[", self._at)
        self._at += 2 if is_entry else 1
        self._skip(_SPACE)
        table: KeyPath = ()
        parts = self._parts()
        for part in parts[:-1]:
            table = self._newest((*table, part))
            self.lines.setdefault(table, line)
        table = (*table, *parts[-1:])
        if is_entry:
            self.lines.setdefault(table, line)
            self._entries[table] = self._entries.get(table, 0) + 1
        table = self._newest(table)
        self.lines[table] = line
        self._skip(_SPACE)
        self._at += 2 if is_entry else 1
        return table

    def _newest(self, table: KeyPath) -> KeyPath:
        """The table a header means: the last one so far, where there is a list of them."""
        entries = self._entries.get(table)
        return table if entries is None else (*table, entries - 1)

    def _statement(self, table: KeyPath) -> None:
        """`key = value`, at the top, in a table or in an inline table."""
        line = self._line
        for part in self._parts():
            table = (*table, part)
            self.lines.setdefault(table, line)
        if self._next("="):
            self._at += 1
            self._skip(_SPACE)
            self._value(table)

    def _value(self, path: KeyPath) -> None:
        if self._next("["):
            index = 0
            while self._entry("]"):
                self.lines[*path, index] = self._line
                self._value((*path, index))
                index += 1
        elif self._next("{"):
            while self._entry("}"):
                self._statement(path)
        else:
            self._skip(_TEXT) or self._skip(_BARE)

    def _entry(self, end: str) -> bool:
        """Skip a bracket or comma to the next entry, or `end`, where there is none."""
        before = self._at
        self._skip(_GAP)
        if self._text[self._at : self._at + 1] in {"[", "{", ","}:
            self._at += 1
            self._skip(_GAP)
        if self._next(end):
            self._at += 1
            return False
        return before < self._at < len(self._text)  # standing still, it is no TOML

    def _parts(self) -> list[str]:
        """A key split at its dots, without quotation marks."""
        parts = []
        while key := _KEY.match(self._text, self._at):
            self._at = key.end()
            parts.append(_plain(key.group()))
            self._skip(_SPACE)
            if not self._next("."):
                break
            self._at += 1
            self._skip(_SPACE)
        return parts

    def _next(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Skip what matches here; returns whether anything did."""
        match = pattern.match(self._text, self._at)
        if match:
            self._at = match.end()
        return bool(match)

    @property
    def _line(self) -> int:
        return bisect_left(self._breaks, self._at) + 1


def _plain(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        import tomli

        return str(tomli.loads(f"key = {key}")["key"])
    return key


class FileProblem(Refused):
    """A file, or a value in it, that cannot be used."""

    path: Final[Path]
    line: Final[int | None]

    def __init__(self, path: Path, line: int | None, msgid: str, /, **params: object) -> None:
        super().__init__(msgid, **params)
        self.path = path
        self.line = line

    @classmethod
    def of(cls, path: Path, why: Refused) -> Self:
        """A refusal as the problem of that file, at the line it names, if it names one."""
        line = why.line if isinstance(why, FileProblem) else None
        return cls(path, line, why.msgid, **why.params)

    @property
    def place(self) -> str:
        """The file, and the line where it is known: `note.toml:12`."""
        path = printable(self.path)
        return path if self.line is None else f"{path}:{self.line}"


UNKNOWN_KEY: Final = N_("{key} is not known here.")
_WRONG: Final = {
    "missing": N_("{key} is missing."),
    "extra_forbidden": UNKNOWN_KEY,
    "enum": NOT_ONE_OF,
    "literal_error": NOT_ONE_OF,
    "greater_than_equal": N_("{key} has to be {least} at least."),
    "less_than_equal": N_("{key} has to be {most} at most."),
    "offered_late": N_(
        "{key}: what is left open would be destroyed before its end is offered. Offer it first."
    ),
    "string_pattern_mismatch": N_("{key} may hold small letters a–z, digits and hyphens only."),
}
"""By pydantic's name for the error, or by ours."""

_EXPECTED: Final = {
    "bool": N_("{key} has to be true or false."),
    "date": N_("{key} has to be a date, as 2026-11-21."),
    "datetime": N_("{key} has to be a date and a time."),
    "dict": _A_TABLE,
    "finite": _A_NUMBER,
    "float": _A_NUMBER,
    "int": N_("{key} has to be a whole number."),
    "model": _A_TABLE,
    "string": N_("{key} has to be a text in quotes."),
    "timezone": N_("{key} has to be a time with its time zone."),
    "tuple": N_("{key} has to be a list."),
}
"""By the first word of pydantic's name for the error: the type it expected."""


def value_problems(
    path: Path, text: str, error: ValidationError, *under: str
) -> tuple[FileProblem, ...]:
    """The values pydantic refused in the text of a file: a sentence and a line for each key.

    `under` names the table it validated, where that is not the whole file.
    """
    problems: dict[str, FileProblem] = {}
    for detail in error.errors(include_url=False):
        keys = (*under, *detail["loc"])
        key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in keys)
        msgid, params = _sentence(detail)
        problem = FileProblem(path, line_of(text, keys), msgid, key=key, **params)
        problems.setdefault(key, problem)
    return tuple(problems.values())


def _sentence(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    kind, context = detail["type"], detail.get("ctx", {})
    msgid = _WRONG.get(kind) or _EXPECTED.get(kind.partition("_")[0])
    params = {
        "choices": str(context.get("expected")).replace(" or ", ", "),
        "least": context.get("ge"),
        "most": context.get("le"),
    }
    return msgid or N_("{key} has a value that cannot be used."), params


_TWICE: Final = N_("The same word stands here a second time. Keep one of them.")
_OPEN_TEXT: Final = N_(
    'A text is not closed, or runs over a line. End it with its quotation mark, or write """ '
    "around several lines."
)
_BACKSLASH: Final = N_(r"A backslash stands alone in a text. Write two (\\), or use ' as quotes.")
_OPEN_BRACKET: Final = N_("A bracket is not closed, or a comma is missing between two values.")
_NO_EQUALS: Final = N_("A word stands without a value. Write word = value.")
_NO_VALUE: Final = N_(
    "The value cannot be read. Write a text in quotation marks, a number, true or false."
)
_MORE: Final = N_("Something stands after the value. Begin a new line, or put it in the text.")
_NO_WORD: Final = N_(
    "A line begins with a word of the letters a–z, with [[ or with #. Put its start right."
)
_OTHER: Final = N_("This line is not TOML. Look at its quotation marks, brackets and equals sign.")

_BY_MESSAGE: Final = (
    ("Cannot overwrite", _TWICE),
    ("Cannot declare", _TWICE),
    ("Cannot mutate", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Unterminated string", _OPEN_TEXT),
    ("Expected \"'", _OPEN_TEXT),
    ("Illegal character '\\n'", _OPEN_TEXT),
    ("Unescaped '\\'", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Escaped character", _BACKSLASH),
    ("Unclosed", _OPEN_BRACKET),
    ("Expected ']", _OPEN_BRACKET),
    ("Expected '='", _NO_EQUALS),
    ("Invalid value", _NO_VALUE),
    ("Invalid date", _NO_VALUE),
    ("Exceeds the limit", _NO_VALUE),
    ("Invalid statement", _NO_WORD),
    ("Invalid initial character", _NO_WORD),
    ("Expected newline", _MORE),
)
"""How tomli's messages begin, and what each means to somebody who writes a guide."""


def _end(text: str) -> tuple[int, int]:
    """The line and column after the last statement: what is open at the end was opened there."""
    lines = text.split("\n")
    last = next((n for n in range(len(lines), 0, -1) if _STATEMENT.match(lines[n - 1])), 1)
    return last, len(lines[last - 1].rstrip()) + 1


def parsed(text: str, path: Path) -> dict[str, object]:
    """The table in the text of that file. Raises FileProblem, with the line if known."""
    import tomli

    try:
        return tomli.loads(text + "\n")  # so that an error on the last line has its line
    except RecursionError as error:
        msgid = N_("Brackets lie too deep in each other. Take some away.")
        raise FileProblem(path, None, msgid) from error
    except ValueError as error:
        from facilitator.store.toml_mistakes import mistake_in

        message = str(error)
        place = _PLACE.search(message)
        mistake = mistake_in(text, *(map(int, place.groups()) if place else _end(text)))
        if mistake:
            raise FileProblem(path, mistake.line, mistake.msgid, **mistake.params) from error
        msgids = [ours for theirs, ours in _BY_MESSAGE if message.startswith(theirs)]
        line = syntax_line(error)
        raise FileProblem(path, line, msgids[0] if msgids else _OTHER) from error
