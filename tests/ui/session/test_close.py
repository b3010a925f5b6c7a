"""The close: the group sees what will be kept and who will see it, before it is saved."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from facilitator.core.session.board import Tally
from facilitator.store.guides import foundations
from facilitator.store.paths import sessions_folder
from facilitator.ui.session.close import CloseScreen
from facilitator.ui.session.wall import Large
from tests.ui.desk import FIVE, Desk, at_desk, begun, to_phase
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path


async def to_the_close(desk: Desk) -> None:
    await desk.run("session.close")
    assert desk.query_one(Large).text == "Hvad bliver gemt?"


async def to_the_close_with(desk: Desk, purpose: str, theme: str) -> None:
    """The close of a supervision that has these."""
    await desk.run("session.purpose")
    await desk.write(purpose)
    await desk.press("enter")
    await to_phase(desk, "choice-of-theme")
    await desk.press("2", "enter")
    await desk.enter(theme)
    await to_the_close(desk)


def note(desk: Desk) -> dict[str, Any]:
    return tomllib.loads(desk.file)


def kept(desk: Desk) -> list[str]:
    """The keywords and learning points in the file."""
    document = note(desk)
    columns = [document.get("learning_points", [])]
    columns += [question.get("keywords", []) for question in document.get("questions", [])]
    return [keyword["text"] for column in columns for keyword in column]


async def test_it_says_what_is_kept_and_who_will_read_it(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Vi talte [åbent]")
        await to_the_close(desk)

        assert desk.row_with("✓").endswith("Vi talte [åbent]")
        assert "Teamet og dets leder kan læse" in desk.prose
        assert "5 deltog" in desk.text
        assert "Aldrig, hvem der talte eller sagde pas" in desk.prose


async def test_a_check_out_keeps_its_board_but_for_what_is_let_go(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        for word in ("en", "to", "tre"):
            await desk.enter(word)
        await to_the_close(desk)
        await desk.press("down", "space")
        assert "slettes" in desk.row_with(" to")
        await desk.press("ctrl+s")

        assert sorted(kept(desk)) == ["en", "tre"]


async def test_a_supervision_keeps_nothing_of_its_board_but_what_is_chosen(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "shared-learning")
        await desk.press("1", "enter")
        for word in ("en", "to", "tre"):
            await desk.enter(word)
        await desk.press("4", "enter")
        await desk.enter("et læringspunkt")
        await to_the_close(desk)
        assert "✓" not in desk.text
        assert "Tavlen slettes" in desk.prose
        await desk.press("home", "space", "down", "down", "space", "ctrl+s")

        assert sorted(kept(desk)) == ["et læringspunkt", "to"]


async def test_a_supervision_in_which_nothing_is_chosen_keeps_nothing(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "reflecting-round")
        await desk.enter("noget svært")
        await to_phase(desk, "shared-learning")
        await desk.press("4", "enter")
        await desk.enter("et læringspunkt")
        await to_the_close(desk)
        await desk.press("ctrl+s")

        assert kept(desk) == []
        assert "noget svært" not in desk.file


async def test_words_are_changed_and_lines_deleted_and_brought_back(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("en")
        await desk.enter("to")
        await to_the_close(desk)
        await desk.press("enter")
        assert desk.query_one(Input).value == "en"
        await desk.enter("gang")
        assert "engang" in desk.text
        await desk.press("down", "delete")
        assert "to" not in [row.split()[-1] for row in desk.rows if row.strip()]
        await desk.press("ctrl+z", "ctrl+z", "ctrl+y", "ctrl+s")

        assert sorted(kept(desk)) == ["engang", "to"]


async def test_commitments_are_made_changed_and_deleted(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await to_the_close(desk)
        await desk.press("f4")
        await desk.enter("Vi ses")
        await desk.enter("Bo")
        await desk.enter("fredag")
        assert "Vi ses – Bo – 6. marts 2026" in desk.text
        await desk.press("home", "space")
        assert "slettes" in desk.row_with("Vi ses")
        await desk.press("ctrl+z")
        assert "✓" in desk.row_with("Vi ses")
        await desk.press("enter")
        assert [field.value for field in desk.app.screen.query(Input)] == [
            "Vi ses",
            "Bo",
            "6. marts 2026",
        ]
        await desk.write(" igen")
        await desk.press("enter", "enter", "enter")
        assert desk.row_with("Vi ses igen – Bo – 6. marts")
        await desk.press("delete")
        assert "Vi ses" not in desk.text
        await desk.press("ctrl+z", "ctrl+s")

        (commitment,) = note(desk)["commitments"]
        assert (commitment["what"], commitment["owner"]) == ("Vi ses igen", "Bo")


async def test_the_theme_word_and_the_purpose_of_a_supervision_are_seen_and_kept_only_if_chosen(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_the_close_with(desk, " skilsmisse", "sorg")
        assert "slettes" in desk.row_with("skilsmisse")
        assert "slettes" in desk.row_with("sorg")
        await desk.press("ctrl+s")
        assert "theme_word" not in note(desk)
        assert "purpose" not in note(desk)


async def test_a_purpose_and_a_theme_word_can_be_kept_changed_and_deleted(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_the_close_with(desk, "Ro", "sorg")
        await desk.press("home", "space")
        assert "✓" in desk.row_with("Ro")
        await desk.press("down", "enter")
        await desk.write(" og savn")
        await desk.press("enter", "space")
        assert "✓" in desk.row_with("sorg og savn")
        await desk.press("home", "delete")
        assert "Ro" not in desk.rows[4:12]
        await desk.press("ctrl+z", "ctrl+s")

        assert (note(desk)["purpose"], note(desk)["theme_word"]) == ("Ro", "sorg og savn")


async def test_a_new_commitment_is_offered_only_where_the_guide_keeps_them(archive: Path) -> None:
    async with at_desk(archive, begun(own_guide(archive)), size=(160, 45)) as desk:
        await to_the_close(desk)
        assert "Ny aftale" not in desk.text
        await desk.press("f4")
        assert isinstance(desk.app.screen, CloseScreen)
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await to_the_close(desk)
        assert "Ny aftale" in desk.text


async def test_escape_goes_back_to_the_session_as_it_was(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown")
        await desk.enter("en")
        before = desk.text
        await to_the_close(desk)
        assert not desk.session.running
        await desk.press("escape")
        assert "Uret er på pause" in desk.text
        await desk.press("space")

        assert desk.text == before


async def test_saved_is_said_without_a_path_and_with_the_line_a_session_ends_with(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(team="Nord"), size=(160, 45)) as desk:
        await to_the_close(desk)
        await desk.press("ctrl+s")

        assert "Gemt: Noten ligger i arkivet." in desk.prose
        assert foundations("da").closing in desk.prose
        assert desk.navigator.current.conductor is None


async def test_throwing_away_asks_first_and_then_leaves_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("en")
        await to_the_close(desk)
        await desk.press("f8")
        assert "kan ikke fortrydes" in desk.text
        await desk.press("enter")
        assert "Hvad bliver gemt?" in desk.text
        await desk.press("f8", "escape")
        assert "Hvad bliver gemt?" in desk.text
        assert desk.path.exists()
        await desk.press("f8", "down", "enter")

        assert "Reflektér" in desk.text
        assert "Nordlys" not in desk.archive_listing()
        assert desk.notes == []
        assert list(sessions_folder().iterdir()) == []


async def test_the_note_holds_no_name_no_pas_no_turn_and_no_time_for_a_keyword(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names=FIVE)) as desk:
        await desk.press("pagedown", "pagedown")
        for turn in range(5):
            await desk.wait(37)
            await desk.enter(f"Det var godt {turn} gange")
            await desk.press("f2" if turn % 2 else "right")
        await to_the_close(desk)
        for name in FIVE.split(", "):
            assert name not in desk.text
        await desk.press("ctrl+s")

        for word in (*FIVE.split(", "), "live", "pass", "turn", "seen", "12:"):
            assert word not in desk.file
        assert note(desk)["participants"] == 5
        assert note(desk)["minutes"] == 3


async def test_a_cpr_number_is_on_no_screen_and_in_no_file(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Borger 010136-4007 ringede")
        assert "4007" not in desk.text
        assert "CPR" in desk.text
        assert "4007" not in desk.file
        await desk.run("session.close")
        await desk.press("enter", "end")
        await desk.enter(" 0101364007")
        await desk.press("ctrl+s")

        assert "4007" not in desk.file


async def test_the_key_line_offers_what_is_done_to_an_item_only_where_there_is_one(
    archive: Path,
) -> None:
    save, *of_an_item = map(Desk.label, ("close.save", "close.keep", "close.edit", "close.delete"))
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await to_the_close(desk)
        assert not [label for label in of_an_item if label in desk.rows[-1]]
        assert save in desk.rows[-1]
        await desk.press("escape")
        await desk.enter("en")
        await to_the_close(desk)
        assert all(label in desk.rows[-1] for label in of_an_item)
        await desk.press("delete")
        assert not [label for label in of_an_item if label in desk.rows[-1]]
        await desk.press("ctrl+z")
        assert all(label in desk.rows[-1] for label in of_an_item)


async def test_the_close_can_be_blanked(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("en")
        await to_the_close(desk)
        before = desk.text
        await desk.press("f9")
        assert not desk.text.strip()
        await desk.press("ctrl+s", "f9")

        assert desk.text == before
        assert desk.navigator.current.conductor


@pytest.mark.parametrize("key", ["enter", "space", "delete", "down", "up", "ctrl+z"])
async def test_an_empty_board_has_nothing_to_work_on(archive: Path, key: str) -> None:
    async with at_desk(archive, begun()) as desk:
        await to_the_close(desk)
        await desk.press(key)

        assert "Hvad bliver gemt?" in desk.text or key == "ctrl+z"


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_what_is_said_in_passing_covers_no_line_and_the_marked_one_stays_in_view(
    archive: Path, size: tuple[int, int]
) -> None:
    async with at_desk(archive, begun(), size=size) as desk:
        for number in range(20):
            await desk.enter(f"nummer {number}")
        await to_the_close(desk)
        await desk.press("f4")
        await desk.enter("Vi ses")
        await desk.press("enter", "enter", "end")
        assert "nummer 19" in desk.text
        await desk.press("ctrl+y")
        assert "Der er ikke noget at gentage" in desk.prose
        assert "nummer 19" in desk.text
        await desk.press("home", "space", "ctrl+y")
        assert "Der er ikke noget at gentage" in desk.prose
        assert desk.row_with("slettes   Vi ses")
        assert not desk.app.screen.query(Toast)


async def test_a_tally_is_kept_unless_it_is_let_go_and_stands_there_once(archive: Path) -> None:
    guide = own_guide(
        archive,
        phase("mood", questions=["mood"]),
        board="cleared",
        questions=[{"id": "mood", "text": "Stemning", "scale": ["Lav", "Høj"]}],
    )
    async with at_desk(archive, begun(guide)) as desk:
        desk.conductor.do(Tally("mood", 1, 3))
        await to_the_close(desk)
        assert Desk.label("close.edit") not in desk.rows[-1].split()
        await desk.press("home", "enter")
        assert "Linjen kan ikke rettes" in desk.prose
        assert "✓" in desk.row_with("Lav: 0 · Høj: 3")
        assert desk.text.count("Stemning") == 1
        await desk.press("home", "space")
        assert "✓" not in desk.row_with("Høj: 3")
        await desk.press("space", "ctrl+s")

        (path,) = (archive / "Team Nordlys").glob("*.toml")
        (question,) = tomllib.loads(path.read_text())["questions"]
        assert (question["scale"], question["counts"]) == (["Lav", "Høj"], [0, 3])
        assert "keywords" not in question


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+e", "ctrl+z"),
        ("ctrl+e", "escape", "ctrl+z"),
        ("ctrl+e", "escape", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"),
        ("ctrl+e", "escape", "f5", "ctrl+z"),
        ("ctrl+e", "escape", "ctrl+e", *["ctrl+z"] * 6, *["ctrl+y"] * 6),
    ],
)
async def test_however_the_close_is_undone_and_done_again_it_is_shown_as_the_room_sees_it(
    archive: Path, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("alfa")
        for key in keys:
            await desk.press(key)
            is_shown = isinstance(desk.app.screen, CloseScreen)
            assert is_shown == desk.session.live.closing, key
            assert ("Hvad bliver gemt?" in desk.text) == is_shown, key
        closes = [each for each in desk.app.screen_stack if isinstance(each, CloseScreen)]
        assert len(closes) == desk.session.live.closing


async def test_that_the_close_was_undone_is_said_where_it_leads(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("alfa")
        await desk.press("ctrl+e", "ctrl+z")
        assert "Fortrudt: afslutningen" in desk.text
        assert "❯" in desk.text
