"""A form's lines: from one to the next, and no further than its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First


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
