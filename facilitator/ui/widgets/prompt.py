"""The prompt: one thing to think about, the largest on the screen."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from facilitator.ui.lettering import lettered, wrapped

COLUMNS = 60
"""About as many characters as a line may have and still be read from the back of a room."""

ROOM_FOR_LETTERS = 30
"""From so many rows on the prompt is drawn in large letters."""


class Prompt(Widget):
    """The headline, centred, in large letters where the terminal has the room; the rest below."""

    DEFAULT_CSS = """
    Prompt { height: auto; width: 1fr; padding: 1 2; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name for it
        super().__init__(id=id)
        self._headline = ""
        self._below: tuple[str, ...] = ()
        self._plain = False

    def show(self, headline: str, below: tuple[str, ...] = (), *, plain: bool = False) -> None:
        """Show another prompt. `plain`: never in large letters (for a screen reader)."""
        if (headline, below, plain) != (self._headline, self._below, self._plain):
            self._headline, self._below, self._plain = headline, below, plain
            self.refresh(layout=True)

    @property
    def headline(self) -> str:
        """The prompt that is shown."""
        return self._headline

    def render(self) -> RenderResult:
        """The lines, the headline bold."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        width = max(width, 10)
        bold = self.text_style_bold
        lines: list[Content] = []
        letters = self._letters(width)
        if letters:
            lines += [Content.styled(row, bold) for row in letters]
        else:
            for row in wrapped(self._headline, min(width, COLUMNS)):
                lines.append(Content.styled(row, bold))
        for text in self._below:
            lines += [Content(row) for row in wrapped(text, min(width, COLUMNS))]
        return [line.center(width) for line in lines]

    @property
    def text_style_bold(self) -> str:
        """The style of the headline."""
        return "bold"

    def _letters(self, width: int) -> list[str]:
        if self._plain or self.app.size.height < ROOM_FOR_LETTERS or "\n" in self._headline:
            return []
        return lettered(self._headline, width, most_rows=self.app.size.height // 4)
