"""The themes: colours of contrast 7:1 wherever the room reads, and signs in plain ASCII."""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from facilitator.core.text.terminal import CELLS

DEFAULT = "aften"
PLAIN = "kontrast"
"""The theme that needs no colour: used under NO_COLOR."""


def _theme(
    name: str, ground: str, raised: str, line: str, text: str, muted: str, accent: str, mark: str
) -> Theme:
    return Theme(
        name=name,
        dark=Color.parse(ground).brightness < 0.5,
        primary=accent,
        secondary=mark,
        accent=accent,
        warning=mark,
        error=mark,
        success=accent,
        foreground=text,
        background=ground,
        surface=raised,
        panel=raised,
        variables={
            "muted": muted,
            "mark": mark,
            "line": line,
            "block-cursor-background": accent,
            "block-cursor-foreground": ground,
            "block-cursor-text-style": "bold",
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": line,
            "scrollbar": line,
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


THEMES = tuple(_theme(*row) for row in (
    # name, ground, raised, line, text, muted, accent, mark
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
