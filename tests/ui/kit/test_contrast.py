"""What the room reads stands out from its ground by 7:1, whatever the theme."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from facilitator.store.user_settings import Settings
from facilitator.ui import themes
from tests.ui.desk import at_desk, begun
from tests.ui.screens import SCREENS, screen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

    from tests.ui.desk import Desk

AT_LEAST = 7.0
NOT_READ = set("━─╭╮╰╯│▔▁▂▃▄▅▆▇█▊▎▌▐○● ")
"""Lines, frames and bars: what they say stands in words beside them."""

each_theme = pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""

    def luminance(color: Color) -> float:
        def linear(channel: float) -> float:
            return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(channel / 255) for channel in color.rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)


@each_theme
def test_every_text_of_a_theme_is_7_to_1_on_every_ground_of_it(theme: Theme) -> None:
    colors = theme.to_color_system().generate()
    texts = ("foreground", "muted", "accent", "mark")
    grounds = ("background", "surface", "panel")

    for text, ground in product(texts, grounds):
        of_text = {**colors, **theme.variables}[text]
        ratio = contrast(Color.parse(of_text), Color.parse(colors[ground]))
        assert ratio >= AT_LEAST, f"{theme.name}: {text} on {ground} is {ratio:.1f}"


@each_theme
def test_the_marked_row_of_a_list_is_7_to_1(theme: Theme) -> None:
    text = Color.parse(theme.variables["block-cursor-foreground"])
    ground = Color.parse(theme.variables["block-cursor-background"])

    assert contrast(text, ground) >= AT_LEAST


def faintest(desk: Desk) -> tuple[float, str]:
    """The lowest contrast of anything drawn to be read, and the text that has it."""
    found = []
    for strip in desk.strips_to_read():
        for text, style, _control in strip:
            if style and style.color and style.bgcolor and set(text) - NOT_READ:
                color, ground = (Color(*c.get_truecolor()) for c in (style.color, style.bgcolor))
                if style.dim:
                    color = color.blend(ground, 0.5)
                if style.reverse:
                    color, ground = ground, color
                found.append((contrast(color, ground), text))
    return min(found)


@each_theme
async def test_everything_drawn_is_7_to_1_as_it_stands_on_the_screen(
    archive: Path, theme: Theme
) -> None:
    settings = Settings(theme=theme.name)
    async with at_desk(archive, settings=settings, size=(120, 40)) as desk:
        assert faintest(desk)[0] >= AT_LEAST, faintest(desk)
        await desk.press("enter", "down", "enter")
        assert faintest(desk)[0] >= AT_LEAST, faintest(desk)
    async with at_desk(archive, begun(), settings=settings, size=(120, 40)) as desk:
        await desk.enter("Vi talte åbent #fejl")
        await desk.enter("Jonas sagde noget")  # says something in passing, too
        await desk.press("pagedown", "pagedown")
        for keys in ([], ["f8"], ["f1"], ["f6"], ["f5"], ["pagedown"] * 3, ["space"], ["f4"]):
            await desk.press(*keys)
            assert faintest(desk)[0] >= AT_LEAST, (keys, faintest(desk))
            if keys and keys[0] in {"f8", "f1", "f6", "f5"}:
                await desk.press("escape")


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_is_7_to_1_in_every_theme(archive: Path, name: str) -> None:
    first, *others = (theme.name for theme in themes.THEMES)
    async with screen(archive, name, (120, 35), first) as desk:
        assert faintest(desk)[0] >= AT_LEAST, faintest(desk)
        for theme in others:  # chosen while it stands
            desk.app.theme = theme
            await desk.settle()
            assert faintest(desk)[0] >= AT_LEAST, (theme, faintest(desk))
