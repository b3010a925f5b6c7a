"""A card: a page to read, for the room or for the facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Center, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.ui.kit.screen import Dialog
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from facilitator.core.guide.model import Card


class CardScreen(Dialog[None]):
    """One card on the whole screen, scrolled with the arrows."""

    DEFAULT_CSS = """
    CardScreen { background: $background; }
    CardScreen VerticalScroll { width: 76; max-width: 100%; padding: 1 3; }
    CardScreen #card-title { text-style: bold; color: $accent; padding-bottom: 1; }
    CardScreen #card-way { dock: bottom; color: $muted; padding: 0 3; height: 1; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding(key, "dismiss", show=False) for key in ("escape", "enter", "space", "q")
    ]

    def __init__(self, card: Card, credit: str = "") -> None:
        super().__init__()
        self._card = card
        self._credit = credit

    def compose(self) -> ComposeResult:
        """Title, text, source."""
        with Center(), VerticalScroll():
            yield Static(Content(self._card.title), id="card-title")
            yield Static(Content(self._card.body))
            if self._credit:
                yield Static(Content("\n" + self._credit), classes="quiet")
        yield Static(Content(_("Esc: back")), id="card-way")
