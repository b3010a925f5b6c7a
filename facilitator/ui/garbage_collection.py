"""When Python collects garbage: not while somebody waits for a key.

A full collection takes time in proportion to the objects there are, and stops every thread: with a
large archive on the screen, for a second. So only new objects are collected, few at a time; a full
collection is made on the home screen, where little else is held, after a while without a key.
"""

from __future__ import annotations

import gc
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

IDLE: Final = 20.0
"""Seconds at home after which nobody is taken to be about to press a key."""

_A_LITTLE: Final = 5_000
_NEVER: Final = 1_000_000_000
_AT_A_TIME: Final = 1000


def keep_what_is_loaded() -> None:
    """Exclude all objects there are now from later collections.

    From now on only new objects are collected, few at a time.
    """
    gc.freeze()
    gc.set_threshold(_A_LITTLE, 5, _NEVER)


def collect() -> None:
    """Collect everything."""
    gc.collect()


def let_go(items: Sequence[object]) -> None:
    """Free a long list in parts: freeing it at once would stop every thread.

    Nobody else may hold the items.
    """
    held = [items]

    def forget() -> None:
        left = list(held.pop())
        while left:
            del left[-_AT_A_TIME:]
            sleep(0)

    Thread(target=forget, daemon=True).start()
