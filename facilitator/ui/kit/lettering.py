"""Text for a wall: wrapped evenly, drawn in large letters, and the prompt on its screen."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size

_PLAINER = str.maketrans("–—’‘“”»«", '--\'\'""""')
"""Signs the font lacks, and those that stand for them on a wall."""

FONT = "smblock"
"""A font of quadrant blocks, four rows high, that has æ, ø and å."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of about the same length, none longer than `width`."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        count = ceil(len(paragraph) / width) or 1
        for narrow in range(ceil(len(paragraph) / count), width + 1):
            lines = textwrap.wrap(paragraph, max(narrow, 1))
            if len(lines) <= count:
                rows += lines or [""]
                break
        else:
            rows += textwrap.wrap(paragraph, width) or [""]
    return rows


LINE = 60
"""About as many characters as a line may have and still be read from the back of a room."""

CELLS_A_LETTER = 4.2
"""How wide a letter of the font is, on an average."""


@lru_cache(maxsize=32)
def lettered(text: str, width: int, most_rows: int) -> list[str]:
    """The text in large letters, all rows of one length; none where it does not fit.

    Anything the font cannot draw gives none, so that no letter of a prompt is ever lost.
    """
    from pyfiglet import Figlet

    if "\n" in text:
        return _stacked(text, width, most_rows)
    text = text.translate(_PLAINER)
    figlet = Figlet(font=FONT, width=10_000)
    if any(ord(sign) not in figlet.Font.chars or not figlet.Font.chars[ord(sign)] for sign in text):
        return []
    rows: list[str] = []
    for line in wrapped(text, max(10, int(width / CELLS_A_LETTER))):
        drawn = [row.rstrip() for row in figlet.renderText(line).splitlines()]
        while drawn and not drawn[-1]:
            drawn.pop()
        longest = max((len(row) for row in drawn), default=0)
        if longest > width:
            return []
        if rows:
            rows.append("")
        left = (width - longest) // 2
        rows += [(" " * left + row).ljust(width) for row in drawn]
    return rows if 0 < len(rows) <= most_rows else []


def _stacked(text: str, width: int, most_rows: int) -> list[str]:
    """Lines below each other in large letters; where that is too high, the last alone is large."""
    *leads, question = text.split("\n")
    large = [lettered(line, width, most_rows) for line in (*leads, question)]
    if all(large) and sum(map(len, large)) + len(leads) <= most_rows:
        return [row for block in large for row in ("", *block)][1:]
    plain = [row.center(width) for line in leads for row in wrapped(line, LINE)]
    rows = [*plain, "", *large[-1]]
    return rows if large[-1] and len(rows) <= most_rows else []


class Prompt(Widget):
    """The headline, centred, in large letters where the terminal has the room; the rest below."""

    DEFAULT_CSS = """
    Prompt { height: auto; width: 1fr; padding: 1 2; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._headline = ""
        self._below: tuple[str, ...] = ()
        self._most_rows = 0

    def show(self, headline: str, below: tuple[str, ...] = (), *, most_rows: int = 0) -> None:
        """Show another prompt, in large letters where they fit in so many rows."""
        if (headline, below, most_rows) != (self._headline, self._below, self._most_rows):
            self._headline, self._below, self._most_rows = headline, below, most_rows
            self.refresh(layout=True)

    @property
    def headline(self) -> str:
        """The prompt that is shown."""
        return self._headline

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        width = max(width, 10)
        narrow = min(width, LINE)
        letters = lettered(self._headline, width, self._most_rows) if self._most_rows else []
        lines = [Content.styled(row, "bold") for row in letters]  # centred as a block already
        if not letters:
            rows = wrapped(self._headline, narrow)
            lines = [Content.styled(row, "bold").center(width) for row in rows]
        elif self._below:
            lines.append(Content(""))
        rows = [row for text in self._below for row in wrapped(text, narrow)]
        return [*lines, *(Content(row).center(width) for row in rows)]
