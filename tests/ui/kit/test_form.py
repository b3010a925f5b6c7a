"""A form's lines: from one to the next, and no further than its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from textual import events

from facilitator.core.session.board import AddKeyword, SetPurpose
from facilitator.ui.kit.fields import Field
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First
    from tests.ui.desk import Desk


def measurement(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.navigator.measurement.ask()


def session(app: FacilitatorApp) -> None:
    app.navigator.session.prepare("check-out")


def settings(app: FacilitatorApp) -> None:
    app.navigator.go_home()
    app.action_settings()


@pytest.mark.parametrize(("next_", "previous"), [("down", "up"), ("tab", "shift+tab")])
@pytest.mark.parametrize("form", [measurement, session, settings])
async def test_the_arrows_stop_at_the_first_line_and_at_the_last(
    archive: Path, form: First, next_: str, previous: str
) -> None:
    async with at_desk(archive, form) as desk:
        lines = desk.app.screen.focus_chain
        assert len(lines) > 2
        assert desk.app.screen.focused is lines[0]
        await desk.press(previous)
        assert desk.app.screen.focused is lines[0]
        await desk.press(next_)
        assert desk.app.screen.focused is lines[1]
        await desk.press(*[next_] * len(lines))
        assert desk.app.screen.focused is lines[-1]
        await desk.press(previous)
        assert desk.app.screen.focused is lines[-2]


async def test_what_is_typed_after_the_last_line_of_a_commitment_does_not_reach_its_first(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("check-out")) as desk:
        desk.app.screen.action_commitment()  # type: ignore[attr-defined]
        await desk.settle()
        lines = desk.app.screen.focus_chain
        await desk.write("Kaffe")
        await desk.press(*["down"] * 5)
        assert desk.app.screen.focused is lines[-1]
        await desk.press(*["up"] * 5)
        assert desk.app.screen.focused is lines[0]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("opened", [measurement, session])
async def test_what_an_empty_line_suggests_is_whole_in_the_smallest_terminal(
    archive: Path, opened: First, language: Literal["da", "en"]
) -> None:
    set_language(language)
    async with at_desk(archive, opened, size=(50, 15)) as desk:
        await assert_whole(desk)


@pytest.mark.parametrize("language", ["da", "en"])
async def test_the_day_that_a_commitment_suggests_is_whole_in_the_smallest_terminal(
    archive: Path, language: Literal["da", "en"]
) -> None:
    set_language(language)
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        await desk.press("ctrl+a")
        await assert_whole(desk)


async def assert_whole(desk: Desk) -> None:
    lines = list(desk.app.screen.query(Field))
    assert any(line.placeholder for line in lines)
    for line in lines:
        assert len(line.placeholder) <= line.content_size.width


async def written_over(desk: Desk, words: str) -> str:
    """What stands in the line in focus once that is typed in it."""
    line = desk.app.screen.focused
    assert isinstance(line, Field)
    assert line.value, "nothing was filled in"
    await desk.write(words)
    return line.value


async def test_what_the_preparation_of_a_running_session_comes_filled_with_is_written_over(
    archive: Path,
) -> None:
    """And what the user has written in it is not."""
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.preparation")
        assert await written_over(desk, "Team Solsikke") == "Team Solsikke"
        await desk.press("down")
        assert await written_over(desk, "Ida, Bo") == "Ida, Bo"
        await desk.press("up")
        assert await written_over(desk, " 2") == "Team Solsikke 2"


@pytest.mark.parametrize(
    ("command", "typed"), [("session.set_elapsed", "7"), ("session.purpose", "at komme i gang")]
)
async def test_what_a_question_comes_filled_with_is_written_over(
    archive: Path, command: str, typed: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        desk.conductor.do(SetPurpose("bedre møder"))
        await desk.run(command)
        assert await written_over(desk, typed) == typed


async def test_the_name_of_a_guide_of_ones_own_is_written_over(archive: Path) -> None:
    async with at_desk(archive, lambda app: app.navigator.go_home()) as desk:
        await desk.press("g", "c")
        assert await written_over(desk, "mit-forloeb") == "mit-forloeb"


async def test_what_the_focus_comes_back_to_with_the_terminal_is_not_selected_anew(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.preparation")
        await desk.press("end")
        desk.app.post_message(events.AppBlur())
        desk.app.post_message(events.AppFocus())
        await desk.settle()
        assert (await written_over(desk, " 2")).endswith(" 2")
        assert await written_over(desk, "") != "2"


async def test_words_that_are_to_be_changed_are_not_written_over(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        desk.conductor.do(AddKeyword("who-spoke", "få talte"))
        await desk.press("f5", "enter")
        assert await written_over(desk, " meget") == "få talte meget"


@pytest.mark.parametrize("key", ["enter", "ctrl+s"])
async def test_a_dialog_of_one_line_is_done_by_enter_and_by_ctrl_s(archive: Path, key: str) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.purpose")
        await desk.write("bedre møder")
        await desk.press(key)
        assert desk.session.note.purpose == "bedre møder"
        await desk.press("f8")
        await desk.write("20")
        await desk.press(key)
        assert sum(phase.minutes for phase in desk.session.live.phases) == 20
