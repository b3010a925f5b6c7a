"""The form before a session: Enter goes through it, Ctrl+S begins, and all of it may be changed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from facilitator.conducting.setup import people_of
from facilitator.core.guide.model import Role
from tests.ui.desk import at_desk, begun, person_at, written
from tests.ui.session.own_guide import own_guide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk


def prepare(guide: str, **filled: Any) -> Callable[[FacilitatorApp], None]:
    return lambda app: app.navigator.session.prepare(guide, **filled)


def value(desk: Desk, field: str) -> str:
    return desk.app.screen.query_one(f"#{field}", Input).value


def focused(desk: Desk) -> str | None:
    return desk.app.screen.focused.id if desk.app.screen.focused else None


def names(desk: Desk) -> list[str]:
    return [person.name for person in desk.session.live.people]


@pytest.mark.parametrize("guide", ["check-out", "check-out-questions", "supervision-60"])
async def test_ctrl_s_begins_with_sensible_choices(archive: Path, guide: str) -> None:
    async with at_desk(archive, prepare(guide)) as desk:
        await desk.press("ctrl+s")
        assert desk.session.opening
        assert desk.session.note.team == "Vores team"
        await desk.press("enter")

        assert desk.session.running
        assert "1/" in desk.rows[0]


async def test_what_is_filled_in_is_what_the_session_has(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", team="Nord")) as desk:
        await desk.press("enter")
        await desk.enter("Mette, Jonas , Søren,,")
        await desk.press("right", "right", "down", "space", "down", "right", "right", "enter")
        await desk.enter("Bedre møder")
        session = desk.session

        assert session.note.team == "Nord"
        assert names(desk) == ["Mette", "Jonas", "Søren"]
        assert session.live.roles == {Role.FACILITATOR: 1, Role.LEADER: 0}
        assert session.live.order == "random"
        assert session.note.purpose == "Bedre møder"


async def test_whom_the_purpose_knowingly_names_is_not_asked_about_at_the_close(
    archive: Path,
) -> None:
    async with at_desk(archive, prepare("check-out", names="Mette, Jonas")) as desk:
        for _line in ["team", "people", "facilitator", "leader", "order"]:
            await desk.press("enter")
        await desk.enter("Hjælp til Mette")
        await desk.press("ctrl+s", "ctrl+s", "space")
        assert desk.session.note.purpose == "Hjælp til Mette"
        await desk.run("session.close")
        await desk.press("ctrl+s")

        assert "Gemt:" in desk.text


async def test_a_choice_goes_round_with_the_arrows_and_a_click(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", names="Bo, Åse")) as desk:
        y = next(y for y, row in enumerate(desk.rows) if row.strip().startswith("Leder"))
        await desk.press("down", "down", "down", "left")
        assert "‹ Åse ›" in desk.rows[y]
        await desk.press("left", "left")
        assert "‹ – ›" in desk.rows[y]
        await desk.click(30, y)

        assert "‹ Bo ›" in desk.rows[y]


async def test_who_has_a_role_keeps_it_while_other_names_change(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", names="Bo, Åse")) as desk:
        await desk.press("down", "down", "right", "right", "up", "end")
        await desk.write(", Mette")
        assert "‹ Åse ›" in desk.text
        for _sign in "Åse, Mette":
            await desk.press("backspace")
        assert "‹ Åse ›" not in desk.text
        await desk.write("Ib, Åse")
        assert "‹ Åse ›" in desk.text, "the names are written anew"
        await desk.press("ctrl+s")

        assert desk.session.live.roles == {Role.FACILITATOR: 2}


async def test_the_teams_seen_before_are_offered(archive: Path) -> None:
    async with at_desk(archive, begun(team="Team Nordlys")) as desk:
        await desk.press(*["pagedown"] * 5, "ctrl+s")
        desk.navigator.session.prepare("check-out")
        await desk.settle()
        assert value(desk, "team") == "Team Nordlys"
        await desk.write("team n")
        await desk.press("right", "ctrl+s")

        assert desk.session.note.team == "Team Nordlys"


REMEMBERS = "schema = 1\nremember_order = true\n"


async def test_names_of_last_time_are_offered_only_where_the_archive_says_so(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="Mette, Bo")) as desk:
        await desk.press(*["pagedown"] * 5, "ctrl+s")
        desk.navigator.session.prepare("check-out")
        await desk.settle()

        assert value(desk, "people") == ""


async def test_the_remembered_names_are_those_of_the_team_that_is_filled_in(
    archive: Path,
) -> None:
    written(archive / "archive.toml", REMEMBERS)
    async with at_desk(archive) as desk:
        for team, people in (("Syd", "Åse, Ib"), ("Nord", "Mette, Bo")):
            begun(team=team, names=people)(desk.app)
            await desk.settle()
            await desk.press(*["pagedown"] * 5, "ctrl+s")
        desk.navigator.session.prepare("check-out", team="Nord")
        await desk.settle()
        assert value(desk, "people") == "Mette, Bo"
        await desk.write("Syd")
        await desk.press("down")
        assert value(desk, "people") == "Åse, Ib"
        await desk.press("end")
        await desk.write(", Per")
        await desk.press("up", "ctrl+u")
        await desk.write("Nord")
        await desk.press("down")
        assert value(desk, "people") == "Åse, Ib, Per", "what was typed stays"
        assert "Mette" not in "".join(path.read_text() for path in desk.notes)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Mette, Jonas", ["Mette", "Jonas"]),
        ("Mette;Jonas;", ["Mette", "Jonas"]),
        ("  ", []),
        ("3", ["Deltager 1", "Deltager 2", "Deltager 3"]),
        ("0", []),
        ("60", [f"Deltager {n}" for n in range(1, 61)]),
        ("a\u030ase", ["åse"]),
    ],
)
def test_people_are_names_between_commas_or_a_number(typed: str, people: list[str]) -> None:
    assert list(people_of(typed)) == people


@pytest.mark.parametrize("typed", ["61", "999"])
async def test_more_people_than_a_session_may_have_are_refused_and_are_nobodys_name(
    archive: Path, typed: str
) -> None:
    async with at_desk(archive, prepare("check-out")) as desk:
        await desk.press("down")
        await desk.write(typed)
        await desk.press("ctrl+s")
        assert "En session kan højst have 60 deltagere" in desk.prose
        assert desk.navigator.current.conductor is None


async def test_two_of_one_name_are_refused_in_the_form(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", names="Bo, bo")) as desk:
        await desk.press("ctrl+s")
        assert "her allerede" in desk.text
        assert desk.navigator.current.conductor is None
        assert not desk.notes
        await desk.press("end")
        await desk.write(" B")
        await desk.press("ctrl+s")

        assert names(desk) == ["Bo", "bo B"]


async def test_enter_goes_from_line_to_line_and_the_last_one_begins(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", team="Nord", names="Bo, Åse")) as desk:
        for line in ("team", "people", "role-facilitator", "role-leader", "order", "purpose"):
            assert focused(desk) == line
            assert desk.navigator.current.conductor is None
            await desk.press("enter")

        assert desk.session.opening


async def test_what_came_filled_is_replaced_by_what_is_typed_and_what_was_typed_is_not(
    archive: Path,
) -> None:
    async with at_desk(archive, prepare("check-out", team="Nord", names="Bo")) as desk:
        await desk.enter("Syd")
        assert value(desk, "team") == "Syd"
        await desk.write("Mette")
        assert value(desk, "people") == "Mette"
        await desk.press("up", "end")
        await desk.write("havn")

        assert value(desk, "team") == "Sydhavn"


async def test_all_that_is_in_the_way_is_said_at_once_and_the_first_line_of_it_has_the_focus(
    archive: Path,
) -> None:
    async with at_desk(archive, prepare("check-out", names="Bo, bo")) as desk:
        await desk.press("backspace", *["down"] * 5)
        await desk.write("Bos plan")
        await desk.press("ctrl+s")

        assert focused(desk) == "team"
        for words in ("80 tegn", "her allerede", "Bos"):
            assert words in desk.text


async def test_more_people_than_the_guide_is_for_are_told_of_before_it_begins(
    archive: Path,
) -> None:
    own_guide(archive, people_at_most=7)
    async with at_desk(archive, prepare("egen", names="10")) as desk:
        assert "I er 10." in desk.text
        await desk.press("ctrl+s")

        assert len(desk.session.live.people) == 10


async def test_a_team_without_a_name_is_refused_in_the_form(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out")) as desk:
        await desk.press("backspace", "enter")

        assert desk.navigator.current.conductor is None
        assert "team" in desk.rows[-3].lower() + desk.text.lower().rpartition("noten")[2]


async def test_it_says_that_names_are_for_this_session_only(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out")) as desk:
        assert "Navnene bruges kun i denne session" in desk.text
        await desk.press("down")
        await desk.write("Mette, Bo")
        await desk.press("ctrl+s", "enter", *["pagedown"] * 5, "ctrl+s")

        assert tomllib.loads(desk.file)["participants"] == 2
        assert "Mette" not in desk.file


async def test_the_guide_says_how_many_it_is_for_and_what_it_asks_of_a_leader(
    archive: Path,
) -> None:
    own_guide(archive, people_at_most=7, trained_leader=True)
    async with at_desk(archive, prepare("egen")) as desk:
        assert "7" in desk.text.partition("Navnene")[2]
        assert "uddannet" in desk.text or "trænet" in desk.text


async def test_escape_goes_home(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", names="Bo")) as desk:
        await desk.press("escape")

        assert "facilitator" in desk.text
        assert not desk.notes


async def test_a_random_order_is_everybodys_once(archive: Path) -> None:
    async with at_desk(archive, prepare("check-out", names="A, B, C, D")) as desk:
        await desk.press("down", "down", "down", "down", "right", "right", "ctrl+s", "enter")
        await desk.press("pagedown", "pagedown")
        heard = []
        for _turn in "ABCD":
            heard += [name for name in "ABCD" if f"{person_at(name)} " in desk.text]
            await desk.press("right")

        assert sorted(heard) == ["A", "B", "C", "D"]
