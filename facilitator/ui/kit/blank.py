"""Nothing at all on the screen, at once: somebody walked in (privacy.md P13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.ui.kit.screen import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.await_complete import AwaitComplete


class Blank(Dialog[None]):
    """An empty screen. Any key or click brings back what was there, and what is to be said."""

    DEFAULT_CSS = """
    Blank { background: $background; }
    Blank Toast { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._unsaid: list[Callable[[], None]] = []

    def say_after(self, say: Callable[[], None]) -> None:
        """Say something when the screen is no longer blank."""
        self._unsaid.append(say)

    def on_key(self, event: events.Key) -> None:
        """Back, and the key does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Back."""
        self.dismiss()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Back, and say what was to be said meanwhile."""
        left = super().dismiss(result)
        while self._unsaid:
            self._unsaid.pop(0)()
        return left
