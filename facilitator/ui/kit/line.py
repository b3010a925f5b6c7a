"""Rows that nobody types in: a line of text, a message next to the work, the key line."""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Final, TypeAlias

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.core.errors import N_
from facilitator.ui.kit.app_protocol import app_of
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import RenderResult
    from textual.geometry import Size
    from textual.timer import Timer

    from facilitator.ui.commands import Command


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


NAMES = {
    "space": N_("Space"),
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "delete": "Del",
    "tab": "Tab",
    "plus": "+",
    "minus": "−",
}


def key_words(keys: str) -> str:
    """The first of a command's keys as people write it: `ctrl+z` is `Ctrl+Z`, `f2` is `F2`."""
    first = keys.split(",", maxsplit=1)[0].strip()
    return "+".join(
        _(NAMES[part]) if part in NAMES else part.upper() if len(part) <= 3 else part.capitalize()
        for part in first.split("+")
    ).replace("CTRL", "Ctrl")


GAPS: Final = (3, 2)
"""Cells between two commands: closer together where that lets one more in."""

NARROW: Final = 60
"""Cells: in fewer there may be one cell alone between two."""

Words: TypeAlias = tuple[str, str, "Command"]
"""A command's key, its label, and itself."""


class KeyLine(Widget):
    """Commands by rank, as many as fit; always the last, and in a narrow line the way back."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; width: 1fr; padding: 0 1; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: tuple[Command, ...] = ()
        self._language = language()
        self._places: list[tuple[int, int, Command]] = []

    def show(self, commands: Sequence[Command]) -> None:
        """Show these commands, the most important first; the last is never left out."""
        if (tuple(commands), language()) != (self._commands, self._language):
            self._commands, self._language = tuple(commands), language()
            self.refresh()

    def render(self) -> RenderResult:
        width = self.content_size.width
        keymap = app_of(self).workspace.settings.keymap
        texts = [(key_words(keymap.get(c.id, c.keys)), _(c.label), c) for c in self._commands]
        gaps = GAPS if width >= NARROW else (*GAPS, 1)
        gap = max(gaps, key=lambda gap: (_ranks(texts, width, gap), gap))
        parts: list[tuple[str, str] | str] = []
        self._places, at = [], 0
        for key, label, command in _fitting(texts, width, gap):
            parts += [(key, "bold $foreground"), f" {label}" if label else "", " " * gap]
            end = at + len(key) + len(f" {label}" if label else "")
            self._places.append((at, end, command))
            at = end + gap
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        x = event.x - 1
        for start, end, command in self._places:
            if start <= x < end:
                await app_of(self).run_command(command, self.screen)


def _ranks(texts: Sequence[Words], width: int, gap: int) -> list[bool]:
    """The indices of those that fit with that spacing: the first are worth the most."""
    fitting = _fitting(texts, width, gap)
    return [words in fitting for words in texts]


def _fitting(texts: Sequence[Words], width: int, gap: int) -> list[Words]:
    """Those that fit with that spacing, in order; always with the last.

    In a narrow line the way back is never left out: without room for its label its key is alone.
    """
    least = {at: (key, "", command) for at, (key, _label, command) in enumerate(texts)
             if command.action == "back" and width < NARROW}  # fmt: skip
    if texts:
        least[len(texts) - 1] = texts[-1]
    left = width + gap - sum(_cells(words) + gap for words in least.values())
    fitting = []
    for at, words in enumerate(texts):
        more = _cells(words) - _cells(least[at]) if at in least else _cells(words) + gap
        if more <= left:
            fitting.append(words)
            left -= more
        elif at in least:
            fitting.append(least[at])
    return fitting


def _cells(words: Words) -> int:
    return len(" ".join(filter(None, words[:2])))


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
