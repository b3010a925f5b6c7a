"""A line that says that the terminal is too small. The session goes on under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.ui.kit.screen import Dialog
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
    from textual.geometry import Size

COLUMNS, ROWS = 40, 10
"""The least a screen of ours needs."""


def too_small(size: Size) -> bool:
    """Whether a terminal of that size has too little room."""
    return size.width < COLUMNS or size.height < ROWS


def cover_if_small(app: App[int], size: Size) -> None:
    """Say so where a terminal of that size has too little room to show anything."""
    covered = isinstance(app.screen, TooSmall)
    if too_small(size) and not covered:
        app.push_screen(TooSmall())
    elif covered and not too_small(size):
        app.pop_screen()


class TooSmall(Dialog[None]):
    """Covers everything until there is room again."""

    DEFAULT_CSS = """
    TooSmall { background: $background; }
    TooSmall Static { width: 1fr; height: auto; text-align: center; }
    """

    def on_screen_resume(self) -> None:
        """What covered it is gone; it may be out of date."""
        if not too_small(self.app.size):
            self.dismiss()

    def compose(self) -> ComposeResult:
        """One line."""
        words = _("Too small: {columns}×{rows} at least.").format(columns=COLUMNS, rows=ROWS)
        yield Static(Content(words))
