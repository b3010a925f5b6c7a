"""Whole sessions led on lines: their notes, what can be done, and what is never written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.note import Note
from facilitator.core.session.board import AddKeyword, KeepKeyword
from facilitator.core.session.commitments import AddCommitment
from facilitator.core.session.phases import BeginClose, NextPhase
from facilitator.core.session.turns import PassTurn
from facilitator.store.notes import read_document
from facilitator.ui.session.close import CloseScreen
from facilitator.words import set_language
from tests.linear.led import KIND, Led, by, item
from tests.ui.desk import NOON, at_desk, begun

if TYPE_CHECKING:
    from pathlib import Path


TEAM = "Team Nordlys"
NAMES = "Mette, Jonas, Søren"


def the_note(folder: Path) -> Note:
    (path,) = folder.glob("*/*.toml")
    note = read_document(path)
    assert isinstance(note, Note)
    return note


def content(note: Note) -> dict[str, Any]:
    """All of a note but its id, and the order of keywords, which is one of chance."""
    said = note.model_dump(exclude={"id"})
    for column in said["questions"]:
        column["keywords"] = sorted(column["keywords"], key=str)
    said["learning_points"] = sorted(said["learning_points"], key=str)
    return said


def every_line_has_its_kind(led: Led) -> bool:
    return all(KIND.fullmatch(line) for line in led.lines) and "\x1b" not in led.text


def a_minute(led: Led) -> None:
    led.clock.go(minutes=1)
    led.poll()


CHECK_OUT = {
    "da": ("få talte meget #tillid", "nogen kom med en idé", "3 ud af 5 sagde noget", "mere ro"),
    "en": ("few spoke #trust", "somebody had an idea", "3 of 5 said something", "more calm"),
}


@pytest.mark.parametrize("lang", ["da", "en"])
async def test_a_check_out_leaves_the_note_that_the_same_leaves_on_screen(
    tmp_path: Path, lang: str
) -> None:
    set_language(lang)  # type: ignore[arg-type]
    first, idea, numbers, agreed = CHECK_OUT[lang]
    keep, save = {"da": ("Slet det, når", "Gem, og"), "en": ("Delete it when", "Save and")}[lang]
    led = Led(
        tmp_path / "lines",
        "0", "0", "",  # nobody has a role, and no purpose
        "1",  # begin
        "", a_minute, "n", "n",
        first, "3", idea, "4", numbers, "p", "n", "n",
        "6", agreed, "Bo", "om to uger" if lang == "da" else "in two weeks",
        "n", item(numbers), by(keep), by(save),
    ).run("check-out", team=TEAM, names=NAMES)  # fmt: skip
    on_lines = the_note(tmp_path / "lines")

    async with at_desk(tmp_path / "screen", begun("check-out", NAMES, team=TEAM)) as desk:
        await desk.wait(minutes=1)
        who, _less, ideas, openly, _how = (q.id for q in desk.session.note.questions)
        for event in (
            NextPhase(), NextPhase(),
            AddKeyword(who, first), AddKeyword(ideas, idea), AddKeyword(openly, numbers),
            PassTurn(), NextPhase(), NextPhase(),
            AddCommitment(agreed, "Bo", NOON.date() + timedelta(weeks=2)),
            BeginClose(), KeepKeyword(openly, 0, keep=False),
        ):  # fmt: skip
            desk.conductor.do(event)
        desk.app.push_screen(CloseScreen(desk.conductor))
        await desk.settle()
        await desk.press("ctrl+s")
        await desk.written()
    assert content(on_lines) == content(the_note(tmp_path / "screen"))
    assert {k.text for q in on_lines.questions for k in q.keywords} == {first.split(" #")[0], idea}
    assert every_line_has_its_kind(led)


SUPERVISION = {
    "da": ("sagen i går", "det vækker uro", "nogen blev ked af det", "vi venter med at spørge"),
    "en": ("the case of today", "it stirs unrest", "somebody was sad", "we wait before we ask"),
}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_of_a_supervision_only_the_learning_point_that_was_chosen_is_kept(
    tmp_path: Path, lang: str
) -> None:
    set_language(lang)  # type: ignore[arg-type]
    case, unrest, sad, wait = SUPERVISION[lang]
    keep, save = {"da": ("Gem det", "Gem, og"), "en": ("Keep it", "Save and")}[lang]
    led = Led(
        tmp_path,
        "0", "0", "", "1",  # no roles, no purpose, begin
        "", "n", "n",
        "1", case,
        "n", by("Mette"),  # somebody tells, so somebody has to be chosen
        "n", "n", "n", unrest,
        "n", "n", sad, wait,
        "n", "n",
        item(wait), by(keep), by(save),
    ).run("supervision-60", team=TEAM, names=NAMES)  # fmt: skip
    note = the_note(tmp_path)
    assert [point.text for point in note.learning_points] == [wait]
    (path,) = led.notes
    text = path.read_text("utf-8")
    assert not any(words in text for words in (case, unrest, sad, *NAMES.split(", ")))
    assert every_line_has_its_kind(led)
    assert any(line.endswith(": Mette") for line in led.lines if "isand" in line or "isee" in line)


def test_ten_idle_minutes_write_no_byte(tmp_path: Path) -> None:
    written: list[str] = []

    def idle(led: Led) -> None:
        written.append(led.text)
        for _second in range(600):
            led.clock.go(1)
            led.poll()
        written.append(led.text)

    led = Led(tmp_path, "n", idle, "t").run("check-out", team=TEAM, names=NAMES, start=True)
    before, after = written
    assert before == after
    assert "Tid: 10 af 1 min brugt; +9 min; 8 min bagud" in led.text


def test_an_hour_of_talk_is_no_sleep(tmp_path: Path) -> None:
    def talk(led: Led) -> None:
        for _minute in range(60):
            a_minute(led)

    led = Led(tmp_path, talk, "t").run("check-out", team=TEAM, names=NAMES, start=True)
    assert "60 af 1 min brugt" in led.text
    assert "tælles ikke" not in led.text


def test_a_night_with_the_lid_shut_is_not_counted_and_said_at_the_next_line(tmp_path: Path) -> None:
    def night(led: Led) -> None:
        a_minute(led)
        led.clock.go(minutes=8 * 60)
        led.poll()

    led = Led(tmp_path, night, "t").run("check-out", team=TEAM, names=NAMES, start=True)
    assert "Tid: 1 af 1 min brugt" in led.text
    assert "Bemærk: Computeren" in led.text


def test_what_is_settled_is_listed_under_names_and_not_under_questions(tmp_path: Path) -> None:
    set_language("da")
    led = Led(tmp_path, "0", "0", "", "0").run("check-out", team=TEAM, names=NAMES)
    assert any("Hvem er her: " in line for line in led.lines)
    assert not any("?:" in line for line in led.lines)


def test_a_board_that_is_deleted_is_not_said_to_be_empty_at_the_close(tmp_path: Path) -> None:
    set_language("da")
    led = Led(
        tmp_path, "0", "0", "", "1", "", "n", "n", "n", by("Mette"), "n", "n", "n",
        "Vi er trætte", ".afslut",
    ).run("supervision-60", team=TEAM, names=NAMES)  # fmt: skip
    assert any("Slettes, når I gemmer" in line for line in led.lines)
    assert not any("ikke skrevet noget på tavlen" in line for line in led.lines)


def test_enter_alone_begins_what_was_prepared(tmp_path: Path) -> None:
    led = Led(tmp_path, "", "", "", "", "").run("check-out", team=TEAM, names=NAMES)
    assert "Tom linje: valg 1." in led.text
    assert led.session.note.team == TEAM
    assert "Fase 1 af 5: Ramme" in led.text


def test_that_no_names_are_written_is_told_where_words_are(tmp_path: Path) -> None:
    reminder = "Bemærk: Skriv ikke navne eller oplysninger om borgere."
    led = Led(tmp_path, "n").run("check-out", team=TEAM, names=NAMES, start=True)
    assert led.text.count(reminder) == 2


def test_enter_alone_keeps_what_the_guard_asked_about_as_on_the_screens(tmp_path: Path) -> None:
    led = Led(tmp_path, "n", "Mette sagde noget", "", "b").run(
        "check-out", team=TEAM, names=NAMES, start=True
    )
    assert "Ord 1.1: Mette sagde noget" in led.text


def test_enter_alone_at_the_close_tells_it_again_and_0_where_one_is_back(tmp_path: Path) -> None:
    led = Led(tmp_path, ".afslut", "", "0").run("check-out", team=TEAM, names=NAMES, start=True)
    assert led.text.count("Afslutning: Hvad bliver gemt?") == 2
    assert led.lines[-3:-1] == ["Vælg: ", "Fase 1 af 5: Ramme"]


def test_who_takes_a_commitment_is_chosen_by_number(tmp_path: Path) -> None:
    led = Led(
        tmp_path, "n", "n", "n", "n", "mere ro", "9", "2", "", "n", by("Gem, og")
    ).run("check-out", team=TEAM, names=NAMES, start=True)  # fmt: skip
    assert "Ikke udført: Skriv et tal fra 0 til 3." in led.text
    (commitment,) = the_note(tmp_path).commitments
    assert (commitment.what, commitment.owner) == ("mere ro", "Jonas")


def test_time_is_told_in_one_unit(tmp_path: Path) -> None:
    def some_time(led: Led) -> None:
        led.clock.go(90)

    led = Led(tmp_path, "n", "n", some_time, "t").run(
        "check-out", team=TEAM, names=NAMES, start=True
    )
    (told,) = [line for line in led.lines if line.startswith("Tid: 1 af 6")]
    assert told == "Tid: 1 af 6 min brugt; ca. 5 minutter tilbage; 2 min foran"


def test_help_says_nothing_of_a_board_where_there_is_none(tmp_path: Path) -> None:
    led = Led(tmp_path, "?").run("supervision-60", team=TEAM, names=NAMES, start=True)
    assert "Hjælp: ?? siger" in led.text
    assert "ordene kommer på tavlen" not in led.text
    assert ".stem" not in led.text


def test_who_has_a_role_can_wait(tmp_path: Path) -> None:
    led = Led(tmp_path, "n", "n", "n", "0").run(
        "supervision-60", team=TEAM, names=NAMES, start=True
    )
    assert "Valg 0: Ikke nu" in led.text


def test_enter_alone_does_not_leave_the_program(tmp_path: Path) -> None:
    led = Led(tmp_path, "", "0").does(lambda program: program.menu())
    assert led.text.count("Valg 0: Forlad programmet") == 2
