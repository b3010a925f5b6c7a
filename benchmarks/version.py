"""`facilitator --version`, the shortest answer there is."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.figures import Figure, medians


def measure(*, quick: bool) -> list[Figure]:
    """Seconds of the whole process, against a Python that does nothing."""
    ours, floor = medians(
        lambda: _seconds("-m", "facilitator", "--version"),
        lambda: _seconds("-c", "pass"),
        times=10 if quick else 40,
    )
    return [Figure("facilitator --version", ours * 1000, floor * 1000, "ms", 4)]


def _seconds(*arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
