"""Plain signs for terminals and readers that have no others: one place, for everything drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from facilitator.core.text.likeness import CELLS
from facilitator.core.text.tags import KINDS, THEMES

if TYPE_CHECKING:
    from textual.color import Color

PLAINER = str.maketrans(
    CELLS | {tag.symbol: tag.plain for tag in (*KINDS.values(), *THEMES.values())}
)
"""Each sign of ours by one of ASCII, cell for cell. Letters stay as they are."""


class AsciiFilter(LineFilter):
    """Draws our signs in ASCII. What people wrote keeps its letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plainer signs."""
        return [
            Segment(segment.text.translate(PLAINER), segment.style, segment.control)
            for segment in segments
        ]
