"""The themes: colours of contrast 7:1 wherever the room reads, and signs in plain ASCII."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from facilitator.core.text.terminal import CELLS

DEFAULT = "aften"
PLAIN = "kontrast"
"""The theme that needs no colour: used under NO_COLOR."""


class _Colors(NamedTuple):
    """A theme's colours, each under what it is for."""

    name: str
    ground: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    mark: str


def _theme(colors: _Colors) -> Theme:
    return Theme(
        name=colors.name,
        dark=Color.parse(colors.ground).brightness < 0.5,
        primary=colors.accent,
        secondary=colors.mark,
        accent=colors.accent,
        warning=colors.mark,
        error=colors.mark,
        success=colors.accent,
        foreground=colors.text,
        background=colors.ground,
        surface=colors.raised,
        panel=colors.raised,
        variables={
            "muted": colors.muted,
            "mark": colors.mark,
            "line": colors.line,
            "block-cursor-background": colors.accent,
            "block-cursor-foreground": colors.ground,
            "block-cursor-text-style": "bold",
            "input-cursor-background": colors.text,
            "input-cursor-foreground": colors.ground,
            "input-selection-background": colors.line,
            "scrollbar": colors.line,
            "scrollbar-hover": colors.muted,
            "scrollbar-active": colors.accent,
            "scrollbar-background": colors.ground,
            "scrollbar-background-hover": colors.ground,
            "scrollbar-background-active": colors.ground,
            "scrollbar-corner-color": colors.ground,
        },
    )


THEMES = tuple(_theme(_Colors(*row)) for row in (
    ("aften", "#12171d", "#1b222a", "#3a4652", "#f2efe6", "#b4bcc4", "#6cbfef", "#f0b429"),
    ("dag", "#faf8f3", "#efece4", "#c9c4b8", "#16191d", "#3c4148", "#00507f", "#6b4400"),
    ("kontrast", "#000000", "#303030", "#585858", "#ffffff", "#d8d8d8", "#ffffff", "#ffffff"),
))  # fmt: skip


@cache
def plain_signs() -> dict[int, str]:
    """The text with our signs replaced by ASCII, cell for cell. Letters stay."""
    from facilitator.core.text.tags import KINDS
    from facilitator.core.text.tags import THEMES as THEME_TAGS

    tags = {tag.symbol: tag.plain for tag in (*KINDS.values(), *THEME_TAGS.values())}
    return str.maketrans(CELLS | tags)


class AsciiFilter(LineFilter):
    """Draws our signs in ASCII; what people wrote keeps its letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with ASCII signs."""
        return [
            Segment(segment.text.translate(plain_signs()), segment.style, segment.control)
            for segment in segments
        ]
