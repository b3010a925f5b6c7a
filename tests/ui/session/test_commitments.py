"""What the group agrees to do: what, who, when, in the dialog and in the file."""

from __future__ import annotations

import tomllib
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.words import set_language
from tests.ui.desk import at_desk, begun, to_phase
from tests.ui.session.own_guide import own_guide, phase
from tests.ui.session.test_resumed import gone_on_with

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.ui.desk import Desk


async def at_the_commitments(desk: Desk) -> None:
    """On to the last phase of a check-out, where commitments are what is written."""
    await desk.press(*["pagedown"] * 4)


def in_the_file(desk: Desk) -> list[dict[str, Any]]:
    return list(tomllib.loads(desk.file).get("commitments", []))


def fields(desk: Desk) -> list[str]:
    return [field.value for field in desk.app.screen.query(Input)]


async def test_a_commitment_is_filled_in_line_by_line_with_enter(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        assert "6 Aftaler, højst 1 ❯" in desk.text
        await desk.enter("Vi begynder til tiden")
        assert fields(desk) == ["Vi begynder til tiden", "", ""]
        await desk.enter("Jonas")
        await desk.write("fredag")
        assert "fredag 6. marts" in desk.text
        await desk.press("enter")

        assert in_the_file(desk) == [
            {
                "id": "c1",
                "what": "Vi begynder til tiden",
                "owner": "Jonas",
                "due": date(2026, 3, 6),
                "status": "open",
            }
        ]
        assert "· Vi begynder til tiden – Jonas – 6. marts 2026" in desk.text
        assert desk.row_with("❯").endswith("❯")


async def test_tab_and_the_arrows_go_between_the_lines_and_ctrl_s_is_done(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Vi ses")
        await desk.press("tab")
        await desk.write("3/12")
        await desk.press("shift+tab")
        await desk.write("Åse")
        await desk.press("up", "end")
        await desk.write(" igen")
        await desk.press("down", "ctrl+s")

        (commitment,) = in_the_file(desk)
        assert commitment["what"] == "Vi ses igen"
        assert (commitment["owner"], commitment["due"]) == ("Åse", date(2026, 12, 3))


async def test_a_name_is_offered_from_its_first_letter_and_taken_with_right(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Vi ses")
        await desk.write("sø")
        assert "Søren" in desk.text or "søren" in desk.text
        await desk.press("right", "enter", "enter")

        assert in_the_file(desk)[0]["owner"] == "Søren"


@pytest.mark.parametrize(
    ("language", "typed", "due"),
    [
        ("da", "om to uger", date(2026, 3, 17)),
        ("da", "i morgen", date(2026, 3, 4)),
        ("en", "Friday", date(2026, 3, 6)),
        ("en", "in two weeks", date(2026, 3, 17)),
    ],
)
async def test_a_date_is_understood_as_people_say_it(
    archive: Path, language: str, typed: str, due: date
) -> None:
    set_language("da" if language == "da" else "en")
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("x")
        await desk.enter("")
        await desk.enter(typed)

        assert in_the_file(desk)[0]["due"] == due


async def test_a_date_that_is_not_understood_is_said_and_asked_again(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Vi ses")
        await desk.press("enter")
        await desk.enter("når vi får tid")
        assert fields(desk) == ["Vi ses", "", "når vi får tid"]
        assert desk.row_with("┃") == ""
        assert "→" not in desk.text
        for _sign in "når vi får tid":
            await desk.press("backspace")
        await desk.press("enter")

        assert "due" not in in_the_file(desk)[0]


async def test_a_commitment_without_words_is_asked_for_them(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.commitment")
        await desk.press("enter", "enter", "enter")

        assert fields(desk) == ["", "", ""]
        assert in_the_file(desk) == []


async def test_escape_keeps_what_was_typed_in_the_capture_line(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Vi ses")
        await desk.press("escape")

        assert in_the_file(desk) == []
        assert desk.row_with("❯").endswith("❯ Vi ses")


async def test_how_many_the_guide_keeps_is_said_before_and_one_more_is_refused_in_the_line(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        assert "Aftaler, højst 1" in desk.text
        await desk.enter("Den første")
        assert "højst 1" in desk.row_with("Forløbet")
        await desk.press("enter", "enter")
        await desk.enter("Den anden")

        assert "gemmer højst 1" in desk.text
        assert desk.row_with("❯").endswith("❯ Den anden")
        assert [c["what"] for c in in_the_file(desk)] == ["Den første"]


async def test_a_commitment_is_taken_back_with_ctrl_z(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Den første")
        await desk.press("enter", "enter", "ctrl+z")
        assert in_the_file(desk) == []
        await desk.press("ctrl+y")

        assert len(in_the_file(desk)) == 1


async def test_learning_points_are_written_where_the_guide_keeps_them(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await to_phase(desk, "shared-learning")
        await desk.press("4", "enter")
        assert "4 Læringspunkter ❯" in desk.text
        await desk.enter("Vi kan spørge før")
        await desk.run("session.learning_point")
        await desk.enter("Pausen hjælper")

        points = tomllib.loads(desk.file)["learning_points"]
        assert [point["text"] for point in points] == ["Vi kan spørge før", "Pausen hjælper"]


async def test_a_learning_point_in_a_guide_that_keeps_none_is_refused_before_it_is_typed(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.learning_point")

        assert desk.app.screen is desk.app.screen_stack[1]
        assert "gemmer ikke" in desk.text or "gemmer ingen" in desk.text


async def test_the_theme_is_a_word_and_another_takes_its_place(archive: Path) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await desk.press("pagedown", "pagedown", "5", "enter")
        await desk.enter("Magtesløshed")
        await desk.enter("Travlhed")
        assert tomllib.loads(desk.file)["theme_word"] == "Travlhed"
        await desk.enter("ord " * 20)

        assert tomllib.loads(desk.file)["theme_word"] == "Travlhed"
        assert desk.row_with("❯").endswith("ord ord") or "ord" in desk.row_with("❯")


async def test_the_purpose_can_be_said_later(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.purpose")
        await desk.enter("Bedre møder")

        assert tomllib.loads(desk.file)["purpose"] == "Bedre møder"


# When …, then …


@asynccontextmanager
async def asked_when_and_what_then(archive: Path) -> AsyncIterator[Desk]:
    """The form of a commitment that has a when and a then, at the line of who does it."""
    guide = own_guide(archive, phase("en", keeps=["commitments"], when_then=True))
    async with at_desk(archive, begun(guide, names="Mette, Jonas")) as desk:
        await desk.enter("spørge mere")
        yield desk


async def test_where_the_guide_asks_for_it_a_commitment_says_when_and_what_then(
    archive: Path,
) -> None:
    async with asked_when_and_what_then(archive) as desk:
        await desk.press("enter", "enter")
        await desk.enter("når vi mødes mandag")
        await desk.enter("så spørger vi først")

        (commitment,) = desk.session.note.commitments
        assert (commitment.cue, commitment.response) == ("vi mødes mandag", "spørger vi først")
        whole = "spørge mere · Når vi mødes mandag, så spørger vi først"
        assert whole in desk.prose
        await desk.press("pagedown")
        assert whole in desk.prose
        await desk.press("ctrl+s")
        (note,) = (note for note in desk.notes if note.parent.name != "guides")
        assert 'cue = "vi mødes mandag"' in note.read_text(encoding="utf-8")


async def test_who_is_knowingly_named_in_when_or_then_is_not_asked_about_at_the_close(
    archive: Path,
) -> None:
    async with asked_when_and_what_then(archive) as desk:
        await desk.press("enter", "enter")
        await desk.enter("når Mette ringer")
        await desk.press("enter")
        await desk.enter("så svarer Jonas")
        await desk.press("enter")
        assert desk.session.note.commitments[0].cue == "Mette ringer"
        await desk.press("ctrl+q")

    async with at_desk(archive, gone_on_with) as desk:
        await desk.run("session.close")
        await desk.press("ctrl+s")

        assert "Gemt:" in desk.text


async def test_when_without_then_is_said_and_its_line_has_the_focus(archive: Path) -> None:
    async with asked_when_and_what_then(archive) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.enter("spørger vi først")
        assert "Hvornår skal det ske?" in desk.prose
        focused = desk.app.focused
        assert focused
        assert focused.id == "cue"


async def test_ones_own_action_is_offered_as_what_one_commits_to(archive: Path) -> None:
    async with at_desk(archive, begun("self-reflection", names="")) as desk:
        await to_phase(desk, "one-action")
        await desk.enter("sige at jeg er usikker på vagtplanen")
        await desk.press("pagedown", "enter")
        assert isinstance(desk.app.screen, CommitmentForm)
        await desk.press("enter")
        await desk.enter("vi mødes mandag")
        await desk.enter("begynder jeg med det")

        (commitment,) = desk.session.note.commitments
        assert commitment.what == "sige at jeg er usikker på vagtplanen"
        assert commitment.response == "begynder jeg med det"
        assert commitment.owner is None


async def test_a_day_that_is_none_is_said_in_its_line_where_more_lines_follow(
    archive: Path,
) -> None:
    async with asked_when_and_what_then(archive) as desk:
        await desk.press("enter")
        await desk.enter("engang")
        focused = desk.app.focused
        assert focused
        assert focused.id == "due"


async def test_that_no_more_are_kept_is_said_as_soon_as_one_is_written(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await at_the_commitments(desk)
        await desk.enter("Vi begynder til tiden")
        await desk.press("ctrl+s")
        assert "højst 1" in desk.text
        await desk.write("r")
        assert "vælg det vigtigste" in desk.prose
        await desk.press("backspace", "ctrl+e", "f4")
        assert not isinstance(desk.app.screen, CommitmentForm)
