"""From the command to the first prompt on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import Figure, medians
from benchmarks.programs import PROMPT, bare, check_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.on_a_pty import OnAPty


def measure(*, quick: bool) -> list[Figure]:
    """Seconds until the prompt's text has been written to the pty."""
    ours, floor = medians(
        lambda: _seconds(check_out), lambda: _seconds(bare), times=5 if quick else 20
    )
    return [Figure("start to first prompt", ours * 1000, floor * 1000, "ms", 1.3)]


def _seconds(program: Callable[[], OnAPty]) -> float:
    with program() as running:
        return running.wait_for(PROMPT) - running.began
