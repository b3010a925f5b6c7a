"""What a user has chosen: keys, theme, plain signs, no colour, no motion."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.entry import Door
from facilitator.store.guides import shipped
from facilitator.store.user_settings import Settings
from facilitator.ui import themes
from tests.ui.desk import at_desk, begun, person_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


def keymap(**keys: str) -> Settings:
    """Settings in which commands of a session have other keys: `pas` is the pass."""
    names = {"pas": "pass_turn"}
    return Settings(keymap={f"session.{names.get(name, name)}": k for name, k in keys.items()})


# Keys


async def test_a_key_of_the_users_own_takes_the_place_of_ours(archive: Path) -> None:
    async with at_desk(archive, begun(), settings=keymap(pas="f10"), size=(120, 30)) as desk:
        await desk.press("pagedown", "pagedown")
        assert "F10 Pas" in desk.rows[-1]
        await desk.press("f2")
        assert person_at("Mette") in desk.text
        await desk.press("f10")
        assert person_at("Jonas") in desk.text
        await desk.press("f1")

        assert "F10 Pas" in " ".join(desk.row_with("F10 ").split())


async def test_a_command_without_a_key_can_be_given_one(archive: Path) -> None:
    async with at_desk(archive, begun(), settings=keymap(wrap_up="f12", cards="f11")) as desk:
        await desk.press("f12")
        assert "Rund af" in desk.text
        await desk.press("f11")

        assert "Hvad er psykologisk tryghed?" in desk.text


async def test_several_keys_may_be_given_and_two_may_change_places(archive: Path) -> None:
    settings = keymap(pas="f3", thinking_pause="f2,f12")
    async with at_desk(archive, begun(), settings=settings) as desk:
        await desk.press("pagedown", "pagedown", "f3")
        assert person_at("Jonas") in desk.text
        for key in ("f2", "f12"):
            await desk.press(key)
            assert (desk.session.live.thinking_since is not None) == (key == "f2")


@pytest.mark.parametrize("key", ["", "x" * 50, "ctrl+", "[red]", ",", "æ", "pagedown"])
async def test_a_keymap_that_makes_no_sense_stops_nothing(archive: Path, key: str) -> None:
    settings = Settings(keymap={"session.pass_turn": key, "no.such": "f5"})
    async with at_desk(archive, begun(), settings=settings) as desk:
        await desk.press("f1", "escape", "f4")
        await desk.enter("et stikord")

        assert desk.session.live_phase.minutes == 2
        assert "et stikord" in desk.file


# Signs


async def every_screen(desk: Desk) -> str:
    """What stands on each screen from home to a note in the archive."""
    seen = [desk.text]
    behind = [entry.id for entry in shipped("da") if entry.door is Door.SUPERVISION]
    at = behind.index("supervision-60")
    for keys in (
        ("f1",), ("escape",), ("ctrl+s",), ("escape", "down", "enter"),
        (*["down"] * at, "enter"), ("ctrl+s",),
        ("enter",),
        ("f5",), ("escape", "f8"), ("escape", "f6"), ("escape", "f9"), ("f9", "f3"), ("f3",),
        *[("pagedown", "escape")] * 9, ("pagedown",), ("f8",), ("escape", "ctrl+s"),
        ("end", "enter"), ("enter",),
    ):  # fmt: skip
        await desk.press(*keys)
        seen.append(desk.text)
    return "\n".join(seen)


async def test_with_plain_signs_nothing_but_letters_is_beyond_ascii(archive: Path) -> None:
    async with at_desk(archive, settings=Settings(ascii=True)) as desk:
        desk.app.notify("ord")
        await desk.settle()
        seen = desk.text
        assert "ord" in seen
        desk.app.clear_notifications()  # it would lie over what is to be seen
        seen += await every_screen(desk)
        signs = {s for s in seen if not s.isascii() and unicodedata.category(s)[0] not in "LM"}

        assert signs == set()
        assert "Tænkepause" in seen


async def test_plain_signs_show_how_much_time_is_used_and_what_is_chosen(archive: Path) -> None:
    async with at_desk(archive, begun(), settings=Settings(ascii=True)) as desk:
        await desk.wait(30)

        assert "====" in desk.rows[1]
        assert "----" in desk.rows[1]
        assert ">1 Hvem talte?" in desk.text
        assert "1 Hvem talte? >" in desk.rows[-3]


async def test_the_line_of_a_small_terminal_is_plain_too(archive: Path) -> None:
    async with at_desk(archive, settings=Settings(ascii=True), size=(20, 5)) as desk:
        assert "40x10" in desk.text


# Colour and motion


async def test_a_theme_that_is_not_there_is_the_default(archive: Path) -> None:
    for theme in ("no-such", "nord", "textual-dark", "", "[red]", themes.PLAIN):
        settings = Settings(theme=theme)
        async with at_desk(archive, settings=settings) as desk:
            wanted = theme if theme == themes.PLAIN else themes.DEFAULT
            assert desk.app.theme == wanted
            assert "Reflektér" in desk.text


async def test_no_color_is_a_plain_theme_in_which_everything_can_be_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    settings = Settings(theme="aften")
    async with at_desk(archive, begun(), settings=settings) as desk:
        await desk.enter("Vi talte åbent")
        assert desk.app.theme == themes.PLAIN
        colors = {
            color.get_truecolor()
            for strip in desk.strips
            for _text, style, _control in strip
            if style
            for color in (style.color, style.bgcolor)
            if color
        }

        assert {tuple(color) for color in colors if len(set(color)) > 1} == set()


async def test_where_colour_is_gone_what_is_chosen_still_differs(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(archive, begun()) as desk:
        assert desk.row_with("Hvem talte?").startswith(" ▸1")
        assert desk.row_with("Kom der ideer?").startswith("  3")


async def test_reduced_motion_animates_nothing(archive: Path) -> None:
    async with at_desk(archive, settings=Settings(reduced_motion=True)) as desk:
        assert desk.app.animation_level == "none"
    async with at_desk(archive) as desk:
        assert desk.app.animation_level != "none"


async def test_nothing_blinks(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f8")
        for strip in desk.strips:
            assert not any(style and style.blink for _text, style, _control in strip)
        assert not desk.app.screen.query("Input").first().cursor_blink  # type: ignore[attr-defined]
