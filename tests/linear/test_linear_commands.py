"""What is typed on a line: words, numbers, letters and commands; nothing is taken for another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.core.text.plain import ascii_key
from facilitator.core.text.terminal import whole
from facilitator.linear.commands import (
    COMMANDS,
    GROUPS,
    NAMES,
    command_letter,
    command_word,
    typed_command,
)
from facilitator.linear.console import unbroken
from facilitator.linear.session import DOES
from facilitator.words import _, set_language
from tests.e2e.notes import keywords
from tests.linear.led import Led, by

DOCS = Path(__file__).parents[2] / "docs"
ROUND = ("n", "n")
"""To the round of a check-out."""


def led(folder: Path, *typed_lines: str | object) -> Led:
    script = (*ROUND, *typed_lines)
    return Led(folder, *script).run(  # type: ignore[arg-type]
        "check-out", team="Nord", names="Mette, Jonas, Søren", start=True
    )


@pytest.mark.parametrize("lang", ["da", "en"])
def test_each_command_has_a_name_of_its_own_and_stands_in_the_help(lang: str) -> None:
    set_language(lang)  # type: ignore[arg-type]
    at_the_close = {"save", "discard"}
    assert set(DOES) == set(COMMANDS) == set(NAMES) - at_the_close
    assert sum(map(len, GROUPS.values())) == len(COMMANDS), "no name stands twice"
    words = [ascii_key(command_word(name)) for name in NAMES]
    letters = [command_letter(name) for name in NAMES if command_letter(name)]
    assert len(set(words)) == len(words)
    assert len(set(letters)) == len(letters)
    assert all(len(sign) == 1 and sign.isalpha() for sign in letters)
    for name, command in COMMANDS.items():
        for example in re.findall(r"\.([^\W\d]\w*)", _(command.help)):
            assert example == command_word(name), "the help names a command as it is typed"


@pytest.mark.parametrize(
    "text",
    [
        "3 ud af 5 sagde noget",
        "pas på hinanden",
        "næste gang",
        "tid",
        "... vi ved det ikke",
        "10 min",
    ],
)
def test_a_sentence_is_a_word_for_the_board_whatever_it_begins_with(
    tmp_path: Path, text: str
) -> None:
    assert keywords(led(tmp_path, text).session.note) == [text]


def test_a_number_alone_chooses_a_question_and_a_word_command_writes_it(tmp_path: Path) -> None:
    session = led(tmp_path, "3", "en idé", ".ord 3").session
    assert [k.text for k in session.note.questions[2].keywords] == ["en idé", "3"]


def test_a_command_that_there_is_none_of_is_asked_about_and_not_lost(tmp_path: Path) -> None:
    session = led(tmp_path, ".net er svært", by("Det er et ord"), "x").session
    assert keywords(session.note) == [".net er svært"]
    assert "Ikke udført: »x« alene er ingen kommando" in led(tmp_path / "b", "x").text


def test_a_command_is_never_done_by_half_a_name_alone(tmp_path: Path) -> None:
    lines = led(tmp_path, ".for", "0")
    assert {typed_command("undo"), typed_command("previous")} <= {
        token.strip(":") for row in lines.lines for token in row.split()
    }
    assert lines.session.live.position == 2


def test_turns_go_on_and_back_and_a_pass_leaves_no_trace(tmp_path: Path) -> None:
    lines = led(tmp_path, "f", "p", ".turtilbage", "u", "p", "f", "f")
    turns = [row for row in lines.lines if row.startswith("Tur:")]
    assert "Tur: Mette; næste: Jonas; 2 har endnu ikke haft ordet" in turns
    assert turns[-1].endswith("Alle har haft ordet")


def test_words_are_changed_moved_deleted_undone_and_done_again(tmp_path: Path) -> None:
    lines = led(
        tmp_path, "et", "to", ".ret 1.1 noget andet", ".flyt 1.2", by("Kom der ideer"),
        ".slet 1.1", "u", ".gentag", "u",
    )  # fmt: skip
    note = lines.session.note
    assert [k.text for k in note.questions[0].keywords] == ["noget andet"]
    assert [k.text for k in note.questions[2].keywords] == ["to"]
    assert "Slettet: noget andet. .fortryd henter det tilbage." in lines.text
    assert "Fortrudt: på tavlen: Hvem talte? – noget andet" in lines.text


def test_a_text_that_may_name_somebody_is_not_repeated_when_it_is_undone(tmp_path: Path) -> None:
    lines = led(
        tmp_path, "Jonas kom for sent", by("Behold"), ".slet 1.1", "u", "u", ".gentag", ".slet 1.1"
    )
    told = [row for row in lines.lines if row.startswith(("Fortrudt", "Gjort igen"))]
    assert len(told) == 3, lines.text
    assert all(_("a keyword") in row and "Jonas" not in row for row in told)


def test_a_phase_that_is_undone_is_told_as_a_phase_and_not_as_a_turn(tmp_path: Path) -> None:
    lines = led(tmp_path, "et ord", "n", "u", "u", ".gentag", ".gentag", ".forrige", "u")
    told = [row for row in lines.lines if row.startswith(("Fortrudt", "Gjort igen"))]
    assert told == [
        "Fortrudt: fasen »Opsamling«",
        "Fortrudt: væk fra tavlen: Hvem talte? – et ord",
        "Gjort igen: på tavlen: Hvem talte? – et ord",
        "Gjort igen: fasen »Opsamling«",
        "Fortrudt: fasen »Opsamling«",
    ]


def test_a_close_that_is_undone_is_left_and_one_that_is_done_again_is_gone_through(
    tmp_path: Path,
) -> None:
    lines = led(tmp_path, "et", ".afslut", "u", "to", ".afslut", "0", "u", "0", "tre")
    assert lines.text.count("Hvad bliver gemt?") == 3
    assert not lines.session.live.closing
    assert [k.text for k in lines.session.note.questions[0].keywords] == ["et", "to", "tre"]


def test_what_is_for_keywords_alone_says_so_at_a_commitment(tmp_path: Path) -> None:
    agreed = ("n", "n", "6", "mere ro", "", "", "")
    for command in (".flyt 6.1", ".vælg 6.1"):
        lines = led(tmp_path / command[1:4], *agreed, command)
        assert lines.lines[-2].startswith("Ikke udført: Det er kun for stikord"), lines.text[-900:]


def test_people_come_and_go_and_take_roles(tmp_path: Path) -> None:
    lines = led(
        tmp_path, ".kommer Åse", ".går", by("Jonas"), ".roller", by("Leder"), by("Søren"),
        ".deltagere",
    )  # fmt: skip
    live = lines.session.live
    assert [p.name for p in live.people if p.present] == ["Mette", "Søren", "Åse"]
    assert live.people[live.roles["leader"]].name == "Søren"
    assert "Her: Mette, Søren, Åse" in lines.text


def test_the_time_is_told_when_asked_prolonged_and_fitted(tmp_path: Path) -> None:
    lines = led(tmp_path, ".mere 2", ".brugt 3", "t", ".pause", ".start", ".plan", "10", "ja")
    assert "Tid: 3 af 8 min brugt" in lines.text
    assert "Plan: Det er planen nu." in lines.text
    assert lines.session.running
    assert sum(p.minutes for p in lines.session.live.phases[2:]) == pytest.approx(13)


def test_a_refusal_is_said_and_nothing_has_changed(tmp_path: Path) -> None:
    lines = led(tmp_path, ".forrige", ".forrige", ".forrige")
    assert "Ikke udført: Det er den første fase." in lines.text


def test_what_was_prepared_is_changed_while_the_session_runs(tmp_path: Path) -> None:
    lines = led(
        tmp_path, "et ord", ".forbered", by("Team:"), "Syd", by("Leder:"), by("Jonas"),
        by("Formål:"), "mere ro", "0",
    )  # fmt: skip
    session = lines.session
    assert (session.note.team, session.note.purpose) == ("Syd", "mere ro")
    assert session.live.people[session.live.roles["leader"]].name == "Jonas"
    assert keywords(session.note) == ["et ord"]


# The guard


def test_a_name_is_asked_about_and_a_cpr_number_masked_said_and_put_back(tmp_path: Path) -> None:
    lines = led(
        tmp_path,
        "Jonas sov", by("Skriv det om"), "nogen sov",
        "nummer 010136-4007", by("Behold resten"),
        "ordre 010136-4007", by("sæt det tilbage"),
        "Mette kom", by("Lad det udgå"),
    )  # fmt: skip
    words = keywords(lines.session.note)
    assert words[:2] == ["nogen sov", "nummer ••••••-••••"]
    assert len(words) == 3
    assert "Værn: »Jonas«: Her nævnes nogen." in lines.text
    assert "Værn: Et CPR-nummer er taget ud." in lines.text
    assert "Mette kom" not in words


# Leaving


def test_ctrl_c_asks_and_a_no_goes_on(tmp_path: Path) -> None:
    lines = led(tmp_path, KeyboardInterrupt, "nej", "stadig her")
    assert "Spørgsmål: Forlad sessionen? Den kan fortsættes senere." in lines.text
    assert keywords(lines.session.note) == ["stadig her"]


@pytest.mark.parametrize(
    "leaving", [(KeyboardInterrupt, "ja"), (KeyboardInterrupt, KeyboardInterrupt), (".forlad",), ()]
)
def test_who_leaves_can_go_on_where_it_was(tmp_path: Path, leaving: tuple[object, ...]) -> None:
    first = led(tmp_path, "et ord", *leaving)
    assert first.program.left == first.session.note.id
    from tests.e2e.notes import state_file

    second = Led(tmp_path, "f", "to ord").does(lambda program: program.resume(state_file(tmp_path)))
    assert "Fase 3 af 5: Runde" in second.text
    assert keywords(second.session.note) == ["et ord", "to ord"]


def test_a_terminal_breaks_no_word_and_the_line_stays_one() -> None:
    line = "Råd: " + " ".join(["samarbejde"] * 20)
    filled = unbroken(line, 40)
    assert "\n" not in filled
    rows = [filled[at : at + 40] for at in range(0, len(filled), 40)]
    assert all(row.split() and set(row.split()) <= {"Råd:", "samarbejde"} for row in rows)
    assert filled.split() == line.split()
    assert unbroken(line, 0) == line
    assert unbroken(whole("/et drev"), 0) == "/et drev"
    assert unbroken(f"Det er {whole('/et drev')}", 10) == "Det er    /et drev"
    for width in range(12, 60):
        assert unbroken(line, width).split() == line.split(), "no two words become one"
    assert unbroken("et ord på ti", 9) == "et ord   på ti", "where a row would be full to its end"
    assert unbroken("x" * 90, 40) == "x" * 90
    assert unbroken("漢字 " * 2 + "漢", 6) == "漢字  漢字  漢", "a wide sign has two cells"


# What docs/ say


@pytest.mark.parametrize(("lang", "page"), [("da", "linear.da.md"), ("en", "linear.md")])
def test_the_page_about_lines_names_every_command_and_no_other(lang: str, page: str) -> None:
    set_language(lang)  # type: ignore[arg-type]
    text = (DOCS / page).read_text("utf-8")
    told = set(re.findall(r"`\.([^\W\d]+)[ \d.]*`", text))
    assert told == {command_word(name) for name in NAMES}
    for name in ("next", "done", "pass", "time", "board", "undo", "save"):
        assert f"`{command_letter(name)}`" in text
    for kind in ("Read out", "Turn", "Hint", "Time", "Choose", "Not done", "Guard"):
        assert f"`{_(kind)}:`" in text
