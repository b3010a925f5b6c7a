"""Which line of a TOML text a value stands on, so that a problem can be shown where it is.

tomllib gives values without their places; this goes through a text that tomllib has accepted once
more and notes where each key and each entry of a list begins. Pure text, no disk.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Path: TypeAlias = tuple[str | int, ...]

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
_PLACE: Final = re.compile(r"\(at line (\d+), column \d+\)$")


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

    Before Python 3.14 a TOMLDecodeError says it in its message alone.
    """
    place = _PLACE.search(str(error))
    return int(place.group(1)) if place else None


@lru_cache(maxsize=1)  # a file with several problems is gone through once
def _places(text: str) -> dict[Path, int]:
    return _Places(text).found


class _Places:
    """One way through a text, from its first statement to the last that can be read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._entries: dict[Path, int] = {}
        """How many `[[ ]]` of each path have come."""
        self.found: dict[Path, int] = {}
        table: Path = ()
        while self._at < len(text):
            before = self._at
            self._skip(_GAP)
            if self._next("["):
                table = self._header()
            elif self._at < len(text):
                self._statement(table)
            if self._at == before:  # no TOML
                return

    def _header(self) -> Path:
        line, listed = self._line, self._text.startswith("[[", self._at)
        self._at += 2 if listed else 1
        self._skip(_SPACE)
        table: Path = ()
        parts = self._parts()
        for part in parts[:-1]:
            table = self._newest((*table, part))
            self.found.setdefault(table, line)
        table = (*table, *parts[-1:])
        if listed:
            self.found.setdefault(table, line)
            self._entries[table] = self._entries.get(table, 0) + 1
        table = self._newest(table)
        self.found[table] = line
        self._skip(_SPACE)
        self._at += 2 if listed else 1
        return table

    def _newest(self, table: Path) -> Path:
        """The table a header speaks of: the last one so far, where there is a list of them."""
        entries = self._entries.get(table)
        return table if entries is None else (*table, entries - 1)

    def _statement(self, table: Path) -> None:
        """`key = value`, at the top, in a table or in an inline table."""
        line = self._line
        for part in self._parts():
            table = (*table, part)
            self.found.setdefault(table, line)
        if self._next("="):
            self._at += 1
            self._skip(_SPACE)
            self._value(table)

    def _value(self, path: Path) -> None:
        if self._next("["):
            index = 0
            while self._entry("]"):
                self.found[*path, index] = self._line
                self._value((*path, index))
                index += 1
        elif self._next("{"):
            while self._entry("}"):
                self._statement(path)
        else:
            self._skip(_TEXT) or self._skip(_BARE)

    def _entry(self, end: str) -> bool:
        """Go over a bracket or comma to the next entry; over `end`, where there is none."""
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
        """A key, its dots taken apart and its quotation marks off."""
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
        """Go over what matches here; whether anything did."""
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
        return str(tomllib.loads(f"key = {key}")["key"])
    return key
