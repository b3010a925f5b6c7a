"""A result as part of another screen; the code that draws it is loaded when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from facilitator.ui.kit.line import balanced
from facilitator.words import refusal_words

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size

    from facilitator.core.measurement.result import Result, Withheld

Shown = tuple["Result | Withheld", str]
"""A result and the language it was asked in."""


class ResultPicture(Widget):
    """Spread, index and a bar for each item; or why there are none."""

    DEFAULT_CSS = "ResultPicture { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, *, id: str | None = None, for_room: bool = False) -> None:
        """`for_room`: a third of the screen is its own, so that its signs are explained."""
        super().__init__(id=id)
        self._for_room = for_room
        self._shown: Shown | None = None
        self._otherwise = ""
        self._about: str | None = None

    def show(self, shown: Shown | None, otherwise: str, about: str | None = None) -> None:
        """Show a result; without one, the text `otherwise`.

        `about` may name the item that is talked about.
        """
        if (shown, otherwise, about) != (self._shown, self._otherwise, self._about):
            self._shown, self._otherwise, self._about = shown, otherwise, about
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        width, height = self.content_size
        return self._content(width, max(height, self._rows))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes."""
        return len(self._content(width, self._rows).split("\n", allow_blank=True))

    @property
    def _rows(self) -> int:
        """The rows of the screen that a result may take."""
        height = self.app.size.height
        for rows, least_height in ((18, 50), (16, 40), (9, 28), (8, 20)):
            if height >= least_height:
                return max(rows, height // 3) if self._for_room else rows
        return 5

    def _content(self, width: int, rows: int) -> Content:
        if self._shown is None:
            return Content("\n".join(balanced(self._otherwise, max(width, 10))))
        from facilitator.core.measurement.result import Withheld
        from facilitator.ui.kit.charts import compact_content, item_chosen

        result, language = self._shown
        if isinstance(result, Withheld):
            return Content("\n".join(balanced(refusal_words(result.reason), max(width, 10))))
        return compact_content(result, language, width, rows, item_chosen(self._about))
