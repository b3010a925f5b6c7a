"""The capture line: it has the focus throughout, and any letter starts a keyword."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class CaptureLine(Input):
    """One line for a keyword. A paste of several lines becomes one."""

    DEFAULT_CSS = """
    CaptureLine, CaptureLine:focus {
        height: 1; border: none; padding: 0; background: $background; width: 1fr;
    }
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line a key that is bound does what it is bound to; any other is text."""
        return bool(self.value) and super().check_consume_key(key, character)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual keeps the first line of a paste; what a group said is not to be cut.
        event.prevent_default()
        event.stop()
        text = " ".join(event.text.split())
        if text:
            self.replace(text, *self.selection)
