"""What it costs to stand there while the clock runs."""

from __future__ import annotations

import time
from statistics import median

from benchmarks.figures import Figure
from benchmarks.programs import PROMPT, bare, check_out


def measure(*, quick: bool) -> list[Figure]:
    """CPU and bytes a second, both programs side by side in the same seconds."""
    window, windows = (3, 3) if quick else (10, 3)
    rates: dict[str, list[float]] = {"cpu": [], "cpu floor": [], "bytes": [], "bytes floor": []}
    with check_out() as ours, bare() as floor:
        for program in (ours, floor):
            program.wait_for(PROMPT)
        ours.read(2)  # both have drawn themselves by then
        for _ in range(windows):
            floor.read(0.01)
            before = ours.cpu, floor.cpu, ours.received, floor.received
            began = time.perf_counter()
            ours.read(window)  # a pty holds what the other writes meanwhile
            floor.read(0.01)
            seconds = time.perf_counter() - began
            after = ours.cpu, floor.cpu, ours.received, floor.received
            for name, then, now in zip(
                ("cpu", "cpu floor", "bytes", "bytes floor"), before, after, strict=True
            ):
                rates[name].append((now - then) / seconds)
    at = {name: median(found) for name, found in rates.items()}
    return [
        Figure("CPU while the clock runs", at["cpu"] * 1000, at["cpu floor"] * 1000, "ms/s", 1),
        Figure("bytes while the clock runs", at["bytes"], at["bytes floor"], "B/s", 1),
    ]
