"""Standard output and the files of `--out`: a command's answer, and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

from facilitator.core.errors import N_, Refused

STANDARD: Final = "-"
"""What stands for standard output or input where a file is named."""


def text(answer: str) -> None:
    """Write an answer as it is. Raises Refused where standard output is closed."""
    if sys.stdout is None:
        raise Refused(N_("There is nowhere to write the answer: standard output is closed."))
    sys.stdout.write(answer)


def line(answer: str) -> None:
    """Write an answer, and end its line."""
    text(f"{answer}\n")


def document(answer: Any) -> None:
    """Write an answer as JSON."""
    import json

    line(json.dumps(answer, ensure_ascii=False, indent=2))


def file_named(name: str | None) -> Path | None:
    """The file that `--out` names; None for standard output, where no name or "-" is given."""
    return None if name in {None, STANDARD} else Path(name).absolute()


def file(archive: Path, path: Path, answer: str, *, replace: bool) -> None:
    """Write an answer to a file outside the archive, whole or not at all, for its owner's eyes.

    Raises NotWritten, and Refused where a file is there already and is not to be replaced.
    """
    from facilitator.store.sharing import write_shared

    write_shared(archive, path, answer, replace=replace)


def flush() -> None:
    """Send on what has been written so far. Raises OSError where it cannot go."""
    if sys.stdout is not None:
        sys.stdout.flush()


def discard() -> None:
    """Let go of what is still on its way to where it cannot go, on either stream."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
