"""The prompt: one thing to think about, the largest on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from facilitator.ui.kit.lettering import LINE, lettered, wrapped

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size


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
