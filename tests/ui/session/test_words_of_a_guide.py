"""What a guide can say of a phase, on screen: its board, people, ways, votes and tallies."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.words import set_language
from tests.ui.desk import at_desk, begun, to_phase
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

IDEAS = [{"id": "ideas", "text": "Ideer"}]


def board(desk: Desk, column: str = "ideas") -> list[tuple[str, int | None, bool | None]]:
    keywords = desk.session.note.entries(column)
    return [(keyword.text, keyword.votes, keyword.picked) for keyword in keywords]


def counts(desk: Desk) -> tuple[int, ...]:
    return desk.session.note.questions[0].counts


def kept(desk: Desk) -> str:
    """The note in the archive."""
    (path,) = (path for path in desk.notes if path.parent.name != "guides")
    return path.read_text(encoding="utf-8")


# The board


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (160, 45)])
async def test_a_phase_without_a_board_has_none_and_takes_no_words(
    archive: Path, size: tuple[int, int]
) -> None:
    guide = own_guide(archive, phase("en"), phase("to", questions=["ideas"]), questions=IDEAS)
    async with at_desk(archive, begun(guide), size=size) as desk:
        assert "❯" not in desk.text
        assert "Ideer" not in desk.text
        await desk.write("ord")
        assert desk.session.running
        await desk.press("pagedown")
        assert "1 Ideer ❯" in desk.text
        await desk.enter("ord")
        assert board(desk) == [("ord", None, None)]
        await desk.press("pageup")

        assert "❯" not in desk.text


async def test_what_is_said_of_a_question_stands_under_it(archive: Path) -> None:
    asked = [{"id": "ideas", "text": "Ideer", "about": "Alt [tæller]."}]
    guide = own_guide(archive, phase("en", questions=["ideas"]), questions=asked)
    async with at_desk(archive, begun(guide)) as desk:
        assert "Alt [tæller]." in desk.text


async def test_every_hint_is_a_key_away_where_there_is_no_room_for_it(archive: Path) -> None:
    hints = [f"Råd nummer {number}." for number in range(1, 8)]
    guide = own_guide(archive, phase("en", hints=hints))
    for size in ((80, 24), (50, 15)):
        async with at_desk(archive, begun(guide), size=size) as desk:
            assert "Råd nummer 7." not in desk.text
            assert "F12" in desk.text
            await desk.press("f12")
            assert all(hint in desk.text for hint in hints)


# The people


async def test_groups_are_proposed_by_name_and_recorded_nowhere(archive: Path) -> None:
    guide = own_guide(archive, phase("en", speaks="all", together="pairs"))
    async with at_desk(archive, begun(guide, "Mette, Jonas, Åse, Bo")) as desk:
        row = desk.row_with("Sammen:")
        assert all(name in row for name in ("Mette", "Jonas", "Åse", "Bo"))
        assert row.count(" + ") == 2
        await desk.press("pagedown", "ctrl+s")

        assert "Mette" not in kept(desk)


async def test_the_role_that_goes_round_and_the_round_are_shown_by_name(archive: Path) -> None:
    guide = own_guide(
        archive,
        phase("en", speaks="case_presenter", group="r"),
        groups=[{"id": "r", "repeat": 2, "rotates": "case_presenter"}],
        roles=["case_presenter"],
        minutes=10,
    )
    async with at_desk(archive, begun(guide, "Mette, Jonas")) as desk:
        assert "Runde 1 af 2 · Taler: Mette (fokusperson) · Lytter: Jonas" in desk.text
        await desk.press("pagedown")
        assert "Runde 2 af 2 · Taler: Jonas (fokusperson) · Lytter: Mette" in desk.text
        await desk.press("ctrl+z")

        assert "Runde 1 af 2" in desk.text


async def test_a_task_of_a_few_is_on_no_screen_but_its_card(archive: Path) -> None:
    roles = [{"id": "ear", "title": "Øret"}]
    guide = own_guide(archive, phase("en", tasks={"ear": "Lyt efter toner."}), roles=roles)
    async with at_desk(archive, begun(guide, "Mette, Jonas", roles={"ear": "Mette"})) as desk:
        assert "Lyt efter toner." not in desk.text
        assert "Øret: Mette" in desk.text
        await desk.press("f6")
        assert "Opgaver i denne fase" in desk.text
        await desk.press("1")

        assert "Lyt efter toner." in desk.text


# The course


async def test_a_way_is_chosen_by_its_number_and_may_be_chosen_again(archive: Path) -> None:
    ways = [
        {"label": "Vi [taler]", "goes_to": "tale"},
        {"label": "Vi skriver", "goes_to": "skrift"},
    ]
    guide = own_guide(
        archive, phase("en", ways=ways), phase("tale"), phase("skrift"), phase("ud"), minutes=15
    )
    async with at_desk(archive, begun(guide)) as desk:
        await desk.press("pagedown")
        assert "Vi [taler]" in desk.text
        await desk.press("2")
        assert desk.session.phase.id == "skrift"
        await desk.press("pageup", "pagedown", "1")
        assert desk.session.phase.id == "tale"
        await desk.press("pagedown")
        assert desk.session.phase.id == "ud"
        await desk.press("ctrl+z", "ctrl+z")

        assert desk.session.phase.id == "en"


async def test_an_optional_phase_is_asked_about_in_the_form(archive: Path) -> None:
    guide = own_guide(archive, phase("en"), phase("to", optional=True), phase("tre"))
    async with at_desk(archive, lambda app: app.navigator.session.prepare(guide)) as desk:
        assert "15 minutter" in desk.text
        await desk.press("down", "down", "right")
        assert "10 minutter" in desk.text
        await desk.press("ctrl+s", "enter", "pagedown")

        assert desk.session.phase.id == "tre"
        assert " 2/2 " in desk.text


async def test_a_phase_that_takes_its_time_has_no_clock(archive: Path) -> None:
    guide = own_guide(archive, phase("en", untimed=True, minutes=0), phase("to"), minutes=5)
    async with at_desk(archive, begun(guide)) as desk:
        await desk.wait(minutes=3)
        assert " min" not in "\n".join(desk.rows[:-1])
        assert "minut" not in desk.text
        assert "F4" not in desk.rows[-1]
        await desk.press("pagedown")

        assert "5 min" in desk.text


# Votes and tallies


def choosing(archive: Path, **changes: Any) -> str:
    return own_guide(
        archive,
        phase("en", questions=["ideas"], keeps=["keywords"]),
        phase("to", choose={"from": "ideas", "votes_each": 2, "picks": 1}),
        questions=IDEAS,
        **changes,
    )


async def test_votes_are_numbers_and_what_is_picked_is_marked_and_all_of_it_is_undone(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(choosing(archive), "Mette, Jonas")) as desk:
        for word in ("første", "anden"):
            await desk.enter(word)
        await desk.press("pagedown", "f5", "3", "down", "right", "space")
        assert board(desk) == [("første", 3, None), ("anden", 1, True)]
        assert "3 stemmer" in desk.text
        await desk.press("up", "space")
        assert board(desk)[0][2] is None, "one can be picked"
        await desk.press("9")
        assert board(desk)[0][1] == 3, "there are four votes"
        await desk.press("down", "ctrl+z", "ctrl+z", "ctrl+z")
        assert board(desk) == [("første", None, None), ("anden", None, None)]
        await desk.press("ctrl+y", "escape")

        assert "3 stemmer" in desk.text


def scaled(archive: Path, **changes: Any) -> str:
    scale = {"text": "Hvordan?", "scale": ["Ikke endnu", "På vej", "Tydeligt"]}
    asked = [{"id": "mood", **scale}, {"id": "more", **scale}]
    return own_guide(archive, phase("en", questions=["mood", "more"]), questions=asked, **changes)


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_a_scale_is_tallied_with_the_arrows_and_plus_and_takes_no_words(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(scaled(archive), "Mette, Jonas"), size=size) as desk:
        assert "▸Ikke endnu –" in desk.prose
        assert "antal" in desk.row_with("❯")
        await desk.write("ord")
        await desk.press("plus", "right", "plus", "plus", "plus", "minus", "right", "plus")
        assert counts(desk) == (1, 2, 1)
        assert "▸Tydeligt 1" in desk.prose
        await desk.press("ctrl+z")
        assert counts(desk) == (1, 2, 0)
        await desk.press("enter")
        assert "2 Hvordan?" in desk.row_with("❯")
        await desk.press("pagedown")
        assert "På vej: 2" in desk.text
        await desk.press("ctrl+s")

        assert tomllib.loads(kept(desk))["questions"][0]["counts"] == [1, 2, 0]


async def test_a_level_is_counted_on_from_any_number(archive: Path) -> None:
    async with at_desk(archive, begun(scaled(archive), "Mette, Jonas")) as desk:
        await desk.press("right", "plus", "plus", "plus")
        assert counts(desk) == (0, 3, 0)
        await desk.press("minus", "left", "plus", "plus")

        assert counts(desk) == (2, 2, 0)


async def test_of_a_scale_the_numbers_may_be_typed_on_the_board(archive: Path) -> None:
    async with at_desk(archive, begun(scaled(archive), "Mette, Jonas")) as desk:
        await desk.press("f5", "1", "down", "1", "2", "down", "plus")
        assert counts(desk) == (1, 12, 1)
        await desk.press("minus", "ctrl+z", "escape")

        assert "På vej 12" in desk.text


async def test_one_person_chooses_one_level_and_goes_on(archive: Path) -> None:
    guide = scaled(archive, private=True)
    async with at_desk(archive, begun(guide, "")) as desk:
        assert "○ Ikke endnu   ○ På vej   ○ Tydeligt" in desk.text
        await desk.press("right", "right")
        assert "○ Ikke endnu   ● På vej   ○ Tydeligt" in desk.text
        await desk.press("enter", "left")

        assert counts(desk) == (0, 1, 0)
        assert desk.session.note.questions[1].counts == (0, 0, 1)


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_one_status_for_all_together_is_chosen_at_once_and_is_never_two(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun("learning-review", "Mette, Bo"), size=size) as desk:
        await to_phase(desk, "care")
        assert "1 Er epi" in desk.row_with("❯"), "the question of the phase is chosen"
        await desk.press("right")
        assert "● Gjort" in desk.text
        await desk.press("right", "right", "plus", "plus", "minus", "plus")
        registered = desk.session.note.questions[-1]
        assert (registered.id, registered.counts) == ("registered", (0, 1, 0))
        await desk.press("f5", "plus", "5", "down", "minus", "escape")
        assert sum(desk.session.note.questions[-1].counts) == 1
        await desk.press("right")
        await desk.run("session.close")
        assert "Aftalt" in desk.text
        assert "Aftalt: 1" not in desk.text
        assert "Gjort" not in desk.text


async def test_arrows_go_to_the_scale_of_the_phase_where_no_word_goes_round(archive: Path) -> None:
    async with at_desk(archive, begun("learning-review", "Mette, Bo")) as desk:
        await to_phase(desk, "care")
        await desk.press("down")
        assert "registreret?" not in desk.row_with("❯")
        await desk.press("right")
        assert "på skift" not in desk.text
        assert "registreret?" in desk.row_with("❯")
        await desk.press("right")

        assert desk.session.note.questions[-1].counts == (1, 0, 0)


async def test_a_level_is_chosen_while_the_word_goes_round(archive: Path) -> None:
    asked = [{"id": "mood", "text": "Hvordan?", "scale": ["Lav", "Høj"], "one": True}]
    guide = own_guide(
        archive, phase("en", questions=["mood"], speaks="all_in_turn"), questions=asked
    )
    async with at_desk(archive, begun(guide, "Mette, Jonas")) as desk:
        await desk.press("plus", "plus")

        assert counts(desk) == (0, 1)


# What is typed where no words are taken


async def test_letters_without_a_board_are_answered_once_and_their_spaces_are_not_the_clock(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(archive, begun(own_guide(archive), "Mette, Jonas")) as desk:
        assert desk.session.running
        await desk.write("V")
        assert "Her er ingen tavle i denne fase." in desk.prose
        await desk.write("i er her nu, sagde de ")
        desk.clock.go(20)  # as where a guide is tried out
        await desk.press("space")
        assert desk.session.running
        monkeypatch.setattr("facilitator.ui.session.capture.TYPING", 0)
        await desk.press("space")
        assert not desk.session.running, "who has stopped typing means the clock"
        await desk.press("space")

        assert desk.session.running


async def test_words_on_a_scale_are_answered_and_choose_nothing(archive: Path) -> None:
    async with at_desk(archive, begun(scaled(archive), "Mette, Jonas")) as desk:
        await desk.write("kl 2 var vi to")
        assert "Her vælger du med ← →." in desk.prose
        assert desk.session.running
        assert "1 Hvordan?" in desk.row_with("❯")
        await desk.press("right", "plus")

        assert counts(desk) == (0, 1, 0)


async def test_a_click_on_the_clock_is_the_clock_also_after_a_letter(archive: Path) -> None:
    async with at_desk(archive, begun(own_guide(archive), "Mette, Jonas")) as desk:
        await desk.write("v")
        row = next(y for y, words in enumerate(desk.rows) if "Mellemrum" in words)
        await desk.click(desk.rows[row].index("Mellemrum") + 1, row)

        assert not desk.session.running


async def test_the_privacy_line_is_whole_in_a_zoomed_terminal(archive: Path) -> None:
    set_language("en")
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        assert "Write no names or details of people you support." in desk.text
