"""A terminal squeezed to next to nothing, as a tiled window may be, ends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import at_desk, begun
from tests.ui.measurement.measured import TEAM
from tests.ui.review.reviewed import half_a_year, look_back

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First


def at_home(app: FacilitatorApp) -> None:
    app.navigator.go_home()


def over_time(app: FacilitatorApp) -> None:
    app.navigator.measurement.show_trend(TEAM)


def following_up(app: FacilitatorApp) -> None:
    app.navigator.follow_up()


def archived(app: FacilitatorApp) -> None:
    app.navigator.open_archive()


def preparing(app: FacilitatorApp) -> None:
    app.navigator.session.prepare("check-out")


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        pytest.param(at_home, (), id="home"),
        pytest.param(preparing, (), id="preparing"),
        pytest.param(begun(), (), id="a session"),
        pytest.param(begun(), ("f5",), id="the board"),
        pytest.param(archived, (), id="the archive"),
        pytest.param(archived, ("enter",), id="a note"),
        pytest.param(following_up, (), id="the follow-up"),
        pytest.param(following_up, ("enter",), id="a form"),
        pytest.param(look_back(), (), id="looking back"),
        pytest.param(over_time, (), id="over time"),
    ],
)
async def test_squeezed_and_back_everything_is_as_it_was(
    archive: Path, first: First, keys: tuple[str, ...]
) -> None:
    half_a_year(archive)
    async with at_desk(archive, first) as desk:
        await desk.written()
        await desk.press(*keys)
        before = desk.text
        for size in ((5, 2), (1, 1), (3, 40), (200, 1)):
            await desk.resize(*size)
        await desk.resize(80, 24)
        assert desk.text == before
