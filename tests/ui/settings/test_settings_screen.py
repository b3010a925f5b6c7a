"""The settings are changed in the program, seen at once, and remembered."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from facilitator.store.paths import settings_file
from facilitator.store.user_settings import Settings, read_settings
from facilitator.ui.settings import SETTINGS, SettingsScreen
from facilitator.words import language, set_language
from tests.ui.desk import at_desk, begun, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.ui.kit.worker import GoOn


async def test_light_is_seen_at_once_and_remembered(archive: Path) -> None:
    async with at_desk(archive) as desk:
        dark = desk.app.theme
        await desk.press("f2")
        assert isinstance(desk.app.screen, SettingsScreen)
        await desk.press("right")
        await desk.written()
        assert desk.app.theme == "dag" != dark
        await desk.press("escape")
        assert "Reflektér" in desk.text
    assert read_settings(settings_file()).theme == "dag"


async def test_the_language_changes_on_the_screen_itself_and_stays(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await desk.press("f2", "down", "right")
        await desk.written()
        assert "Settings" in desk.text
        assert "Plain signs" in desk.text
        await desk.press("right")
        await desk.written()
        assert "Indstillinger" in desk.text
    assert read_settings(settings_file()).language == "da"


async def test_a_language_changed_at_home_is_not_changed_back_by_another_setting(
    archive: Path,
) -> None:
    async with at_desk(archive, settings=Settings(language="da")) as desk:
        await desk.press("f7", "f2", "right")
        await desk.written()
        assert language() == "en"


async def test_plain_signs_and_motion_take_effect_and_what_else_is_in_the_file_stays(
    archive: Path,
) -> None:
    written(settings_file(), 'theme = "kontrast" # mit\nown = 7\n')
    async with at_desk(archive) as desk:
        await desk.press("f2", "down", "down", "right", "down", "right")
        await desk.written()
        assert desk.app.workspace.settings.ascii
        assert desk.app.animation_level == "none"
        assert "·" not in desk.text
    text = settings_file().read_text(encoding="utf-8")
    assert "# mit\nown = 7\n" in text
    assert "ascii = true" in text
    assert "reduced_motion = true" in text


async def test_the_setting_chosen_last_is_remembered_whichever_thread_is_the_last(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writings: list[Callable[[GoOn], object]] = []
    monkeypatch.setattr(
        "facilitator.ui.settings.write_in_thread",
        lambda _screen, write, _then: writings.append(write),
    )
    async with at_desk(archive) as desk:
        await desk.press("f2", "right", "right")
    assert len(writings) == 2

    for write in reversed(writings):
        write(lambda _done, _total: True)

    assert read_settings(settings_file()).theme == "kontrast"


async def test_a_file_that_cannot_be_changed_is_said_to_and_left_alone(archive: Path) -> None:
    written(settings_file(), "theme = [")
    async with at_desk(archive) as desk:
        await desk.press("f2", "right")
        await desk.written()
        assert "kan ikke læses" in desk.prose or "settings.toml" in desk.prose
        assert desk.app.theme == "dag"
    assert settings_file().read_text(encoding="utf-8") == "theme = ["


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
@pytest.mark.parametrize("lang", ["da", "en"])
async def test_it_fits_and_shows_the_keys_that_are_ones_own(
    archive: Path, size: tuple[int, int], lang: str
) -> None:
    set_language("en" if lang == "en" else "da")
    settings = Settings(keymap={"session.prolong": "f11"})
    async with at_desk(archive, settings=settings, size=size) as desk:
        await desk.press("f2")
        assert ("Lyd" if lang == "da" else "Sound") in desk.text
        assert all(strip.cell_length <= size[0] for strip in desk.strips)
        assert "F11" in desk.text or size == (50, 15)


async def test_it_is_there_in_a_session_too(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("everywhere.settings")
        assert isinstance(desk.app.screen, SettingsScreen)
        await desk.press("right", "escape")
        await desk.written()
        assert desk.app.theme == "dag"
        assert "Check-out" in desk.rows[0]


async def test_the_file_is_named_as_one_who_is_at_home_writes_it(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await desk.press("f2")
        assert "~/config/facilitator/settings.toml" in desk.prose


async def test_where_the_machine_asks_for_no_colour_the_choice_of_colours_says_so(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(archive) as desk:
        await desk.press("f2")
        assert "NO_COLOR er sat" in desk.prose


def test_every_setting_of_the_program_is_on_the_screen() -> None:
    chosen_elsewhere = {"keymap"}  # shown below; a name of a key is typed into the file

    assert {each.name for each in fields(Settings)} - chosen_elsewhere == set(SETTINGS)


async def test_light_is_seen_at_once_on_the_session_that_lies_below(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60"), size=(120, 40)) as desk:
        await desk.run("everywhere.settings")
        await desk.press("right", "down", "down", "right", "escape")
        await desk.settle()
        grounds = {
            style.bgcolor.get_truecolor().hex
            for strip in desk.strips
            for _text, style, _control in strip
            if style and style.bgcolor
        }
        assert "#faf8f3" in grounds
        assert "#12171d" not in grounds
        assert not desk.has_large_letters


async def test_without_keys_of_ones_own_it_says_in_one_sentence_where_they_go(
    archive: Path,
) -> None:
    async with at_desk(archive) as desk:
        await desk.press("f2")
        assert "Egne taster skrives i" in desk.prose
        assert "Ingen egne taster" not in desk.prose
