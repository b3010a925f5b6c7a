"""What people write is text, wherever it is shown: never markup, never orders to a terminal."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from typing import TYPE_CHECKING

import pytest

from facilitator.store.paths import sessions_folder
from facilitator.ui.kit.dialog import PickScreen
from tests.ui.desk import at_desk, begun, person_at
from tests.ui.session.own_guide import own_guide, phase

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp
    from tests.ui.desk import Desk

AS_TYPED = (
    "Vi [aftalte] at mødes",
    "[/]",
    "[red]x",
    "[@click=app.quit]ud[/]",
    "$accent %s {0} {navn}",
    "\\[b] \\",
    "æøå ÆØÅ",
    "👩‍👩‍👧 🏳️‍🌈 👍🏽",
    "日本語 العربية",
)
"""Shown as they are typed or pasted, sign by sign."""

CLEANED = {
    "a\x1b[31mrød\x1b[0m": "arød",
    "\x1b]0;titel\x07b": "b",
    "\x1b[2J\x1b[Hc": "c",
    "\u202eabc\u202c": "abc",
    "d\u200be\u00adf": "def",
    "å".encode().decode(): "å",
    "a\u030a": "å",
    "to\tord\u00a0og et": "to ord og et",
    "g\x00h\x9bi": "ghi",
}
"""What is pasted, and what it is when it is shown and saved."""


def control_characters(desk: Desk) -> set[str]:
    """Whatever on the screen could move a cursor or turn the reading direction."""
    unseen = {sign for sign in desk.text if unicodedata.category(sign) in {"Cc", "Cf"}}
    return unseen - {"\n", "\u200d"}


async def test_a_keyword_is_shown_and_saved_as_it_was_written(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(100, 50)) as desk:
        for text in AS_TYPED:
            await desk.paste(text)
            assert text in desk.row_with("❯")
            await desk.press("enter")
            assert desk.row_with(f"· {text}")

        assert saved(desk) == list(AS_TYPED)


async def test_what_is_pasted_is_one_line_that_no_terminal_obeys(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(100, 50)) as desk:
        for pasted, meant in CLEANED.items():
            await desk.paste(pasted)
            assert desk.row_with("❯").endswith(f"❯ {meant}")
            assert not control_characters(desk)
            await desk.press("enter")
            assert desk.row_with(f"· {meant}")

        assert saved(desk) == list(CLEANED.values())


def saved(desk: Desk) -> list[str]:
    """The keywords under the first question, as they stand in the file."""
    (question, *_others) = tomllib.loads(desk.file)["questions"]
    return [keyword["text"] for keyword in question["keywords"]]


async def test_letters_typed_in_two_parts_are_saved_in_one(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("a\u030alborg")

        assert '"ålborg"' in desk.file


async def test_ten_thousand_signs_pasted_are_kept_and_the_screen_stays_in_shape(
    archive: Path,
) -> None:
    text = "æ[/]ø " * 1666
    async with at_desk(archive, begun()) as desk:
        began = time.process_time()
        await desk.paste(text)
        await desk.press("enter")
        for key in ("pagedown", "f5", "enter", "escape", "escape", *["pagedown"] * 4):
            await desk.press(key)
        assert time.process_time() - began < 5
        assert "gemmes" in desk.text
        await desk.press("ctrl+s")

        assert text.strip() in desk.file


async def test_a_word_longer_than_the_line_is_broken_and_not_lost(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        await desk.enter("Speciallægepraksisplanlægningsstabiliseringsperiode")
        await desk.resize(80, 24)

        assert "periode" in desk.row_with("· Speciallæge")


async def everywhere(desk: Desk, text: str) -> list[str]:
    """The text as team, name, purpose, keyword, theme and commitment; each screen that shows it."""
    seen = []

    async def see(*keys: str) -> None:
        await desk.press(*keys)
        seen.append(desk.text)
        assert not control_characters(desk)

    desk.navigator.session.prepare("supervision-60", team=text, names=f"{text}, Bo")
    await desk.settle()
    await see("down")
    await see(*["down"] * 4)
    await desk.paste(text)
    await see("ctrl+s")
    await see("ctrl+s")
    await desk.paste(text)
    await see("enter")
    await see("pagedown")
    await desk.run("session.arrive")
    await desk.paste(text)
    await see("enter")
    await see("escape")
    await desk.run("session.leave")
    await see()
    await see("escape")
    await see("5")
    await desk.paste(text)
    await see("enter")
    await desk.press("7")
    await desk.paste(text)
    await see("enter")
    await desk.paste(text)
    await desk.press("enter")
    await desk.paste(text)
    await see("enter")
    await see("escape")
    await see("f5")
    await see("enter")
    await see("escape", "m")
    await see("escape", "escape")
    await see("f8")
    await see("escape")
    await desk.run("session.close")
    await see("down")
    await see("enter")
    await see("escape", "space")
    await see("ctrl+s")
    await see("up", "enter")
    await see("enter")
    return seen


@pytest.mark.parametrize("text", ["Vi [aftalte] [/] [red]x", "$a {0} %s \\[b] 👩‍👩‍👧 日本"])
async def test_no_text_is_taken_for_markup_on_any_screen(archive: Path, text: str) -> None:
    async with at_desk(archive, size=(160, 45)) as desk:
        seen = await everywhere(desk, text)

        assert sum(text in screen for screen in seen) > 20


async def test_a_hostile_text_breaks_no_screen_in_the_least_room(archive: Path) -> None:
    async with at_desk(archive, size=(40, 10)) as desk:
        await everywhere(desk, "[/]\x1b[2J\u202e 👩‍👩‍👧 日本語 [red]")


TEAMS = ("../x", "CON", "Nord/Syd", "🐣 [red]Nord", "a" * 60)


async def test_a_team_may_have_any_name_and_is_called_by_it(archive: Path) -> None:
    async with at_desk(archive, size=(160, 45)) as desk:
        for team in TEAMS:
            begun(team=team)(desk.app)
            await desk.settle()
            assert team in desk.rows[0]
            assert desk.path.parent == sessions_folder()
            await desk.run("session.leave_running")

        for team in TEAMS[-3:]:  # home has the newest
            assert team[:40] in desk.text
        for team in TEAMS:
            begun(team=team)(desk.app)
            await desk.settle()
            await desk.run("session.close")
            await desk.press("ctrl+s")
        assert len(desk.notes) == len(TEAMS)
        desk.navigator.open_archive()
        await desk.settle()
        for team in TEAMS:
            assert team[:30] in desk.text


async def test_a_name_from_the_command_line_is_cleaned_before_it_is_shown(archive: Path) -> None:
    def first(app: FacilitatorApp) -> None:
        app.navigator.session.prepare("check-out", team="Nord\x1b[2J", names="Bo\u202e, Åse")

    async with at_desk(archive, first) as desk:
        assert not control_characters(desk)
        await desk.press("ctrl+s", "enter", "pagedown", "pagedown")

        assert "Bo · " in desk.row_with(person_at("Bo"))


async def test_a_toast_shows_text(archive: Path) -> None:
    async with at_desk(archive, begun(names="[red]Bo, Åse")) as desk:
        await desk.press("pagedown", "pagedown")
        await desk.run("session.arrive")
        await desk.enter("[red]Bo")
        assert "[red]Bo er her allerede" in desk.prose
        await desk.press("escape")
        desk.app.screen.say("[/] [red]x")  # type: ignore[attr-defined]
        await desk.settle()

        assert "[/] [red]x" in desk.text


async def test_a_dialog_shows_text(archive: Path) -> None:
    async with at_desk(archive) as desk:
        desk.app.push_screen(PickScreen("Hvem [/]?", [("[red]x", 0), ("$accent", 1)]))
        await desk.settle()

        for text in ("Hvem [/]?", "[red]x", "$accent"):
            assert text in desk.text


async def test_a_guide_of_ones_own_is_text_as_well(archive: Path) -> None:
    text = "[red]{0.x}[/] $accent %s"
    own_guide(
        archive,
        phase(
            "a",
            title=text,
            prompts=[text, f"2 {text}"],
            hints=[f"3 {text}"],
            checklist=[f"4 {text}"],
            keeps=["keywords"],
        ),
        title=f"Egen {text}",
        summary=f"5 {text}",
        questions=[{"id": "q", "text": f"6 {text}", "hint": f"7 {text}"}],
        cards=[{"id": "k", "title": f"8 {text}", "body": f"9 {text}"}],
        purposes=[text],
    )
    async with at_desk(
        archive, lambda app: app.navigator.session.prepare("egen"), size=(120, 40)
    ) as desk:
        seen = [desk.text]
        for keys in (("ctrl+s",), ("enter",), ("f5",), ("escape", "f8"), ("escape",)):
            await desk.press(*keys)
            seen.append(desk.text)
        await desk.run("session.cards")
        seen.append(desk.text)
        await desk.press(*["down"] * 3, "enter")
        seen.append(desk.text)

        for number in range(2, 10):
            assert any(f"{number} {text}" in screen for screen in seen), number
        assert sum(f"Egen {text}" in screen for screen in seen) >= 3


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [
        ("Jonas sagde det", "nævnes nogen", "Jonas sagde det"),
        ("Hvem gjorde det?", "Hvad skete der", "Hvem gjorde det?"),
        ("Ring 20 12 34 56", "telefonnummer", "Ring 20 12 34 56"),
        ("Skriv til a.b@c.dk", "e-mailadresse", "Skriv til a.b@c.dk"),
        ("Borger 010136-4007", "CPR-nummer er taget ud", "Borger ••••••-••••"),
    ],
)
async def test_a_question_about_a_text_leaves_the_line_and_the_board_in_view(
    archive: Path, text: str, said: str, kept: str
) -> None:
    async with at_desk(archive, begun(), size=(50, 15)) as desk:
        await desk.enter(text)

        assert said in desk.prose
        assert desk.row_with("❯").endswith(f"❯ {kept}")
        assert desk.row_with("5 Hvordan")
        assert "borgere" in desk.prose
        await desk.press("enter")
        assert said not in desk.prose
        assert desk.row_with("❯").endswith("❯")
        assert f'"{kept}"' in desk.file
