"""The log of a shelf in a store: numbered lines that tell which objects were written, or are gone.

A line is created only where there is none of that number, so the numbers tell the order.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from facilitator.store.shared.remote import Taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from facilitator.store.shared.remote import Remote

_LOG: Final = "log"


def log_of(shelf: str) -> str:
    """What the names of the lines of a shelf's log begin with."""
    return f"{shelf}/{_LOG}"


def line_number(name: str) -> int:
    """The number of a line of a log; 0: it is none."""
    last = name.rpartition("/")[2]
    return int(last) if last.isdecimal() else 0


def lines_after(remote: Remote, shelf: str, number: int) -> list[str]:
    """The names of the lines of a shelf's log that come after that number, in order."""
    return [item.name for item in remote.names(log_of(shelf), _line(shelf, number))]


def told_in(line: bytes) -> dict[str, str]:
    """The tags that a line tells of, by the names of the objects; empty: the object is gone."""
    with suppress(ValueError, AttributeError):
        return {str(name): str(tag) for name, tag in json.loads(line).items()}
    return {}


def tell(remote: Remote, shelf: str, tags: Mapping[str, str], after: int = 0) -> int:
    """Write the next line of a shelf's log, which has tags by name; returns its number."""
    line = json.dumps(tags, ensure_ascii=False).encode()
    number = after + 1
    while True:
        try:
            remote.create(_line(shelf, number), line)
        except Taken:
            last = lines_after(remote, shelf, number)
            number = line_number(last[-1]) + 1 if last else number + 1
        else:
            return number


def _line(shelf: str, number: int) -> str:
    return f"{log_of(shelf)}/{number:012}"
