"""Standard output: the answers of commands, in an encoding the terminal can show."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from facilitator.core.errors import N_, Refused
from facilitator.core.text.terminal import cell_likeness, likeness, plain_spaces, rows_of, whole
from facilitator.words import _, refusal_words
from facilitator.words import typed as words_typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

STANDARD: Final = "-"
"""What stands for standard output or input where a file is named."""

_ALIKE: Final = "facilitator.alike"
_CELL_FOR_CELL: Final = "facilitator.cell-for-cell"


def prepare_streams() -> None:
    """Set up the streams: files and pipes in UTF-8, terminals in their own encoding.

    Signs that a terminal lacks are replaced by ASCII likenesses.
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
    """Make likenesses as wide as the signs they replace, so that screens stay aligned.

    Returns whether the terminal has every sign that the program draws.
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
    """Whether all of these streams are open terminals."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def width(stream: TextIO | None) -> int:
    """The cells of a row where a stream is a terminal; 0 where it is none."""
    if stream is None or not is_terminal(stream):
        return 0
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0


def wrapped(words: str, stream: TextIO | None) -> str:
    """Text to be read, broken between words where a stream is a terminal, else as it is.

    What is to be copied, a path or a command of ours, is `whole` and stays in one row.
    """
    cells = width(stream)
    if not cells:
        return plain_spaces(words)
    rows = (row for line in words.split("\n") for row in rows_of(line, cells, hanging=True))
    return "\n".join(rows)


def typed(*words: str) -> str:
    """What to type for a command of ours, in one row."""
    return whole(words_typed(*words))


def refusal(refused: Refused) -> str:
    """A refusal in words, its paths and commands each in one row."""
    return refusal_words(refused, in_rows=True)


def document(answer: str) -> None:
    """Write an answer unchanged, for a program or a file. Raises as `text`."""
    _write(answer)


def text(answer: str) -> None:
    """Write an answer for reading. Raises Refused where standard output is closed."""
    _write(wrapped(answer, sys.stdout))


def line(answer: str) -> None:
    """Write an answer for reading, with a line break. Raises as `text`."""
    text(f"{answer}\n")


def _write(answer: str) -> None:
    if sys.stdout is None:
        raise Refused(N_("There is nowhere to write the answer: standard output is closed."))
    sys.stdout.write(answer)


def as_json(answer: Any) -> None:
    """Write an answer as JSON. Raises as `text`."""
    import json

    document(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def file_named(name: str | None) -> Path | None:
    """The file that `--out` names; None for standard output, where no name or "-" is given."""
    if name == "":
        raise click.UsageError(_("Name a file after --out."))
    return None if name in {None, STANDARD} else Path(name).absolute()


def file(archive: Path, path: Path, answer: str, *, replace: bool) -> None:
    """Write an answer to a file outside the archive, atomically and for its owner alone.

    Raises NotWritten, and Refused where a file exists and must not be replaced.
    """
    from facilitator.store.exporting import write_shared

    write_shared(archive, path, answer, replace=replace)


def flush() -> None:
    """Flush what has been written. Raises OSError where that fails."""
    if sys.stdout is not None:
        sys.stdout.flush()


def discard() -> None:
    """Drop what could not be written to either stream."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _handler(like: Callable[[str], str]) -> Callable[[UnicodeError], tuple[str, int]]:
    """The codec error handler that gives a likeness for characters that cannot be encoded."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(like, error.object[error.start : error.end])), error.end

    return replace
