"""Running the text guard over a file: text by text in a note or a guide, else line by line.

The outcome has lines and kinds only, never the text itself (privacy.md P9).
"""

from __future__ import annotations

import codecs
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_
from facilitator.core.text.guard import A_NAME, FindingKind, guard_findings
from facilitator.store.encryption import is_sealed
from facilitator.store.files import NotRead, read_file
from facilitator.store.notes import read_note_bytes
from facilitator.store.toml import FileProblem, line_of, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES: Final = 64 * 2**20

_NO_TEXT: Final = frozenset({"id", "responses"})
"""Keys whose values nobody types: an id holds a date and some letters, a row of answers digits."""
_CPR: Final = len("01 - 01 - 1936 - 4007")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Seen(NamedTuple):
    """A finding: its line, from 1, and its kind."""

    line: int
    kind: FindingKind


def guarded(path: Path, today: date) -> tuple[Seen, ...]:
    """The findings in a file by line, each kind once a line. Raises NotRead.

    Dates are judged by the date of a note, else by `today` (see `find`).
    """
    text = _text(read_note_bytes(path)[0] if is_sealed(path) else read_file(path, MOST_BYTES)[0])
    if path.suffix.lower() == ".toml" or is_sealed(path):
        try:
            document = parsed(text, path)
        except FileProblem:  # no TOML: its lines are looked at as they stand
            pass
        else:
            day = document.get("date")
            day = day if type(day) is date else today
            return tuple(sorted(set(_in_value(document, (), text, day))))
    return guarded_lines(text, today)


def guarded_lines(text: str, today: date) -> tuple[Seen, ...]:
    """The findings in a text, line by line, each kind once a line."""
    lines = text.split("\n")
    seen = {
        Seen(at, finding.kind)
        for at, line in enumerate(lines, 1)
        for finding in guard_findings(line, today)
    }
    seen |= {
        Seen(at, FindingKind.CPR)
        for at, (line, after) in enumerate(pairwise(lines), 1)
        if _is_broken(line.rstrip()[-_CPR:], after.lstrip()[:_CPR], today)
    }
    return tuple(sorted(seen))


def _is_broken(line: str, after: str, today: date) -> bool:
    """Whether the end of a line breaks a CPR number, which goes on in the line after it."""
    return any(
        finding.kind is FindingKind.CPR and finding.start < len(line) < finding.end
        for finding in guard_findings(f"{line} {after}", today)
    )


def _in_value(value: object, keys: tuple[str | int, ...], text: str, day: date) -> Iterator[Seen]:
    if isinstance(value, dict):
        for key, inside in value.items():
            if key not in _NO_TEXT:
                yield from _in_value(inside, (*keys, key), text, day)
    elif isinstance(value, list):
        for at, inside in enumerate(value):
            yield from _in_value(inside, (*keys, at), text, day)
    elif isinstance(value, str):
        for finding in guard_findings(value, day):
            if keys[-1:] == ("owner",) and finding.kind in A_NAME:
                continue  # of a commitment: he or she may be named
            yield Seen(_line(value, finding.start, keys, text), finding.kind)


def _line(value: str, start: int, keys: tuple[str | int, ...], text: str) -> int:
    """The line of an offset in a text; a multi-line text may begin on the line after its quotes."""
    line = line_of(text, keys) or 1
    if "\n" not in value:
        return line
    begins = text.split("\n", line)[line - 1].rstrip().endswith(('"""', "'''"))
    return line + value.count("\n", 0, start) + begins


def _text(data: bytes) -> str:
    """The text of a file in any usual encoding: digits are the same in all of them."""
    if data.startswith(_WIDE):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise NotRead(N_("It is not text."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
