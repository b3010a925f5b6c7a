"""Screens that cover all others: the blank screen, and a line where the terminal is too small."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.core.text.plain import clean
from facilitator.ui.kit.key_line import key_words
from facilitator.ui.kit.screen import BLANKS, Modal
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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
    how the screen comes back. Text waits for the line below, and is in it then; where there is no
    line it is not taken, which is said with the messages that have waited.
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
        self._text = ""
        """What was typed and pasted."""

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
        elif event.key == "backspace":
            self._write(self._text[:-1])
        else:
            self._write(self._text + ((event.character or "") if event.is_printable else ""))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._write(self._text + event.text)

    def on_click(self) -> None:
        self._write(self._text)

    def _write(self, text: str) -> None:
        """Keep what is written, and tell how the screen comes back."""
        self._text = text
        if self._line_below:
            words = _("Hidden. {key} brings the screen back; what you type waits in its line.")
        else:
            words = _("Hidden. {key} brings the screen back; nothing typed here is taken.")
        told = self.query_one(Static)
        told.update(Content(words.format(key=key_words(self._keys[0]))))
        told.display = True

    @property
    def _line_below(self) -> Input | None:
        """The line in which text goes on when the screen is back; None: there is none."""
        below = self.app.screen_stack[-2].focused
        return below if isinstance(below, Input) else None

    def _hand_on(self, text: str, line: Input | None) -> None:
        """Put the text into the line, as if typed; one of several lines is a paste."""
        if line is None:
            words = _("What was typed while the screen was hidden was not taken.")
            self._unsaid.append(partial(self.app.notify, words, markup=False))
            self.app.clear_notifications()  # this may have been said just before
        elif len(text.splitlines()) == 1:
            text = text.replace("\n", " ")
            line.replace(text if line.value else text.lstrip(), *line.selection)
        else:
            self.app.post_message(events.Paste(text))

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, and show the messages that have waited."""
        if self.app.screen is self:
            self._back()
            if self._text.strip():
                self._hand_on(clean(self._text), self._line_below)
        left = super().dismiss(result)
        while self._unsaid:
            self._unsaid.pop(0)()
        return left
