"""Screens that cover all others: the blank screen, and a line where the terminal is too small."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.screen import BLANKS, Modal
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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
    """An empty screen, until the key that hides the screen is pressed again, or Escape.

    Whoever leans on the keyboard, or types or pastes on, shows nothing by it: any other key is told
    how the screen comes back. Nothing typed is taken meanwhile, which is said with the messages
    that have waited.
    """

    DEFAULT_CSS = """
    Blank { background: $background; }
    Blank Toast { display: none; }
    Blank Static { width: 1fr; height: auto; text-align: center; color: $muted; display: none; }
    """

    def __init__(
        self, keys: Collection[str] = (), back: Callable[[], object] = lambda: None
    ) -> None:
        """`keys` hide the screen: they bring it back. `back` is called when it is about to go."""
        super().__init__()
        self._keys = [*keys, *BLANKS.key.split(",")]
        self._back = back
        self._unsaid: list[Callable[[], object]] = []
        self._has_refused_text = False

    def compose(self) -> ComposeResult:
        yield Static()

    def say_after(self, say: Callable[[], object]) -> None:
        """Postpone a message until the screen is no longer blank."""
        self._unsaid.append(say)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key in {*self._keys, "escape"}:
            self.dismiss()
        else:
            self._refuse(is_text=bool(event.is_printable and (event.character or "").strip()))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._refuse(is_text=True)

    def on_click(self) -> None:
        self._refuse(is_text=False)

    def _refuse(self, *, is_text: bool) -> None:
        """Tell how the screen comes back; a text that was not taken is told of then, too."""
        self._has_refused_text |= is_text
        words = _("Hidden. {key} brings the screen back; nothing typed here is taken.")
        line = self.query_one(Static)
        line.update(Content(words.format(key=key_words(self._keys[0]))))
        line.display = True

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, and show the messages that have waited."""
        if self.app.screen is self:
            self._back()
            if self._has_refused_text:
                words = _("What was typed while the screen was hidden was not taken.")
                self._unsaid.append(partial(self.app.notify, words, markup=False))
                self.app.clear_notifications()  # this may have been said just before
        left = super().dismiss(result)
        while self._unsaid:
            self._unsaid.pop(0)()
        return left
