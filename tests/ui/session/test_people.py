"""Who is here, whose turn it is, and who has which part, as the session goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.model import Role
from facilitator.ui.session.time_and_turn import TurnLine
from facilitator.words import set_language
from tests.ui.desk import FIVE, at_desk, begun, person_at, to_phase
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk


async def in_the_round(desk: Desk) -> None:
    await desk.press("pagedown", "pagedown")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_group_sees_how_many_still_have_not_had_a_word_and_no_list_of_them(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(names=FIVE), size=size) as desk:
        await in_the_round(desk)
        for waiting in (4, 3, 2):
            assert f"{waiting} har endnu ikke haft ordet" in desk.text
            await desk.press("right")
        assert "1 har endnu ikke haft ordet" in desk.text
        assert "Bo" in desk.row_with(person_at("Åse"))
        await desk.press("right", "right")

        assert "Alle har haft ordet" in desk.text
        assert not [name for name in FIVE.split(", ") if name in desk.query_text(TurnLine)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("minutes", [0, 6.5, 20], ids=["left", "gone", "over"])
@pytest.mark.parametrize("name", ["Bo", "Christoffer-Emil von Ahlefeldt-Dehn"])
async def test_how_many_are_waiting_is_never_cut_in_a_zoomed_terminal(
    archive: Path, name: str, minutes: float, language: str
) -> None:
    set_language("da" if language == "da" else "en")
    async with at_desk(archive, begun(names=f"{name}, A, B, C, D"), size=(50, 15)) as desk:
        await in_the_round(desk)
        await desk.wait(minutes=minutes)
        said = desk.query_text(TurnLine)

        da, en = ("4 har endnu ikke", "4 tilbage"), ("4 still to speak", "4 to go")
        assert any(words in said for words in (da if language == "da" else en))
        assert person_at(name[:2]) in said
        assert said in desk.prose


async def test_it_is_said_in_english_too(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, begun(names=FIVE)) as desk:
        await in_the_round(desk)

        assert "4 still to speak" in desk.text


async def test_where_nobody_is_named_there_is_no_turn_line_and_no_key_for_it(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="")) as desk:
        await in_the_round(desk)
        assert not desk.query_text(TurnLine).startswith(person_at(""))
        assert desk.label("session.pass_on") not in desk.rows[-1]
        await desk.press("right")

        assert "ingen" in desk.text.lower()


async def test_somebody_arrives_in_the_middle_and_has_the_word_last(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await in_the_round(desk)
        await desk.run("session.arrive")
        await desk.enter("Åse")
        await desk.press("right")
        assert "Åse" in desk.row_with(person_at("Bo"))
        await desk.run("session.arrive")
        await desk.enter("bo")

        assert "her allerede" in desk.text
        assert desk.app.screen is not desk.app.screen_stack[1]


async def test_somebody_leaves_and_is_not_waited_for(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas, Bo")) as desk:
        await in_the_round(desk)
        await desk.run("session.leave")
        await desk.press("down", "enter")

        assert "Bo" in desk.row_with(person_at("Mette"))


async def test_the_word_can_be_given_out_of_turn(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas, Bo")) as desk:
        await in_the_round(desk)
        await desk.run("session.give_word")
        await desk.press("down", "down", "enter")

        assert "Mette" in desk.row_with(person_at("Bo"))


async def test_a_new_round_waits_until_all_have_had_the_offer(archive: Path) -> None:
    async with at_desk(archive, begun(names="Mette, Jonas")) as desk:
        await in_the_round(desk)
        await desk.run("session.new_round")
        assert person_at("Mette") in desk.text
        await desk.press("right", "right")
        assert "Alle har haft ordet" in desk.text
        await desk.run("session.new_round")

        assert person_at("Mette") in desk.text


async def test_a_role_is_asked_for_when_the_phase_needs_it(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60", "Mette, Jonas, Bo")) as desk:
        await desk.press("pagedown", "pagedown")
        assert "Hvem er" not in desk.text
        await desk.press("pagedown")
        assert "Hvem er supervisand?" in desk.text
        await desk.press("down", "enter")
        assert desk.session.live.roles == {Role.SUPERVISEE: 1}
        await desk.press("pagedown", "pagedown", "pagedown")
        assert "Reflekterende runde" in desk.rows[0]

        assert "Jonas" not in desk.query_text(TurnLine)
        assert "1 har endnu ikke haft ordet" in desk.text


async def test_a_role_that_somebody_has_is_not_asked_for(archive: Path) -> None:
    roles = {Role.SUPERVISEE: "Bo"}
    async with at_desk(archive, begun("supervision-60", "Mette, Bo", roles=roles)) as desk:
        await desk.press(*["pagedown"] * 3)

        assert "Fortælling" in desk.rows[0]
        assert "Hvem er" not in desk.text


async def test_a_role_that_is_not_given_does_not_stop_the_session(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60", "Mette, Bo")) as desk:
        await desk.press(*["pagedown"] * 3, "escape", "pagedown")

        assert "Afklaring" in desk.rows[0]


async def test_nobody_is_asked_for_where_nobody_is_named(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60", "")) as desk:
        await desk.press(*["pagedown"] * 3)

        assert "Fortælling" in desk.rows[0]
        assert "Hvem er" not in desk.text


async def test_roles_can_be_given_at_any_time_and_are_shown_with_their_names(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await desk.press("ctrl+l")
        assert "Leder: –" in desk.text
        await desk.press("down", "enter", "enter")
        assert "Leder: Mette" in desk.text
        await desk.press("ctrl+l")
        assert "Leder: Mette" in desk.text
        await desk.press("escape", "pagedown", "pagedown")

        assert "Mette" in desk.row_with(person_at("Bo")), "the leader speaks last"


async def test_a_role_is_set_moved_and_cleared_in_two_keys(archive: Path) -> None:
    own_guide(archive, phase("a", speaks="supervisee"), roles=["supervisee"])
    async with at_desk(archive, begun("egen", "Mette, Bo, Åse")) as desk:
        await desk.press("escape")
        assert "Taler:" not in desk.text
        await desk.press("ctrl+l", "2")
        assert "Taler: Bo (supervisand) · Lytter: Mette, Åse" in desk.text
        await desk.press("ctrl+l", "3")
        assert "Taler: Åse (supervisand)" in desk.text
        await desk.press("ctrl+l", "0")
        assert desk.session.live.roles == {}
        await desk.press("escape", "ctrl+z")

        assert desk.session.live.roles == {"supervisee": 2}


async def test_two_roles_that_do_not_go_together_are_asked_about(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60", "Mette, Bo")) as desk:
        await desk.press("ctrl+l", "1", "ctrl+l", "down", "1")
        assert "Mette er allerede supervisor. Begge dele på én gang?" in desk.prose
        await desk.press("enter")
        assert desk.session.live.roles == {"supervisor": 0}
        await desk.press("ctrl+l", "down", "1", "down", "enter")

        assert desk.session.live.roles == {"supervisor": 0, "supervisee": 0}


async def test_a_first_phase_that_needs_a_role_asks_for_it_when_it_begins(
    archive: Path,
) -> None:
    own_guide(archive, phase("a", speaks="supervisee"), roles=["supervisee"])
    for key in ("enter", "space", "pagedown"):
        async with at_desk(archive) as desk:
            begun("egen", "Mette, Bo", start=False)(desk.app)
            await desk.settle()
            await desk.press(key)

            assert "Hvem er supervisand?" in desk.text


async def test_where_all_speak_it_is_said_beside_who_has_a_role(archive: Path) -> None:
    async with at_desk(archive, begun("troika", "Mette, Bo, Åse")) as desk:
        assert "Taler:" not in desk.text, "nobody has a role yet"
        await to_phase(desk, "clarify")
        assert "Taler: Alle" in desk.prose
        assert "Mette (fokusperson)" in desk.prose
        await desk.press("pagedown")

        assert "Taler: Bo, Åse" in desk.prose
