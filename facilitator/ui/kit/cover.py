"""Screens that cover all others: the blank screen, and a line where the terminal is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from facilitator.ui.kit.screen import Modal
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import App, ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.geometry import Size

COLUMNS, ROWS = 40, 10
"""The least a screen of ours needs."""


def too_small(size: Size) -> bool:
    """Whether a terminal of that size is too small."""
    return size.width < COLUMNS or size.height < ROWS


def cover_if_small(app: App[int], size: Size) -> None:
    """Cover the screen where the terminal is too small to show anything."""
    covered = isinstance(app.screen, TooSmall)
    if too_small(size) and not covered:
        app.push_screen(TooSmall())
    elif covered and not too_small(size):
        app.pop_screen()


class TooSmall(Modal[None]):
    """Covers everything until the terminal is large enough."""

    DEFAULT_CSS = """
    TooSmall { background: $background; }
    TooSmall Static { width: 1fr; height: auto; text-align: center; }
    """

    def on_screen_resume(self) -> None:
        """What covered it is gone; it may be out of date."""
        if not too_small(self.app.size):
            self.dismiss()

    def compose(self) -> ComposeResult:
        words = _("Too small: {columns}×{rows} at least.").format(columns=COLUMNS, rows=ROWS)
        yield Static(Content(words))


class Blank(Modal[None]):
    """An empty screen.

    Any key or click brings back what was there, and messages that have waited.
    """

    DEFAULT_CSS = """
    Blank { background: $background; }
    Blank Toast { display: none; }
    """

    def __init__(self, back: Callable[[], object] = lambda: None) -> None:
        """`back` is called when it is about to go."""
        super().__init__()
        self._back = back
        self._unsaid: list[Callable[[], object]] = []

    def say_after(self, say: Callable[[], object]) -> None:
        """Postpone a message until the screen is no longer blank."""
        self._unsaid.append(say)

    def on_key(self, event: events.Key) -> None:
        """Go back; what begins a text, or a letter, also goes to the line that waits for it."""
        event.stop()
        event.prevent_default()
        below = self.app.screen_stack[-2].focused
        self.dismiss()
        sign = (event.character or "") if event.is_printable else ""
        if isinstance(below, Input) and (sign.isalpha() or (sign.strip() and not below.value)):
            below.replace(sign, *below.selection)

    def on_paste(self, event: events.Paste) -> None:
        """As with a key: what is pasted goes to the line below."""
        event.stop()
        below = self.app.screen_stack[-2].focused
        self.dismiss()
        if isinstance(below, Input):
            below.post_message(event)

    def on_click(self) -> None:
        self.dismiss()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, and show the messages that have waited."""
        if self.app.screen is self:
            self._back()
        left = super().dismiss(result)
        while self._unsaid:
            self._unsaid.pop(0)()
        return left
