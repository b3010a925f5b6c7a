"""A line of our own text: what stands left, what stands right, and what gives way between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult
    from textual.geometry import Size


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
        left = self._left.truncate(room, ellipsis=True)
        gap = max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)
