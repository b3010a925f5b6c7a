"""A form's lines: from one to the next, and no further than its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.ui.kit.form import Field
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
