"""Time in a session: calm words for the room, minutes and seconds for the facilitator alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from facilitator.core.session.phases import SetElapsed
from facilitator.store.user_settings import Settings
from facilitator.ui.kit.lettering import Prompt
from facilitator.ui.kit.line import Line
from facilitator.ui.session.time_and_turn import TurnLine
from tests.ui.desk import FIVE, at_desk, begun, person_at, to_phase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.desk import Desk

QUIET = {"supervision-60": ("silence", "reflecting-round"), "supervision-90": ("silence",)}


def used(desk: Desk) -> str:
    """What the facilitator sees of the time: `1:05`, or nothing."""
    found = re.search(r"(\d+:\d\d) af", desk.text)
    return found[1] if found else ""


def filled(desk: Desk) -> int:
    """How many cells of the bar are filled."""
    return desk.row_with("─").count("━")


async def test_the_clock_goes_on_only_while_it_runs(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.wait(60)
        assert used(desk) == ""
        await desk.press("enter")
        assert used(desk) == "0:00"
        await desk.wait(7)
        assert used(desk) == "0:07"
        await desk.press("space")
        await desk.wait(600)
        assert used(desk) == "0:07"
        await desk.press("space")
        await desk.wait(2)

        assert used(desk) == "0:09"


@pytest.mark.parametrize("over", ["f6", "f8", "f1", "ctrl+a", "ctrl+g"])
async def test_the_clock_goes_on_under_what_is_asked_or_shown_over_it(
    archive: Path, over: str
) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        screen = desk.app.screen
        await desk.press(over)
        assert desk.app.screen.is_modal
        await desk.wait(7)
        assert screen.query_one("#used", Line).text.startswith("0:07")


async def test_nothing_moves_on_by_itself_however_long_a_phase_lasts(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.press("pagedown", "pagedown")
        before = desk.session
        for _minute in range(30):
            await desk.wait(55)

        assert desk.session == before
        assert "3/5" in desk.rows[0]
        assert person_at("Mette") in desk.text


async def test_the_room_is_told_of_time_in_calm_words(archive: Path) -> None:
    async with at_desk(archive, begun(), size=(160, 45)) as desk:
        await desk.press("pagedown", "pagedown")
        said = []
        for minutes in (0, 0.5, 4.4, 0.2, 1, 1, 1):
            await desk.wait(minutes=minutes)
            said.append(desk.query_text(TurnLine))

        assert [words.rpartition("ordet")[2].strip() for words in said] == [
            "Ca. 6 minutter tilbage",
            "Ca. 6 minutter tilbage",
            "Ca. 2 minutter tilbage",
            "Ca. 1 minut tilbage",
            "Tiden er gået – rund af i ro",
            "+1 min",
            "+2 min",
        ]


async def test_the_bar_fills_and_stays_full(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        assert filled(desk) == 0
        await desk.wait(30)
        assert filled(desk) == 40
        await desk.wait(60)
        assert desk.rows[1].count("━") == 80
        before = desk.rows[1]
        await desk.wait(60)

        assert desk.rows[1] == before


async def test_time_that_has_gone_is_not_another_colour(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(30)
        early = {s.color for _t, s, _c in desk.strips[1] if s}
        await desk.wait(600)
        late = {s.color for _t, s, _c in desk.strips[1] if s}

        assert late <= early


@pytest.mark.parametrize("guide", QUIET)
async def test_in_a_quiet_phase_there_is_no_clock_for_anybody(archive: Path, guide: str) -> None:
    async with at_desk(archive, begun(guide), size=(160, 45)) as desk:
        quiet = []
        for _phase in desk.session.live.phases:
            await desk.wait(20)
            phase = desk.session.phase
            if phase.clock == "hidden":
                quiet.append(phase.id)
                assert used(desk) == ""
                assert "tilbage" not in desk.query_text(TurnLine)
                assert not set(desk.rows[1].strip())
            else:
                assert used(desk), phase.id
            await desk.press("pagedown", "escape")

        assert set(QUIET[guide]) <= set(quiet)


async def test_a_phase_that_is_quiet_and_keeps_nothing_has_the_prompt_alone(
    archive: Path,
) -> None:
    async with at_desk(archive, begun("supervision-60")) as desk:
        await desk.press(*["pagedown", "escape"] * 5)
        assert "Stilhed" in desk.rows[0]

        assert desk.query_one(Prompt).text == "Mærk efter."
        assert desk.query_one(Prompt).size.height > 10
        assert "2 Hvad lærer vi" not in desk.text


async def test_nobody_is_shown_with_seconds_or_minutes(archive: Path) -> None:
    async with at_desk(archive, begun(names=FIVE), size=(160, 45)) as desk:
        await desk.press("pagedown", "pagedown")
        for turn in range(1, 5):
            await desk.wait(37)
            line = desk.query_text(TurnLine)
            assert not re.search(r"\d:\d\d|sek", line)
            assert used(desk) == f"{37 * turn // 60}:{37 * turn % 60:02}", "the phase's time"
            await desk.press("right")


async def test_the_time_for_each_is_for_the_facilitator_and_pairs_are_advised_when_it_is_short(
    archive: Path,
) -> None:
    async with at_desk(archive, begun(names="12"), size=(160, 45)) as desk:
        await desk.press("pagedown", "pagedown")

        assert "40 sekunder" in desk.text
        assert "40" not in desk.query_text(TurnLine)


async def test_a_session_that_was_asleep_goes_on_where_it_was_and_says_so(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(30)
        desk.clock.go(minutes=480)
        await desk.wait(0)

        assert used(desk) == "0:30"
        assert "sov" in desk.text or "slumre" in desk.text or "dvale" in desk.text


async def test_a_clock_set_back_an_hour_is_never_less_than_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(30)
        desk.clock._now -= timedelta(hours=1)
        await desk.wait(0)
        assert not re.search(r"-\d", desk.text)
        await desk.press("pagedown", "f8")

        assert not re.search(r"-\d", desk.text)


async def test_wrap_up_tells_the_room_and_can_be_taken_back(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.run("session.wrap_up")
        assert "Rund af" in desk.query_text(TurnLine)
        await desk.run("session.wrap_up")

        assert "Ca. 1 minut tilbage" in desk.query_text(TurnLine)


async def test_the_time_used_can_be_set_by_whoever_forgot_to_start(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.run("session.set_elapsed")
        for wrong in ("x", "nan", "inf", "-1", "601", "1:x"):
            desk.query_one(Input).value = wrong
            await desk.press("enter")
            assert desk.query_one(Input).value == wrong, "the dialog is still there"
        desk.query_one(Input).value = "0,5"
        await desk.press("enter")

        assert used(desk) == "0:30"
        assert desk.session.running


# The plan


async def test_f8_says_how_far_behind_the_plan_is_and_proposes_one_that_fits(
    archive: Path,
) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(minutes=4)
        await desk.press("pagedown", "f8")
        assert "3 min" in desk.text
        planned = [phase.minutes for phase in desk.session.live.phases]
        desk.query_one(Input).value = "5"
        await desk.settle()
        for title in ("Tænkepause", "Runde", "Opsamling", "Næste gang"):
            assert re.search(rf"{title} +[\d,]+ → +[\d,]+ min", desk.text)
        assert [phase.minutes for phase in desk.session.live.phases] == planned
        await desk.press("enter")
        minutes = [phase.minutes for phase in desk.session.live.phases]

        assert minutes != planned
        assert sum(minutes[1:]) == 5
        await desk.press("ctrl+z")
        assert [phase.minutes for phase in desk.session.live.phases] == planned


@pytest.mark.parametrize(
    ("first", "over", "words"),
    [(0, 2, "slutter til tiden"), (1, 2, "1 min bagud"), (0, 1, "1 min foran")],
)
async def test_on_time_is_never_said_beside_a_phase_that_is_over(
    archive: Path, first: int, over: int, words: str
) -> None:
    async with at_desk(archive, begun()) as desk:
        desk.conductor.do(SetElapsed(first))
        await to_phase(desk, "round")
        desk.conductor.do(SetElapsed(desk.session.live_phase.minutes + over))
        await desk.press("f8")

        assert "I følger planen" not in desk.text
        assert words in desk.prose


async def test_f4_when_the_time_has_gone_gives_a_minute_from_now(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(minutes=4.5)
        assert "+3 min" in desk.text
        await desk.press("f4")
        assert "Et minut mere" in desk.text
        assert "Ca. 1 minut tilbage" in desk.text
        await desk.press("ctrl+z")
        assert "+3 min" in desk.text


async def test_the_time_used_and_planned_stand_in_one_unit(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        await desk.wait(20)
        await desk.press("f4")
        assert "0:20 af 2:00" in desk.rows[0]
        assert " min" not in desk.rows[0]


async def test_a_plan_that_is_not_accepted_changes_nothing(archive: Path) -> None:
    async with at_desk(archive, begun()) as desk:
        before = desk.file
        for way_out in ("escape", "f8"):
            await desk.press("f8")
            desk.query_one(Input).value = "5"
            await desk.press(way_out)
            assert "Planen" not in desk.text

        assert desk.file == before


@pytest.mark.parametrize("start", [True, False])
async def test_a_plan_for_no_time_or_no_number_is_refused_in_the_dialog(
    archive: Path, *, start: bool
) -> None:
    async with at_desk(archive, begun(start=start)) as desk:
        before = desk.file
        await desk.press("f8")
        for wrong in ("", "x", "nan", "inf", "-3", "0", "1e9", "1:x", "²", "99999999999999999999"):
            desk.query_one(Input).value = wrong
            await desk.settle()
            assert "→" not in desk.text, wrong
            await desk.press("enter")
            assert "Planen" in desk.text

        assert desk.file == before


async def test_a_plan_made_before_the_first_phase_holds(archive: Path) -> None:
    async with at_desk(archive, begun(start=False)) as desk:
        await desk.press("f8")
        desk.query_one(Input).value = "20"
        await desk.press("enter", "enter")

        assert sum(phase.minutes for phase in desk.session.live.phases) == 20


@pytest.mark.parametrize("sound", [True, False])
async def test_the_bell_sounds_once_when_a_phase_is_over_where_that_is_chosen(
    archive: Path, monkeypatch: pytest.MonkeyPatch, *, sound: bool
) -> None:
    rung: list[float] = []
    async with at_desk(archive, begun(), settings=Settings(sound=sound)) as desk:
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(filled(desk)))
        await desk.wait(30)
        assert rung == []
        await desk.wait(31)
        await desk.wait(60)
        assert len(rung) == sound
        await desk.press("pagedown")
        await desk.wait(1)
        assert len(rung) == sound
