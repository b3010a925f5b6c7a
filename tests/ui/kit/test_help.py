"""F1: every command by context with its key, found as one types, done with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, OptionList

from facilitator.ui.commands import (
    COMMANDS,
    CONTEXTS,
    EVERYWHERE,
    command_of,
)
from facilitator.ui.kit.help import HelpScreen
from facilitator.ui.kit.key_line import key_words
from facilitator.words import _, set_language
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.errors import Language
    from tests.ui.desk import Desk


def listed(desk: Desk) -> list[str]:
    """The rows of the list, those out of view too."""
    options = desk.query_one(OptionList).options
    return [str(option.prompt).strip() for option in options]


@pytest.mark.parametrize("language", ["da", "en"])
async def test_every_command_is_listed_with_its_key_this_screens_first(
    archive: Path, language: str
) -> None:
    set_language("da" if language == "da" else "en")
    async with at_desk(archive, begun()) as desk:
        for key in ("f1", "ctrl+p"):
            await desk.press(key)
            rows = listed(desk)
            assert rows[0] == _(CONTEXTS["session"].heading)
            for command in COMMANDS:
                keys = key_words(command.keys) if command.keys else ""
                assert f"{keys:<12}{_(command.label)}".strip() in rows, command.id
            await desk.press("escape")


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (40, 10), (160, 45)])
async def test_what_the_marked_command_is_for_and_how_to_go_on_are_in_view(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("f1")

        assert _(command_of("session.toggle_clock").help) in desk.prose
        assert "Esc: tilbage" in desk.text
        assert "Pas" in desk.text or size == (40, 10)


async def test_it_finds_as_one_types_by_label_help_and_key(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        for typed, found in (
            ("rund", ""),  # may be the round as well
            ("rund af", "session.wrap_up"),
            ("går", "session.leave"),
            ("storskærm", ""),  # by another word: what it stands for is the first of the list
            ("tilbydes", ""),  # stands in a help text alone: it is not done unasked
            ("TÆNKE", "session.thinking_pause"),
            ("taenke", "session.thinking_pause"),
            ("f8", "session.plan"),
            ("fandt ikke ord", ""),
        ):
            await desk.press("f1")
            await desk.write(typed)
            marked = desk.query_one(OptionList).highlighted_option
            assert (marked.id if marked else "") == found, typed
            await desk.press("enter", "escape", "escape")
            assert desk.app.screen is desk.app.screen_stack[1]


async def test_what_has_a_key_on_this_screen_is_listed_once(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await desk.press("f1")
        assert sum("Indstillinger" in row for row in listed(desk)) == 1


async def test_what_is_marked_is_done_on_the_screen_below(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.prolong")
        assert desk.session.live_phase.minutes == 2
        await desk.write("halvt ord")
        await desk.run("session.next_phase")

        assert "2/5" in desk.rows[0]
        assert desk.row_with("❯").endswith("halvt ord")


async def test_pausing_and_turns_can_be_done_from_it_while_a_line_is_written(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown")
        await desk.write("halvt ord")
        await desk.run("session.pass_on")
        assert "Nu: Jonas" in desk.text
        await desk.run("session.toggle_clock")

        assert not desk.session.running


async def test_a_command_of_another_screen_is_there_to_be_read_alone(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("close.throw_away")

        assert desk.app.screen is desk.app.screen_stack[1]
        assert desk.path.exists()


@pytest.mark.parametrize(
    ("keys", "context"),
    [((), "home"), (("enter",), "list"), (("enter", "enter"), "prepare")],
)
async def test_each_screen_has_its_own_first(
    archive: Path, keys: tuple[str, ...], context: str
) -> None:
    async with at_desk(archive) as desk:
        await desk.press(*keys, "f1")

        assert listed(desk)[0] == _(CONTEXTS[context].heading)
        assert listed(desk).count(_(CONTEXTS[EVERYWHERE].heading)) == 1


async def test_the_line_to_search_in_takes_a_paste_as_one_line(archive: Path) -> None:
    async with at_desk(archive) as desk:
        await desk.press("f1")
        await desk.paste("[/]\x1b[2J\nx")

        assert desk.query_one(Input).value == "[/] x"
        assert "[/] x" in desk.text


async def test_where_two_commands_fit_alike_neither_is_done_by_enter_alone(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        before = desk.session
        await desk.press("f1")
        await desk.write("p")
        assert desk.query_one(OptionList).highlighted is None
        assert "↓ Enter: gør det" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, HelpScreen)
        assert desk.session == before
        await desk.press("down")
        assert desk.query_one(OptionList).highlighted == 0


@pytest.mark.parametrize(
    ("lang", "typed", "first"),
    [
        ("da", "tilbage", "session.turn_back"),  # the phase before may be meant
        ("da", "ur", "session.toggle_clock"),
        ("en", "back", "session.turn_back"),
        ("en", "late", "session.leave_running"),  # begins “later”
        ("en", "next", "session.next_phase"),
        ("en", "start", "session.toggle_clock"),
    ],
)
async def test_what_changes_the_session_is_not_done_by_a_part_of_its_label_that_fits_others(
    archive: Path, lang: Language, typed: str, first: str
) -> None:
    set_language(lang)
    async with at_desk(archive, begun()) as desk:
        before = desk.session
        await desk.press("f1")
        await desk.write(typed)
        options = desk.query_one(OptionList)
        assert options.highlighted == (0 if typed == "ur" else None)
        assert options.get_option_at_index(0).id == first
        if typed != "ur":  # the whole of a label is meant
            await desk.press("enter", "escape")
            assert desk.session.live.position == before.live.position
            assert desk.session.running == before.running


@pytest.mark.parametrize(
    ("lang", "typed", "wanted"),
    [
        ("da", "storskærm", "session.wall"),
        ("da", "engelsk", "session.other_language"),
        ("da", "ekstra tid", "session.prolong"),
        ("da", "forsinket", "session.plan"),
        ("da", "navne", "session.people"),
        ("da", "hint", "session.hints"),
        ("da", "mørk", "everywhere.settings"),
        ("da", "forlad", "session.leave_running"),
        ("en", "projector", "session.wall"),
        ("en", "silence", "session.thinking_pause"),
        ("en", "skip", "session.pass_turn"),
        ("en", "action", "session.commitment"),
        ("en", "names", "session.people"),
        ("en", "finish", "session.close"),
        ("en", "exit", "session.leave_running"),
    ],
)
async def test_what_is_called_otherwise_is_found_and_stands_first(
    archive: Path, lang: Language, typed: str, wanted: str
) -> None:
    set_language(lang)
    async with at_desk(archive, begun()) as desk:
        await desk.press("f1")
        await desk.write(typed)
        assert desk.query_one(OptionList).get_option_at_index(0).id == wanted
        assert desk.query_one(OptionList).highlighted is None


async def test_a_key_that_is_a_word_is_not_what_is_typed(archive: Path) -> None:
    """“Del” is the key that deletes, and Danish for “share”."""
    async with at_desk(archive, lambda app: app.navigator.open_archive()) as desk:
        await desk.press("f1")
        await desk.write("del")
        options = desk.query_one(OptionList)
        assert options.highlighted is None
        assert options.get_option_at_index(0).id == "archive.export"
