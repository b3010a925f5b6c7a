"""The standard streams: in which encoding they are written, and text read from standard input."""

from __future__ import annotations

import codecs
import io
import sys
from typing import TYPE_CHECKING, Final

from facilitator.core.text.likeness import cell_likeness, likeness

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_ALIKE: Final = "facilitator.alike"
_CELL_FOR_CELL: Final = "facilitator.cell-for-cell"


def prepare_streams() -> None:
    """Have files and pipes written in UTF-8, and terminals in what they can show.

    A terminal keeps the encoding it asks for, and gets a likeness of a sign that it lacks.
    """
    codecs.register_error(_ALIKE, _handler(likeness))
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors=_ALIKE)
        else:
            stream.reconfigure(encoding="utf-8", errors=_ALIKE, newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def prepare_screen(stream: TextIO) -> bool:
    """Have likenesses on a screen take as many cells as the signs they stand for.

    Gives whether the screen has every sign that the program draws.
    """
    codecs.register_error(_CELL_FOR_CELL, _handler(cell_likeness))
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_CELL_FOR_CELL)
    try:
        "▸❯━●○…æøå".encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_terminal(*streams: TextIO | None) -> bool:
    """Whether each of them is open, and a terminal."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _handler(like: Callable[[str], str]) -> Callable[[UnicodeError], tuple[str, int]]:
    """What a codec asks for the characters it has no bytes for."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(like, error.object[error.start : error.end])), error.end

    return replace
