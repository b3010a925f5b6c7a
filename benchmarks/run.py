"""Measure the program against floors taken in the same run: `uv run benchmarks/run.py`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import archive, keystroke, saving, start, ticking, version
from benchmarks.figures import HEAD

MEASUREMENTS = {
    "start": start.measure,
    "keystroke": keystroke.measure,
    "ticking": ticking.measure,
    "saving": saving.measure,
    "version": version.measure,
    "archive": archive.measure,
}
MORE = {"archive-100000": archive.measure_more}
"""What takes minutes."""


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help=f"any of: {', '.join(MEASUREMENTS)} (else all)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--full", action="store_true", help=f"also {', '.join(MORE)}")
    chosen = parser.parse_args()
    # Beside this file, and not in /tmp: that is often memory, where a save costs nothing.
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent, prefix=".run-") as home:
        _live_in(home)
        sys.stdout.write(HEAD + "\n")
        measured = {**MEASUREMENTS, **MORE}
        for name in chosen.only or (measured if chosen.full else MEASUREMENTS):
            for figure in measured[name](quick=chosen.quick):
                sys.stdout.write(figure.row + "\n")
                sys.stdout.flush()


def _live_in(home: str) -> None:
    """A home and an archive of our own; bytecode is kept, as on any second start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = f"{home}/bytecode"
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = f"{home}/{name.lower()}"
    os.environ.update(
        HOME=home,
        FACILITATOR_SESSIONS=f"{home}/sessions",
        TERM="xterm-256color",
        COLORTERM="truecolor",
    )


if __name__ == "__main__":
    main()
