"""The themes: colours of contrast 7:1 wherever the room reads, and signs in plain ASCII."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.theme import Theme

from facilitator.core.text.terminal import CELLS

if TYPE_CHECKING:
    from textual.color import Color

DEFAULT = "aften"
PLAIN = "kontrast"
"""The theme that needs no colour: used under NO_COLOR."""


def _theme(name: str, *, dark: bool, **colors: str) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colors["accent"],
        secondary=colors["mark"],
        accent=colors["accent"],
        warning=colors["mark"],
        error=colors["mark"],
        success=colors["accent"],
        foreground=colors["text"],
        background=colors["ground"],
        surface=colors["raised"],
        panel=colors["raised"],
        variables={
            "muted": colors["muted"],
            "mark": colors["mark"],
            "line": colors["line"],
            "block-cursor-background": colors["accent"],
            "block-cursor-foreground": colors["ground"],
            "block-cursor-text-style": "bold",
            "input-cursor-background": colors["text"],
            "input-cursor-foreground": colors["ground"],
            "input-selection-background": colors["line"],
            "scrollbar": colors["line"],
            "scrollbar-hover": colors["muted"],
            "scrollbar-active": colors["accent"],
            "scrollbar-background": colors["ground"],
            "scrollbar-background-hover": colors["ground"],
            "scrollbar-background-active": colors["ground"],
            "scrollbar-corner-color": colors["ground"],
        },
    )


THEMES = (
    _theme(
        "aften",
        dark=True,
        ground="#12171d",
        raised="#1b222a",
        line="#3a4652",
        text="#f2efe6",
        muted="#b4bcc4",
        accent="#6cbfef",
        mark="#f0b429",
    ),
    _theme(
        "dag",
        dark=False,
        ground="#faf8f3",
        raised="#efece4",
        line="#c9c4b8",
        text="#16191d",
        muted="#3c4148",
        accent="#00507f",
        mark="#6b4400",
    ),
    _theme(
        "kontrast",
        dark=True,
        ground="#000000",
        raised="#303030",
        line="#585858",
        text="#ffffff",
        muted="#d8d8d8",
        accent="#ffffff",
        mark="#ffffff",
    ),
)


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
