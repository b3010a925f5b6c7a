"""A commitment, the close, somebody who comes or goes: each one key away, from any phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.session.close import CloseScreen
from facilitator.ui.session.screen import SessionScreen
from tests.ui.desk import at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_is_written_becomes_a_commitment_by_a_key(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("Vi begynder til tiden")
        await desk.press("ctrl+a")
        assert isinstance(desk.app.screen, CommitmentForm)
        await desk.enter("Jonas")
        await desk.enter("fredag")

        (commitment,) = desk.session.note.commitments
        assert (commitment.what, commitment.owner) == ("Vi begynder til tiden", "Jonas")
        assert not desk.session.note.questions[0].keywords
        assert desk.row_with("❯").endswith("❯")


async def test_on_an_empty_line_the_key_asks_for_all_of_it_and_escape_keeps_what_is_written(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("ctrl+a")
        await desk.enter("ringe")
        await desk.press("ctrl+s")
        assert desk.session.note.commitments[0].what == "ringe"
        await desk.press("ctrl+z")
        await desk.write("begyndt")
        await desk.press("ctrl+a", "escape")
        assert desk.row_with("❯").endswith("begyndt")


async def test_who_is_named_in_it_is_asked_about_first(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("Jonas ringer")
        await desk.press("ctrl+a")
        assert isinstance(desk.app.screen, SessionScreen)
        assert "Her nævnes nogen" in desk.prose
        await desk.press("ctrl+a")
        assert isinstance(desk.app.screen, CommitmentForm)


async def test_the_close_is_a_key_away_from_any_phase_and_in_a_line_the_key_is_the_lines(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write("ord")
        await desk.press("home", "ctrl+e")
        await desk.write("!")
        assert desk.row_with("❯").endswith("ord!")
        await desk.press("enter", "ctrl+e")
        assert isinstance(desk.app.screen, CloseScreen)


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_somebody_arrives_or_leaves_by_one_key_and_a_choice(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        await desk.press("ctrl+g", "enter")
        await desk.enter("Ida")
        assert desk.session.name(desk.session.present[-1]) == "Ida"
        await desk.press("ctrl+g", "2")
        assert "Mette" not in [desk.session.name(person) for person in desk.session.present]


@pytest.mark.parametrize("keys", [("f1",), ("ctrl+l",), ("ctrl+g",), ("f6",), ("f8",), ("ctrl+a",)])
async def test_ctrl_q_leaves_whatever_is_asked(archive: Path, keys: tuple[str, ...]) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press(*keys, "ctrl+q")
        assert desk.app._exit
        assert desk.app.left_running == desk.session.note.id
