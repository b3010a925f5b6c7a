"""The callback that opens the user's key when it is first needed; it loads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

openers: Final[list[Callable[[], None]]] = []
"""What opens this user's key, asking whoever sits there; one at most."""


def ask_with(opener: Callable[[], None]) -> None:
    """Register `opener`, called when the key is needed and not open: it calls `open_own_key`."""
    openers[:] = [opener]
