"""Rows that nobody types in: text wrapped, a line of it, and what is said next to the work."""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import RenderResult
    from textual.geometry import Size
    from textual.timer import Timer


UNBROKEN: Final = "\N{NO-BREAK SPACE}"
"""In place of a space at which no row is broken. Textual would break at it, so we do not let it."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows, each as full as can be, none of them broken at an `UNBROKEN` space."""
    rows = [row for line in text.split("\n") for row in wrap(line, max(1, width)) or [""]]
    return [row.replace(UNBROKEN, " ") for row in rows]


def balanced(text: str, width: int) -> list[str]:
    """The text in as few rows as `wrapped` makes of it, but of about the same length."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        count = ceil(len(paragraph) / width) or 1
        for narrow in range(ceil(len(paragraph) / count), width + 1):
            lines = wrap(paragraph, max(narrow, 1), break_long_words=False)
            if len(lines) <= count and max(map(len, lines), default=0) <= width:
                rows += lines or [""]
                break
        else:
            rows += wrap(paragraph, width) or [""]
    return rows


def joined(pieces: Iterable[str]) -> str:
    """Texts with a dot between them, none of which is broken."""
    return f"{UNBROKEN}· ".join(piece.replace(" ", UNBROKEN) for piece in pieces)


class Pieces(Widget):
    """Texts beside each other, in as many rows as it takes; none of them is broken."""

    DEFAULT_CSS = "Pieces { height: auto; width: 1fr; }"

    def __init__(self, pieces: Sequence[str], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._text = joined(pieces)

    def render(self) -> RenderResult:
        return Content("\n".join(wrapped(self._text, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(wrapped(self._text, width))


FEW = 2
"""Rows that may be said where a screen is short and nothing else gives way."""


class Aside(Static):
    """A row for a message, a question about what was typed, or a hint.

    The latest message is shown. An empty row takes no room.
    """

    DEFAULT_CSS = """
    Aside { height: auto; max-height: 2; padding: 0 1; color: $muted; text-wrap: wrap; }
    Aside.-saying { color: $accent; max-height: 4; }
    Aside.-empty { display: none; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._hint = self._question = self._remark = ""
        self._shown = ""
        self._unsaid: Timer | None = None
        self.add_class("-empty")

    def say(self, words: str, seconds: float) -> None:
        """Show a message for some seconds, in place of the one before."""
        self._remark = words
        if self._unsaid:
            self._unsaid.stop()
        self._unsaid = self.set_timer(seconds, self.unsay)
        self._show()

    def ask(self, question: str) -> None:
        """Show a question until it is answered; empty: none."""
        if question != self._question:
            self._remark = "" if question else self._remark
            self._question = question
            self._show()

    def hint(self, words: str) -> None:
        """Set what is shown while there is no message or question."""
        self._hint = words
        self._show()

    def unsay(self) -> None:
        """Remove the message."""
        self._remark = ""
        self._show()

    def _show(self) -> None:
        words = self._remark or self._question
        self.set_class(bool(words), "-saying")
        if self.is_attached:
            self.screen.set_class(bool(words), "-saying")
            width = max(1, self.app.size.width - 2)
            words = "\n".join(wrapped(words, width)) if UNBROKEN in words else words
            rows = len(Content(words).wrap(width)) if words else 0
            self.screen.set_class(rows > FEW, "-saying-much")
            self.screen.set_class(rows > FEW + 1, "-saying-most")
        if (words or self._hint) != self._shown:
            self._shown = words or self._hint
            self.set_class(not self._shown, "-empty")
            self.update(Content(self._shown))


def shortened(text: Content, width: int) -> Content:
    """The text in so many cells; where it has no room it ends with a whole word, and a sign of it.

    In the middle of a word only where more than half of the room would be left.
    """
    if text.cell_length <= width:
        return text
    cut = text.truncate(max(0, width - 2))
    end = len(cut.plain) if text.plain[len(cut.plain) : len(cut.plain) + 1] == " " else -1
    end = end if end > 0 else cut.plain.rfind(" ")
    whole = len(cut.plain[:end].rstrip(" ·,–")) if end > 0 else 0
    if whole < width // 2:
        return text.truncate(width, ellipsis=True)
    return cut[:whole] + Content(" …")


class Line(Widget):
    """One row with a left and a right part. The left is cut where both do not fit."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; padding: 0 1; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left = Content("")
        self._right = Content("")

    def show(self, left: Content | str = "", right: Content | str = "") -> None:
        """Show other texts; a str is text, never markup. Repaints only when one differs."""
        new_left = left if isinstance(left, Content) else Content(left)
        new_right = right if isinstance(right, Content) else Content(right)
        if new_left.is_same(self._left) and new_right.is_same(self._right):
            return
        self._left, self._right = new_left, new_right
        self.refresh(layout=self.styles.auto_dimensions)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as both parts, where the width is automatic."""
        return self._left.cell_length + self._right.cell_length + 1

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return f"{self._left.plain} {self._right.plain}".strip()

    def render(self) -> RenderResult:
        width = self.content_size.width
        right = self._right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - (1 if right.plain else 0))
        left = shortened(self._left, room)
        gap = max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)
