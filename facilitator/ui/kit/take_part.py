"""How to take part by phone: the QR code of the room's address, and the address and the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from facilitator.core.room import code_words
from facilitator.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

LEAST_WORDS: Final = 24
"""Columns that the words need beside a code."""


class TakePart(Horizontal):
    """A QR code where there is room for it, and the words beside it."""

    DEFAULT_CSS = """
    TakePart {
        height: 1fr; align: center middle;
        & > #code { width: auto; height: auto; color: #000000; background: #ffffff; }
        & > #words { width: 44; max-width: 1fr; height: auto; padding: 0 0 0 3; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="code")
        yield Static(id="words")

    def show(self, url: str, code: str, words: str = "") -> None:
        """The room at that address; `words` is a sentence below."""
        from facilitator.room.qr import address_code, half_blocks

        is_shown = self.show_code(half_blocks(address_code(f"{url}{code}")))
        parts: list[str | tuple[str, str]] = [
            (_("Take part with your phone"), "bold"),
            "\n\n",
            _("With the camera, or in its browser:") if is_shown else _("In its browser:"),
            "\n",
            (url.removesuffix("/"), "bold $accent"),
            "\n\n",
            _("Code:"),
            " ",
            (code_words(code), "bold $accent"),
        ]
        if words:
            parts += ["\n\n", (words, "$muted")]
        self.query_one("#words", Static).update(Content.assemble(*parts))

    def show_code(self, rows: list[str], words: str = "") -> bool:
        """Another code, of half blocks, with a sentence beside it; gives whether it has room."""
        code, size = self.query_one("#code", Static), self.app.size
        code.update(Content("\n".join(rows)))
        code.display = len(rows) < size.height and len(rows[0]) + LEAST_WORDS <= size.width
        if not code.display:
            words = _("There is no room here for the code: make the window larger.")
        self.query_one("#words", Static).update(Content(words))
        return bool(code.display)
