"""A blank screen stays blank, whatever comes to an end under it; what there is to say waits."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

import facilitator.store.retention as store
from facilitator.core.session.phases import NextPhase
from facilitator.store.user_settings import Settings
from facilitator.ui.archive.retention import RetentionScreen
from facilitator.ui.follow_up.screen import FollowUpScreen
from facilitator.ui.home import HomeScreen
from facilitator.ui.kit.commitment_form import CommitmentForm
from facilitator.ui.kit.cover import Blank
from facilitator.ui.kit.fields import CaptureLine
from tests.ui.archive.test_retention import keep_three, open_list, words_left
from tests.ui.desk import at_desk, begun
from tests.ui.follow_up.agreed import changed_under_a_blank_screen, followed_up, held, in_file
from tests.ui.session.test_second_window import first_window, look

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.ui.app import FacilitatorApp, First


async def test_what_is_to_be_said_is_said_when_the_screen_is_back(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        await changed_under_a_blank_screen(desk, path)
        assert not desk.text.strip()
        await desk.press("f9")
        assert "En anden har ændret" in desk.prose


async def test_nothing_said_in_the_moment_of_the_key_shows(archive: Path) -> None:
    async with at_desk(archive) as desk:
        desk.app.notify("Slettet for altid.", markup=False)
        desk.app.push_screen(Blank())
        await desk.settle()
        desk.app.screen.notify("Slettet for altid.", markup=False)
        await desk.settle()
        assert not desk.text.strip()


async def test_the_list_of_what_is_due_is_left_when_all_has_gone_under_a_blank_screen(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keep_three(archive)
    go, delete = threading.Event(), store._delete_due

    def slowly(*arguments: object) -> None:
        go.wait()
        delete(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "_delete_due", slowly)
    async with at_desk(archive) as desk:
        await open_list(desk)
        await desk.press("delete", "down", "enter", "f9")
        go.set()
        await desk.written()
        assert not desk.text.strip()
        assert words_left(old) == []
        await desk.press("f9")
        assert isinstance(desk.app.screen, HomeScreen)
        assert "i 3 noter" in desk.text
        assert not [
            screen for screen in desk.app.screen_stack if isinstance(screen, RetentionScreen)
        ]


async def test_a_form_that_was_saved_under_a_blank_screen_is_gone_with_it(archive: Path) -> None:
    async with followed_up(archive) as (desk, path):
        with held(path):
            await desk.press("h")
            await desk.write("Det gik")
            await desk.press("ctrl+s", "f9")
        await desk.written()
        assert isinstance(desk.app.screen, Blank)
        assert in_file(path)["happened"] == "Det gik"
        assert [screen for screen in desk.app.screen_stack if isinstance(screen, CommitmentForm)]
        await desk.press("f9")
        assert isinstance(desk.app.screen, FollowUpScreen)


async def test_a_session_that_is_closed_elsewhere_does_not_bring_the_screen_back(
    archive: Path,
) -> None:
    first = await first_window(archive)
    async with at_desk(archive, clock=first.clock) as desk:
        await desk.press("home", "enter", "f9")
        first.do(NextPhase())
        first.close()
        await look(desk)
        assert not desk.text.strip()
        await desk.press("f9")
        await look(desk)
        assert "Sessionen er lukket" in desk.text


def preparing(app: FacilitatorApp) -> None:
    app.navigator.session.prepare("check-out", names="Mette, Jonas")


def at_home(app: FacilitatorApp) -> None:
    app.navigator.go_home()


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        pytest.param(at_home, (), id="home"),
        pytest.param(at_home, ("end", "up", "enter"), id="a list"),
        pytest.param(preparing, (), id="preparing"),
        pytest.param(begun(), ("f5",), id="the board"),
        pytest.param(begun(), ("f1",), id="help"),
        pytest.param(begun(), ("ctrl+k",), id="a form"),
    ],
)
async def test_f9_blanks_whatever_is_on_the_screen(
    archive: Path, first: First, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, first) as desk:
        await desk.press(*keys)
        before = desk.text
        assert before.strip()
        await desk.press("f9")
        assert not desk.text.strip()
        await desk.press("f9")
        assert desk.text == before
        await desk.press("f9", "escape")
        assert desk.text == before


HOW_BACK = "Skjult. F9 viser skærmen igen; det, du taster, venter i linjen."
NOT_TAKEN = "Det, der blev tastet, mens skærmen var skjult, kom ikke med."


@pytest.mark.parametrize("before", ["", "før "])
@pytest.mark.parametrize(
    "text", ["ro", "3 ud af 5", "#fejl", "»ro«", "Åh", "2\n", "få talte\n", "سلام", "🙂🙂"]
)
@pytest.mark.parametrize("is_pasted", [True, False])
async def test_what_is_typed_or_pasted_at_a_blank_screen_shows_nothing_and_waits_in_the_line(
    archive: Path, text: str, before: str, is_pasted: bool
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.write(before)
        await desk.press("f9")
        if is_pasted:
            await desk.paste(text)
        else:
            await desk.write(text.replace("\n", "\r"))
        assert isinstance(desk.app.screen, Blank)
        assert desk.prose == HOW_BACK
        await desk.press("f9")
        assert NOT_TAKEN not in desk.prose
        assert desk.query_one(CaptureLine).value.rstrip() == before + text.rstrip()
        assert not any(question.keywords for question in desk.session.note.questions)


async def test_each_line_pasted_at_a_blank_screen_is_entered_when_it_is_back(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f9")
        await desk.paste("få talte\nnogle lyttede\nog")
        assert desk.prose == HOW_BACK
        assert not any(question.keywords for question in desk.session.note.questions)
        await desk.press("escape")
        assert [k.text for k in desk.session.note.questions[0].keywords] == [
            "få talte",
            "nogle lyttede",
        ]
        assert desk.query_one(CaptureLine).value == "og"


@pytest.mark.parametrize("text", ["få\x1b[2J talte", "få\ttalte", "få \u202etalte\n"])
async def test_what_is_pasted_at_a_blank_screen_is_made_safe(archive: Path, text: str) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f9")
        await desk.paste(text)
        await desk.press("f9")
        assert desk.query_one(CaptureLine).value.rstrip(" ") == "få talte"


async def test_what_is_erased_again_at_a_blank_screen_is_gone(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f9", *"rox", "backspace", "f9")
        assert desk.query_one(CaptureLine).value == "ro"


@pytest.mark.parametrize("keys", [("f5",), ("ctrl+e",)])
async def test_what_is_typed_at_a_blank_screen_over_what_takes_no_text_chooses_nothing(
    archive: Path, keys: tuple[str, ...]
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("ro")
        await desk.press(*keys)
        before, screen = desk.text, desk.app.screen
        assert not isinstance(desk.app.focused, Input)
        await desk.press("f9", *"2xe")
        assert "kommer ikke med" in desk.prose
        await desk.press("f9")
        assert desk.app.screen is screen
        assert NOT_TAKEN in desk.prose
        assert before.splitlines()[0] in desk.text
        assert [k.text for k in desk.session.note.questions[0].keywords] == ["ro"]


@pytest.mark.parametrize(
    "key", ["space", "enter", "left", "pagedown", "ctrl+z", "ctrl+q", "f1", "f7", "f8", "tab"]
)
async def test_every_other_key_at_a_blank_screen_does_nothing_but_tell_how_it_comes_back(
    archive: Path, key: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        before = desk.text
        await desk.press("f9", key)
        assert isinstance(desk.app.screen, Blank)
        assert desk.prose == HOW_BACK
        await desk.press("escape")
        assert desk.text == before
        assert desk.session.running


async def test_a_click_at_a_blank_screen_shows_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("f9")
        await desk.click(5, 5)
        assert desk.prose == HOW_BACK


async def test_the_key_that_the_user_hides_the_screen_with_brings_it_back(archive: Path) -> None:
    settings = Settings(keymap={"session.blank": "f10"})
    async with at_desk(archive, begun(), settings=settings) as desk:
        await desk.press("f10")
        assert not desk.text.strip()
        await desk.press("x")
        assert "F10 viser skærmen igen" in desk.prose
        await desk.press("f10")
        assert "❯" in desk.text


async def test_the_walls_are_told_that_nothing_is_to_be_seen_and_it_is_no_step(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.enter("Vi talte åbent")
        await desk.press("f9")
        assert desk.session.live.hidden
        await desk.press("f9")
        assert not desk.session.live.hidden
        await desk.press("ctrl+z")
        assert not any(question.keywords for question in desk.session.note.questions)
