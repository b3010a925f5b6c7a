"""From the first phase there is always a way back to what was prepared, with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.core.session.board import SetPurpose
from facilitator.ui.session.prepare import PrepareScreen
from facilitator.ui.session.screen import SessionScreen
from tests.ui.desk import at_desk, begun, person_at, to_phase

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("start", [True, False])
@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_page_up_leads_from_the_first_phase_to_what_was_prepared_and_page_down_back(
    archive: Path, *, start: bool, size: tuple[int, int]
) -> None:
    first = begun(roles={"facilitator": "Jonas"}, start=start)
    async with at_desk(archive, first, size=size) as desk:
        if start:
            await desk.enter("få talte")
            await desk.write("begyndt")
        before = desk.session
        await desk.press("pageup")
        assert isinstance(desk.app.screen, PrepareScreen)
        assert desk.app.screen.query_one("#team", Input).value == "Team Nordlys"
        assert desk.app.screen.query_one("#people", Input).value.startswith("Mette, Jonas, Søren")
        assert "Fortsæt" in desk.rows[-1]
        await desk.press("pagedown")

        assert isinstance(desk.app.screen, SessionScreen)
        assert desk.session == before
        assert "begyndt" in desk.text or not start


async def test_what_is_changed_there_is_what_the_session_goes_on_with(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mete, Jonas")) as desk:
        await desk.enter("få talte")
        await desk.write("begyndt")
        await desk.press("pageup", "down", "ctrl+u")
        await desk.enter("Mette, Jonas, Bo")
        await desk.press("b")
        await desk.press("ctrl+s")
        session = desk.session

        assert [session.name(p) for p in session.present] == ["Mette", "Jonas", "Bo"]
        assert session.live.roles == {"facilitator": 2}
        assert session.running
        assert session.note.questions[0].keywords[0].text == "få talte"
        assert "begyndt" in desk.row_with("❯")
        assert '"Bo"' in desk.file
        await desk.press("ctrl+u", "ctrl+z")
        assert len(desk.session.present) == 2


async def test_it_can_be_left_as_it_was_and_what_it_lacks_is_said_in_it(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        before = desk.session
        await desk.press("pageup", "ctrl+u", "pagedown")
        assert "Et teams navn" in desk.prose
        assert isinstance(desk.app.screen, PrepareScreen)
        await desk.press("escape")

        assert desk.session == before


async def test_another_team_has_another_frame_and_other_commitments(archive: Path) -> None:
    async with at_desk(archive, begun(team="Nord")) as desk:
        await desk.press("pageup", "ctrl+u")
        await desk.write("Syd")
        await desk.press("ctrl+s")

        assert desk.session.note.team == "Syd"
        assert "Syd" in desk.rows[0]


async def test_from_any_phase_it_is_found_by_its_name_and_the_turns_go_on(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await to_phase(desk, "round")
        await desk.press("right")
        await desk.run("session.preparation")
        await desk.press("down", "end")
        await desk.write(", Ida")
        await desk.press("ctrl+s")

        assert person_at("Jonas") in desk.text
        assert desk.session.live_phase.round
        assert len(desk.session.live_phase.round.order) == 6


async def test_what_is_ones_own_alone_has_no_preparation(archive: Path) -> None:
    async with at_desk(archive, begun("self-reflection", names="")) as desk:
        await desk.press("pageup")
        assert isinstance(desk.app.screen, SessionScreen)
        assert "første fase" in desk.prose


async def test_a_purpose_that_stood_there_is_asked_about_for_somebody_who_has_come_since(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas")) as desk:
        desk.conductor.do(SetPurpose("MLs sag"))
        await desk.settle()
        await desk.press("pageup", "down", "ctrl+u")
        await desk.write("Mette, Jonas, ML")
        await desk.press("ctrl+s")
        assert len(desk.session.present) == 3
        await desk.run("session.close")
        await desk.press("ctrl+s")

        assert "det er der ikke spurgt om" in desk.prose
        assert desk.navigator.current.conductor
