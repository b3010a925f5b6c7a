"""Nothing at all on the screen, at once: somebody walked in (privacy.md P13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.ui.screens.base import Dialog

if TYPE_CHECKING:
    from textual import events


class Blank(Dialog[None]):
    """An empty screen. Any key or click brings back what was there."""

    DEFAULT_CSS = "Blank { background: $background; }"

    def on_mount(self) -> None:
        """No word said in passing stays on it."""
        self.app.clear_notifications()

    def on_key(self, event: events.Key) -> None:
        """Back, and the key does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Back."""
        self.dismiss()
