"""How far a thread has come, told to its screen now and then."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOMENT = 0.1
"""Seconds between two words on it."""


def telling(
    tell: Callable[[int, int], object], wanted: Callable[[], bool]
) -> Callable[[int, int], bool]:
    """For the store to call with how much is done, and of how much; says whether to go on."""
    last = time.monotonic()

    def go_on(done: int, total: int) -> bool:
        nonlocal last
        if time.monotonic() - last > MOMENT:
            last = time.monotonic()
            tell(done, total)
        return wanted()

    return go_on
