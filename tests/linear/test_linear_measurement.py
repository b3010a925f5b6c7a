"""Answering on lines: what is typed is not shown, and no answer is ever written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from facilitator.conducting.workspace import Workspace
from facilitator.core.errors import Refused
from facilitator.core.measurement.items import labels
from facilitator.core.session.stage import stage_view
from facilitator.store.measurement.notes import read_measurement
from facilitator.store.running import running
from tests.e2e.notes import state_file
from tests.linear.led import KIND, Led, by

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.measurement.note import Measurement
    from tests.linear.led import Typed

OPENED = ("Nord", "1", "APV 2026", "")
"""Team, scale of 5, a label, nobody expected."""
ANSWERS = ("2", "4", "2", "4", "2", "4", "5")


def one_person(*answers: str, comment: str = "") -> tuple[Typed, ...]:
    return (by("Svar: kun for"), *answers, comment, "1")


def measured(folder: Path, *typed: Typed) -> Led:
    led = Led(folder, *OPENED, *typed)
    return led.does(lambda program: program.measure())


def the_measurement(led: Led) -> Measurement:
    (path,) = led.notes
    return read_measurement(path)


def test_five_people_answer_and_the_result_is_read_out(tmp_path: Path) -> None:
    led = measured(
        tmp_path,
        *[typed for _person in range(5) for typed in one_person(*ANSWERS)],
        by("Luk målingen"), "ja",
    )  # fmt: skip
    assert the_measurement(led).figures
    assert led.unseen_lines == 5 * 8, "seven statements and a comment each"
    assert all(KIND.fullmatch(line) for line in led.lines)
    assert "Resultat: Måling (APV 2026) – Nord" in led.text


def test_no_answer_is_written_back(tmp_path: Path) -> None:
    led = measured(tmp_path, *one_person(*ANSWERS, comment="en tanke for mig"))
    after = led.text.partition("b går tilbage")[2]
    assert "en tanke" not in led.text
    assert not any(label in after for label in labels(5, "da"))


def test_a_statement_is_gone_back_to_and_answers_are_discarded(tmp_path: Path) -> None:
    led = measured(tmp_path, by("Svar: kun for"), "2", "b", "9", "3", "x", "ja")
    rows = [line for line in led.lines if line.startswith("Udsagn")]
    assert [row[:8] for row in rows] == ["Udsagn 1", "Udsagn 2", "Udsagn 1", "Udsagn 2"]
    assert "Ikke udført: Skriv et tal fra 0 til 5." in led.text
    assert "0 har svaret" in led.text
    assert "1 har svaret" not in led.text


def test_of_a_comment_the_guard_says_what_it_sees_without_the_words(tmp_path: Path) -> None:
    led = measured(
        tmp_path, by("Svar: kun for"), *ANSWERS,
        "Karen 010136-4007", by("Skriv det om"), "bedre", "1",
    )  # fmt: skip
    assert "Værn: Et CPR-nummer sløres" in led.text or "Værn: " in led.text
    assert "Karen" not in led.text
    assert "010136" not in led.text
    assert "1 har svaret" in led.text


def test_where_typing_cannot_be_hidden_that_is_said_first(tmp_path: Path) -> None:
    led = Led(tmp_path, *OPENED, by("Svar: kun for"), "nej")
    led.hides = False
    led.does(lambda program: program.measure())
    assert "Svar hellere på papir" in led.text
    assert led.unseen_lines == 0


def test_sheets_of_paper_are_typed_in_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    led = measured(tmp_path, by("papir"), "2424245", "24", "1514155", "")
    assert "2 har svaret" in led.text
    assert "2424245" not in led.text.replace("fx 2424245", "")


def test_it_stays_open_for_who_leaves_and_is_gone_on_with(tmp_path: Path) -> None:
    led = measured(tmp_path, *one_person(*ANSWERS))
    (path,) = led.notes
    assert led.program.left == the_measurement(led).id
    again = Led(tmp_path, by("Slet den"), "ja").does(lambda program: program.measure(path))
    assert "1 har svaret" in again.text
    assert again.notes == []


def test_in_a_session_it_is_answered_and_the_session_knows_it(tmp_path: Path) -> None:
    shown: list[bool] = []
    on_the_wall: list[bool] = []

    def saw(led: Led) -> None:
        shown.append(led.session.live.result_shown)

    def looks_at_the_wall(led: Led) -> None:
        on_the_wall.append(stage_view(led.session, led.clock.now()).measured)

    led = Led(
        tmp_path,
        "n", ".måling", "1", "APV", "", *one_person(*ANSWERS),
        looks_at_the_wall, by("Luk målingen"), "ja", looks_at_the_wall,
        ".måling", "ja", saw, ".afslut", "g",
    )  # fmt: skip
    led.run("measurement", team="Nord", names="Mette, Bo", start=True)
    assert "Måling: Målingen er lukket." in led.text
    assert on_the_wall == [False, True], "the room is told that it is closed"
    assert shown == [True]
    assert "Afslutning: Målingen har" in led.text


def test_where_a_measurement_cannot_be_read_the_session_goes_on_to_its_close_and_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_arguments: object) -> None:
        raise Refused("The disk does not answer.")

    Led(
        tmp_path, "n", ".måling", "1", "", "", "0", ".afslut"
    ).run("measurement", team="Nord", names="Mette, Bo", start=True)  # fmt: skip
    monkeypatch.setattr(Workspace, "measurement_file", unreadable)
    again = Led(tmp_path, "g").does(lambda program: program.resume(state_file(tmp_path)))
    assert "Afslutning: Disken svarer ikke." in again.text
    assert "Session: Disken svarer ikke." in again.text
    assert not running(tmp_path).sessions


@pytest.mark.e2e
@pytest.mark.skipif(os.name == "nt", reason="there is no pty")
def test_on_a_terminal_no_key_of_an_answer_is_seen() -> None:
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "facilitator", "measure", "answer"],
        env={**os.environ, "TERM": "dumb"},
        timeout=120,
        encoding="utf-8",
    )
    child.delaybeforesend = None
    for prompt, line in (
        ("Team: ", "Nord"), ("Vælg: ", "1"), ("Navn: ", ""), ("Hvor mange: ", ""),
        ("Vælg: ", "1"),
    ):  # fmt: skip
        child.expect_exact(prompt)
        child.sendline(line)
    seen = ""
    for _statement in range(7):
        child.expect_exact("Vises ikke: ")
        assert child.waitnoecho(120)
        child.sendline("4")
        child.expect_exact("Noteret.")
        seen += child.before
    child.expect_exact("Vises ikke: ")
    assert child.waitnoecho(120)
    child.sendline("en hemmelig tanke")
    child.expect_exact("Vælg: ")
    seen += child.before
    child.sendline("1")
    child.expect_exact("1 har svaret")
    seen += child.before
    child.sendeof()
    child.expect(pexpect.EOF)
    assert "hemmelig" not in seen
    assert not any(line.strip() == "4" for line in seen.splitlines())
    assert "\x1b" not in seen


def test_enter_alone_hands_in_and_keeps_a_comment(tmp_path: Path) -> None:
    """Enter once too often is not to cost seven answers."""
    led = measured(tmp_path, by("Svar: kun for"), *ANSWERS, "Karen er sur", "", "")
    assert "1 har svaret" in led.text
    assert "kasseret" not in led.text
