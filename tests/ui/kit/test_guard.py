"""The guard at a field: what it has asked about, what it asks about again, and what it masks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from facilitator.conducting.guard import Guard, GuardMemory
from facilitator.core.text.guard import A_NAME, NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.widgets import Input

    from facilitator.core.text.guard import FindingKind

TODAY = date(2026, 11, 18)
CPR = "010136-4007"
MASKED = "••••••-••••"
NAMED = "Her nævnes nogen"
PHONE = "Det ligner et telefonnummer"


@dataclass
class Line:
    """What the guard sees of a field."""

    value: str
    cursor_position: int = 0


def line(value: str) -> Input:
    return cast("Input", Line(value))


def asked(text: str, *names: str, unless: Collection[FindingKind] = ()) -> str | None:
    return Guard(unless=unless).question(line(text), TODAY, names)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ring på 20 12 34 56", PHONE),
        ("skriv til post@nord.dk", "e-mail"),
        ("konto 1234567890123456", "langt nummer"),
        ("Hvem gjorde det?", "Hvad skete der"),
        ("Jonas talte mest", NAMED),
        ("Karen på stue 4", "»Karen«"),
        ("borger Inga Petersen", "»Inga Petersen«"),
        ("3/12-26 1430", "en dato og et klokkeslæt"),
        ("010136-4007 faldt", "CPR-nummer er taget ud"),
    ],
)
def test_each_thing_that_may_be_too_much_has_its_own_words(text: str, part: str) -> None:
    assert part in (asked(text, "Jonas", "Mette") or "")


@pytest.mark.parametrize(
    "text",
    ["JONAS talte", "jonas talte", "Jonas' idé", "Jonas’ idé", "Jonas's idé", "Mettes idé",
     "mettes idé", "METTES IDÉ", "Aases idé", "a\u030ases idé", "hos Mette-Marie"],
)  # fmt: skip
def test_a_name_is_seen_in_any_letter_case_and_in_the_genitive(text: str) -> None:
    assert NAMED in (asked(text, "Jonas", "Mette", "Åse") or "")


@pytest.mark.parametrize("text", ["", "få talte meget", "kl. 10-12", "den 2026-01-15", "hans idé"])
def test_nothing_is_said_of_a_text_that_may_stand_as_it_is(text: str) -> None:
    assert asked(text, "Jonas") is None


def test_a_field_that_is_for_a_name_is_not_asked_about_it() -> None:
    assert asked("Jonas", "Jonas", unless=A_NAME) is None
    assert asked("Inga Petersen", unless=A_NAME) is None


def test_a_cpr_number_may_stand_in_no_field() -> None:
    assert asked(CPR, unless=A_NAME)
    assert asked(CPR, unless=NO_TEXT)


@pytest.mark.parametrize(
    "text", ["7", "3/12-2026", "20 12 34 56", "2424245", "fredag", "3/12 1430"]
)
def test_of_a_field_for_numbers_and_days_nothing_else_is_asked(text: str) -> None:
    assert asked(text, "fredag", unless=NO_TEXT) is None


def test_one_thing_is_asked_at_a_time_and_nothing_is_kept_unsaid() -> None:
    guard, field = Guard(), line(f"Jonas, {CPR}, ring 20 12 34 56")
    assert "CPR" in (guard.question(field, TODAY, ["Jonas"]) or "")
    assert field.value == f"Jonas, {MASKED}, ring 20 12 34 56"
    assert NAMED in (guard.question(field, TODAY, ["Jonas"]) or "")
    assert PHONE in (guard.question(field, TODAY, ["Jonas"]) or "")
    assert guard.question(field, TODAY, ["Jonas"]) is None


def test_what_stood_there_before_may_stay_and_other_words_are_asked_about() -> None:
    guard = Guard("ring 20 12 34 56")
    assert guard.question(line("ring 20 12 34 56"), TODAY) is None
    assert guard.question(line("ring 20 12 34 57"), TODAY)


def test_a_number_that_stood_there_before_was_said_to_be_none_and_stays_in_other_words() -> None:
    guard, field = Guard(f"om {CPR}"), line(f"om {CPR}")
    assert guard.question(field, TODAY) is None
    assert field.value == f"om {CPR}"
    field.value = f"om {CPR} og 290252-5000"
    assert guard.question(field, TODAY)
    assert field.value == f"om {CPR} og {MASKED}"
    assert field.cursor_position == len(field.value)
    assert guard.question(field, TODAY) is None


def test_a_part_of_a_text_that_was_kept_was_asked_about() -> None:
    memory = GuardMemory()
    guard, field = Guard(memory=memory), line("Når Mette ringer #tillid")
    while guard.question(field, TODAY, ["Mette"]):
        pass
    assert memory.was_kept("Mette ringer")
    assert memory.was_kept("Når Mette ringer")
    assert not memory.was_kept("Mette ringer tit")


def test_a_question_that_was_answered_stands_no_longer() -> None:
    guard, field = Guard(), line("Mette ringer")
    question = guard.question(field, TODAY, ["Mette"])
    assert question
    assert guard.standing(field) == question
    assert guard.question(field, TODAY, ["Mette"]) is None
    assert guard.standing(field) == ""


def test_a_question_is_about_the_very_words() -> None:
    guard, field = Guard(), line("Mette ringer")
    guard.question(field, TODAY, ["Mette"])
    field.value = "Mette ringer i dag"
    assert guard.standing(field) == ""
    assert guard.question(field, TODAY, ["Mette"])
    field.value = "Mette ringer"
    assert guard.question(field, TODAY, ["Mette"]), "it was kept before the other words, not after"


def test_the_same_words_are_asked_about_again_once_they_are_saved() -> None:
    guard, field = Guard(), line("Mette ringer")
    guard.question(field, TODAY, ["Mette"])
    guard.forget()
    assert guard.question(field, TODAY, ["Mette"])


# What a session remembers


def kept(memory: GuardMemory, text: str, *names: str) -> int:
    """How many questions there were before the text could be saved."""
    guard, field, questions = Guard(memory=memory), line(text), 0
    while guard.question(field, TODAY, names):
        questions += 1
    return questions


@pytest.mark.parametrize(
    ("first", "again", "names"),
    [
        ("vi hørte hans side af sagen", "hans vagt, hans idé", ["Hans"]),
        ("mere ro i maj", "tre uger i maj", ["Maj"]),
        ("et liv i ro", "liv og glade dage", ["Liv"]),
        ("Karen på stue 4", "det var Karens idé", []),
        ("borger Inga Petersen", "Inga sov, Petersen ringede til borger Petersen", []),
    ],
)
def test_a_word_that_is_a_name_too_and_a_given_name_are_asked_about_once_a_session(
    first: str, again: str, names: list[str]
) -> None:
    memory = GuardMemory()
    assert kept(memory, first, *names) == 1
    assert kept(memory, again, *names) == 0
    assert kept(GuardMemory(), again, *names) == 1, "another session"


def test_a_word_that_was_kept_does_not_let_the_name_through() -> None:
    memory = GuardMemory()
    kept(memory, "vi hørte hans side af sagen", "Hans")
    assert kept(memory, "så gik Hans", "Hans") == 1


def test_a_participants_name_is_asked_about_each_time() -> None:
    memory = GuardMemory()
    assert kept(memory, "Jonas talte", "Jonas") == 1
    assert kept(memory, "Jonas lyttede", "Jonas") == 1


def test_what_was_not_kept_is_asked_about_again() -> None:
    memory = GuardMemory()
    assert Guard(memory=memory).question(line("Karen sov"), TODAY)
    assert kept(memory, "Karen spiste") == 1


def test_a_name_that_may_stand_is_not_thereby_kept_elsewhere() -> None:
    memory = GuardMemory()
    owner = Guard(unless=A_NAME, memory=memory)
    assert owner.question(line("Karen"), TODAY) is None
    assert kept(memory, "Karen spiste") == 1


# A masking taken back


@pytest.mark.parametrize("text", [f"vare {CPR} er bestilt", f"#fejl vare {CPR} er bestilt"])
def test_a_masking_is_taken_back_while_the_session_runs_and_the_number_then_stays(
    text: str,
) -> None:
    memory = GuardMemory()
    guard, field = Guard(memory=memory), line(text)
    assert "Ctrl+Z" in (guard.question(field, TODAY) or "")
    assert CPR not in field.value
    assert guard.bring_back(field, TODAY)
    assert field.value == text
    assert "Enter" in guard.standing(field)
    assert guard.question(field, TODAY) is None
    assert not guard.bring_back(field, TODAY), "there is nothing more to take back"
    assert kept(memory, f"endnu en {CPR}") == 0, "it was said to be none"
    assert kept(memory, "endnu en 290252-5000") == 1, "this one was not"


def test_what_was_masked_earlier_is_taken_back_where_it_is_changed() -> None:
    memory = GuardMemory()
    kept(memory, f"#fejl vare {CPR}")
    guard, field = Guard(f"vare {MASKED}", memory=memory), line(f"vare {MASKED}")
    assert "Ctrl+Z" in guard.standing(field)
    assert guard.bring_back(field, TODAY)
    assert field.value == f"vare {CPR}"


def test_of_several_with_the_same_mask_each_has_its_turn() -> None:
    memory = GuardMemory()
    kept(memory, "vare 010136-4007")
    kept(memory, "vare 290252-5000")
    seen = set()
    for _time in range(2):
        field = line(f"vare {MASKED}")
        Guard(memory=memory).bring_back(field, TODAY)
        seen.add(field.value)
    assert seen == {"vare 010136-4007", "vare 290252-5000"}


def test_without_a_session_a_masking_is_for_good() -> None:
    guard, field = Guard(), line(f"vare {CPR}")
    assert "Ctrl+Z" not in (guard.question(field, TODAY) or "")
    assert not guard.bring_back(field, TODAY)
    assert field.value == f"vare {MASKED}"
