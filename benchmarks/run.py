"""Measure the program against floors taken in the same run: `uv run benchmarks/run.py`."""

from __future__ import annotations

import argparse
import compileall
import gc
import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from importlib.util import cache_from_source
from pathlib import Path

import facilitator
from benchmarks import (
    archive,
    encryption,
    keystroke,
    room,
    saving,
    shared,
    start,
    ticking,
    waiting,
)
from benchmarks.figures import HEAD, Figure, Missing

Measure = Callable[..., Iterable[Figure | Missing]]

MEASUREMENTS: dict[str, Measure] = {
    "start": start.measure,
    "keystroke": keystroke.measure,
    "ticking": ticking.measure,
    "saving": saving.measure,
    "archive": archive.measure,
    "waiting": waiting.measure,
    "room": room.measure,
    "encryption": encryption.measure,
    "shared": shared.measure,
}
MORE: dict[str, Measure] = {
    "archive-100000": archive.measure_more,
    "waiting-100000": waiting.measure_more,
    "shared-100000": shared.measure_more,
}
"""What takes minutes."""


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help=f"any of: {', '.join(MEASUREMENTS)} (else all)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--full", action="store_true", help=f"also {', '.join(MORE)}")
    chosen = parser.parse_args()
    gc.set_threshold(200_000)  # as the program does at its door
    # Beside this file, and not in /tmp: that is often memory, where a save costs nothing.
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent, prefix=".run-") as home:
        _live_in(home)
        sys.stdout.write(_compiled() + "\n\n")
        sys.stdout.write(HEAD + "\n")
        measured = {**MEASUREMENTS, **MORE}
        for name in chosen.only or (measured if chosen.full else MEASUREMENTS):
            # Of its own: what another has left open is read wherever notes are listed.
            os.environ["XDG_STATE_HOME"] = f"{home}/state-{name}"
            for figure in measured[name](quick=chosen.quick):
                sys.stdout.write(figure.row + "\n")
                sys.stdout.flush()


def _compiled() -> str:
    """Compile what both sides load, as an installation or a first start does; says what is kept."""
    own = Path(facilitator.__file__).parent, Path(__file__).parent
    libraries = Path(sysconfig.get_path("purelib"))
    for folder in (*own, libraries):
        compileall.compile_dir(folder, quiet=2, workers=0)
    sides = {"ours": own[0] / "ui/app.py", "the bare app": own[1] / "bare_app.py",
             "Textual": libraries / "textual/app.py"}  # fmt: skip
    kept = [f"{name} {'yes' if _is_kept(path) else 'NO'}" for name, path in sides.items()]
    return f"Bytecode kept: {', '.join(kept)}."


def _is_kept(source: Path) -> bool:
    kept = Path(cache_from_source(str(source)))
    return kept.exists() and kept.stat().st_mtime >= source.stat().st_mtime


def _live_in(home: str) -> None:
    """A home and an archive of our own; bytecode is used, as on any second start.

    Some machines say otherwise by PYTHONDONTWRITEBYTECODE: then every start is a cold one, which
    flatters every ratio.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.pop("PYTHONPYCACHEPREFIX", None)
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
