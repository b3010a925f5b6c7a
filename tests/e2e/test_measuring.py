"""Answering at the real command: what a kill, an end and a second window do."""

from __future__ import annotations

import json
import signal
import tomllib
from typing import TYPE_CHECKING

import pytest

from facilitator.store.state import read_state
from tests.e2e.notes import the_file
from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

FIRST_ITEM = "Hvis du begår en fejl"


def begin(terminal: Terminal) -> None:
    """From the home screen to the hand-over screen."""
    terminal.wait_for("Arkiv")
    terminal.press("down", "down", "enter")
    terminal.wait_for("Ny måling")
    terminal.press("enter")
    terminal.wait_for("Hvor mange?")
    terminal.type("\x15")  # the team that is offered
    terminal.type("Nord")
    terminal.wait_for("Nord")
    terminal.press("ctrl+s")
    terminal.wait_for("0 har svaret")


def go_on(terminal: Terminal, answered: int) -> None:
    """From the home screen, where it stands first."""
    terminal.wait_for("Fortsæt måling", "Arkiv")
    terminal.press("enter")
    terminal.wait_for(f"{answered} har svaret")


def answer(terminal: Terminal, keys: str, *, after: int) -> None:
    """One person, and the count after them."""
    terminal.press("enter")
    terminal.wait_until(lambda: shows(terminal, FIRST_ITEM, but="har svaret"), "the first item")
    for key in keys:
        terminal.enter(key)
    terminal.press("enter")
    terminal.wait_for("Et sidste blik")
    terminal.press("enter")
    count = f"{after} har svaret"
    terminal.wait_until(lambda: shows(terminal, count, but="Et sidste blik"), count)


def shows(terminal: Terminal, text: str, *, but: str) -> bool:
    """Whether a screen is there whole: nothing is left of what was drawn before it."""
    return text in terminal.text and but not in terminal.text


def answers(home: Path) -> list[str]:
    """The rows on the disk, opened with their key, in an order that says nothing."""
    (file,) = home.rglob("answers/*.age")
    rows = json.loads(read_state(file).data)["responses"]
    return sorted(row.replace(" ", "") for row in rows)


def test_kill_9_while_someone_answers_loses_that_unfinished_answer_alone(
    archive: Path, own_home: Path
) -> None:
    with Terminal() as terminal:
        begin(terminal)
        answer(terminal, "2424245", after=1)
        answer(terminal, "1514155", after=2)
        terminal.press("enter")
        terminal.wait_for(FIRST_ITEM)
        for key in "5555":
            terminal.enter(key)
        terminal.wait_for("5/7")
        terminal.kill(signal.SIGKILL)
    assert answers(own_home) == ["1514155", "2424245"]
    note = the_file(archive).read_text("utf-8")
    assert "responses" not in note
    for kept in own_home.rglob("*"):
        assert not kept.is_file() or b"5555" not in kept.read_bytes().replace(b" ", b"")
    with Terminal() as terminal:
        go_on(terminal, 2)
        terminal.press("enter")
        terminal.wait_for(FIRST_ITEM, "1/7")
        assert "▸" not in terminal.text


def test_kill_9_right_after_handing_in_keeps_the_answer(own_home: Path) -> None:
    with Terminal() as terminal:
        begin(terminal)
        for after in range(1, 4):
            answer(terminal, "2424245", after=after)
        terminal.kill(signal.SIGKILL)
    assert len(answers(own_home)) == 3


@pytest.mark.parametrize("end", ["ctrl+q", "SIGTERM"])
def test_a_program_that_ends_lets_go_of_the_measurement(own_home: Path, end: str) -> None:
    with Terminal() as terminal:
        begin(terminal)
        answer(terminal, "2424245", after=1)
        if end == "ctrl+q":
            terminal.press("ctrl+q")
            assert terminal.wait_for_end() == 0
        else:
            terminal.kill(signal.SIGTERM)
    with Terminal() as terminal:
        go_on(terminal, 1)
    assert answers(own_home) == ["2424245"]


def test_resume_goes_on_with_the_measurement_that_is_open(archive: Path, own_home: Path) -> None:
    with Terminal() as terminal:
        begin(terminal)
        answer(terminal, "2424245", after=1)
        terminal.kill(signal.SIGKILL)
    identity = tomllib.loads(the_file(archive).read_text("utf-8"))["id"]
    for arguments in ((), (identity,)):
        with Terminal("resume", *arguments) as terminal:
            terminal.wait_for("1 har svaret")
    assert answers(own_home) == ["2424245"]


def test_a_second_window_is_told_where_to_answer_and_shows_nothing() -> None:
    with Terminal() as first:
        begin(first)
        answer(first, "2424245", after=1)
        with Terminal() as second:
            second.wait_for("Fortsæt måling", "Arkiv")
            second.press("enter")
            second.wait_for("åben i et andet vindue")
        answer(first, "1514155", after=2)


def test_five_people_answer_and_the_result_is_shown_by_screen_and_command(
    archive: Path, own_home: Path
) -> None:
    rows = ("2424245", "1514155", "3323344", "2433244", "4232433")
    with Terminal(columns=80, rows=24) as terminal:
        begin(terminal)
        for after, row in enumerate(rows, 1):
            answer(terminal, row, after=after)
        terminal.press("f8")
        terminal.wait_for("kan ikke åbnes igen")
        terminal.press("down", "enter")
        terminal.wait_for("Vi oplever det", "Indeks", "5 svar", "Lav enighed er trygt her")
        terminal.press("escape")
        terminal.wait_for("Arkiv")
        assert "Fortsæt måling" not in terminal.text
    note = tomllib.loads(the_file(archive).read_text("utf-8"))
    assert note["rounded_figures"]["n"] == 5
    assert "responses" not in note
    assert not list(own_home.rglob("answers/*"))
    with Terminal("measure", "show", note["id"], columns=100, rows=50) as terminal:
        terminal.wait_for("Indeks", "5 svar")
