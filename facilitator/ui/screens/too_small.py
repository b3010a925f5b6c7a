"""A line that says that the terminal is too small. The session goes on under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.ui.screens.base import Dialog
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

COLUMNS, ROWS = 40, 10
"""The least a screen of ours needs."""


class TooSmall(Dialog[None]):
    """Covers everything until there is room again."""

    DEFAULT_CSS = """
    TooSmall { background: $background; }
    TooSmall Static { width: 1fr; height: auto; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """One line."""
        words = _("Too small: {columns}×{rows} at least.").format(columns=COLUMNS, rows=ROWS)
        yield Static(Content(words))
