"""The capture line: it has the focus throughout, and any letter starts a keyword."""

from __future__ import annotations

from facilitator.ui.widgets.field import Field


class CaptureLine(Field):
    """One line for a keyword."""

    DEFAULT_CSS = """
    CaptureLine, CaptureLine:focus {
        height: 1; border: none; padding: 0; background: $background; width: 1fr;
    }
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line a key that is bound does what it is bound to; any other is text."""
        return bool(self.value) and super().check_consume_key(key, character)
