"""Plain signs for terminals and readers that have no others: one place, for everything drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

PLAINER = str.maketrans(
    {
        "▸": ">", "❯": ">", "·": "-", "━": "=", "─": "-", "●": "#", "○": ".", "✓": "x",
        "↑": "^", "↓": "v", "→": ">", "←": "<", "‹": "<", "›": ">", "–": "-", "…": ".",
        "»": '"', "«": '"', "“": '"', "”": '"', "’": "'", "│": "|", "╭": "+", "╮": "+",
        "╰": "+", "╯": "+", "▔": " ", "▁": " ", "▊": " ", "▎": " ", "☐": "-",
    }
)  # fmt: skip
"""Each sign of ours by one of ASCII, cell for cell. Letters stay as they are."""


class AsciiFilter(LineFilter):
    """Draws our signs in ASCII. What people wrote keeps its letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plainer signs."""
        return [
            Segment(segment.text.translate(PLAINER), segment.style, segment.control)
            for segment in segments
        ]
