from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.guard import (
    CPR_MASK,
    QUESTIONS,
    Finding,
    FindingKind,
    guard_findings,
    mask_cpr,
    mask_names,
    words_meant,
)

TODAY = date(2026, 11, 18)

# Numbers that cannot belong to anyone today; no others are used.
FLAGGED = ["010136-4007", "0101364007", "010136 4007", "010136–4007", "01 01 36 4007"]
FLAGGED += ["01.01.36-4007", "290252-5000", "670180-1234"]
LEFT = ["320136-4007", "000136-4007", "011336-4007", "300252-5000", "600180-1234"]
LEFT += ["20 12 34 56", "+45 20 12 34 56", "1010136-4007", "010136-40075", "2026-01-15"]
LEFT += ["5790001234567", "kl. 10-12"]

PIECES = ["01", "36", "4007", "010136", "0101364007", "290252", "5000", "5", " ", "-", ".", "–"]
PIECES += [
    "\u00a0",
    "\n",
    "/",
    "\uff10\uff11",
    "å",
    "•",
    "\u200b",
    "\u0301",
    "🙂",
    "kl. ",
    "²",
    "½",
]
NUMBERS_AND_MORE = st.lists(st.sampled_from(PIECES)).map("".join)


def kinds(text: str, *names: str) -> list[str]:
    return [finding.kind.value for finding in guard_findings(text, TODAY, names)]


def found(text: str, *names: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in guard_findings(text, TODAY, names)]


@pytest.mark.parametrize("number", FLAGGED)
def test_a_cpr_number_is_found_and_masked_wherever_it_stands(number: str) -> None:
    for before, after in [
        ("", ""),
        ("CPR: ", "."),
        ("(", ")"),
        ("Født ", ", så vidt vi ved"),
        ("nr.", "\nnæste linje"),
        ("3 ", " 3"),
        ("🙂 e\u0301 ", " å"),
        ("cpr", "x"),
        ("[", "]"),
    ]:
        text = f"{before}{number}{after}"
        assert guard_findings(text, TODAY) == (
            Finding(FindingKind.CPR, len(before), len(before) + len(number)),
        ), text
        assert mask_cpr(text, TODAY) == f"{before}{CPR_MASK}{after}"


@pytest.mark.parametrize("number", LEFT)
def test_what_is_no_cpr_number_is_left_as_it_is(number: str) -> None:
    for text in (number, f"Se {number}.", f"({number})"):
        assert mask_cpr(text, TODAY) == text
        assert "cpr" not in kinds(text)


@pytest.mark.parametrize(
    "number",
    [
        "\uff10\uff11\uff10\uff11\uff13\uff16\uff0d\uff14\uff10\uff10\uff17",
        "010136\u00a04007",
        "010136\u20114007",
        "010136—4007",
        "010136\u22124007",
        "010136 - 4007",
        "010136\t4007",
        "01\u00a001\u00a036\u20094007",
        "01-01-36-4007",
        "01/01-36 4007",
        "01. 01. 36 - 4007",
        "01\u200b0136-\u200e4007",
        "0️⃣1️⃣0️⃣1️⃣3️⃣6️⃣-4️⃣0️⃣0️⃣7️⃣",
    ],
)
def test_a_cpr_number_is_found_however_it_is_typed(number: str) -> None:
    assert mask_cpr(f"Å {number}, ja", TODAY) == f"Å {CPR_MASK}, ja"


@pytest.mark.parametrize("number", ["010136-\n4007", "01\n0136-4007", "0101\r\n364007"])
def test_a_number_never_reaches_across_a_line(number: str) -> None:
    assert mask_cpr(number, TODAY) == number


def test_every_cpr_number_of_a_text_is_masked() -> None:
    text = "010136-4007, 290252-5000 og 0101364007"
    assert mask_cpr(text, TODAY) == f"{CPR_MASK}, {CPR_MASK} og {CPR_MASK}"
    assert kinds(text) == ["cpr"] * 3


def test_a_number_that_begins_inside_an_impossible_one_is_found() -> None:
    assert mask_cpr("32 01 01 36 4007", TODAY) == f"32 {CPR_MASK}"


def test_numbers_that_share_digits_are_masked_as_one() -> None:
    assert mask_cpr("01 01 36 0101 36 4007", TODAY) == CPR_MASK


def test_a_leap_day_is_plausible_only_in_a_leap_year() -> None:
    assert kinds("290252-5000") == ["cpr"]
    assert "cpr" not in kinds("300252-5000")


@given(NUMBERS_AND_MORE | st.text())
def test_after_masking_no_cpr_number_is_left(text: str) -> None:
    masked = mask_cpr(text, TODAY)
    assert "cpr" not in kinds(masked)
    assert mask_cpr(masked, TODAY) == masked
    assert ("cpr" in kinds(text)) == (masked != text)


@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"])))
def test_text_without_digits_is_never_masked(text: str) -> None:
    assert mask_cpr(text, TODAY) == text


@given(NUMBERS_AND_MORE | st.text(), st.lists(st.text(max_size=8), max_size=3))
def test_findings_lie_in_the_text_in_order(text: str, names: list[str]) -> None:
    findings = guard_findings(text, TODAY, names)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert [finding.start for finding in findings] == sorted(f.start for f in findings)
    numbers = [f for f in findings if f.kind in {"cpr", "phone", "long_number"}]
    assert all(a.end <= b.start for a, b in pairwise(numbers))


def test_a_finding_has_its_words_for_a_screen_and_in_no_log() -> None:
    (finding,) = guard_findings("CPR 010136-4007", TODAY)
    assert finding.words == "010136-4007"
    assert repr(finding) == "Finding(kind=<FindingKind.CPR: 'cpr'>, start=4, end=15)"


@pytest.mark.parametrize(
    "number",
    [
        "20 12 34 56",
        "20123456",
        "2012 3456",
        "20-12-34-56",
        "20.12.34.56",
        "20\u00a012\u00a034\u00a056",
        "+45 20 12 34 56",
        "+4520123456",
        "+45 201 23 456",
        "0045 20123456",
        "45 20 12 34 56",
        "+46 70 123 45 67",
        "+299 123456",
        "2012 34 56",
        "20 123 456",
        "201 234 56",
        "020 7946 0958",
        "07700 900123",
        "07700 900 123",
        "0161 496 0000",
        "(0161) 496 0000",
    ],
)
def test_a_phone_number_is_found_whole(number: str) -> None:
    text = f"Ring på {number}, helst nu"
    assert kinds(text) == ["phone"]
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15",
        "15-01-2026",
        "15.01.2026 kl. 13.30",
        "kl. 8.00 2026-01-15",
        "20260115",
        "15012026",
        "kl. 10-12",
        "i 2025-2026",
        "2024 2025 2026 2027",
        "12 34 56 78",
        "10.000.000 kr.",
        "20 123 456 kr.",
        "3/12-2026",
        "60 + 90 minutter",
        "den 3. december 2026 kl. 10.00",
        "version 8.2.8",
        "01.02-03.04 2026",
        "10-12 11-13 2026",
        "10/12 10/13 2026",
        "20 12\n34 56",
    ],
)
def test_dates_times_years_and_amounts_are_no_findings(text: str) -> None:
    assert guard_findings(text, TODAY) == ()


@pytest.mark.parametrize(
    "number",
    [
        "5790001234567",
        "1010136-4007",
        "010136-40075",
        "320136-4007",
        "1234 1234567",
        "1234 5678 9012 3456",
        "943 476 5919",
        "123456789",
    ],
)
def test_a_long_number_is_found_whole(number: str) -> None:
    text = f"Nr. {number}."
    assert kinds(text) == ["long_number"]
    assert found(text) == [number]


def test_an_email_address_is_found() -> None:
    text = "skriv til fornavn.efternavn+x@eksempel.kommune.dk, tak"
    assert kinds(text) == ["email"]
    assert found(text) == ["fornavn.efternavn+x@eksempel.kommune.dk"]
    assert found("kaare (at) nord.dk, x @ nord.dk") == ["kaare (at) nord.dk", "x @ nord.dk"]
    assert kinds("en @ alene, a@b og @navn") == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Hvem gjorde det?", ["Hvem gjorde"]),
        ("Vi spurgte: hvem  gjorde det", ["hvem  gjorde"]),
        ("HVEM GJORDE", ["HVEM GJORDE"]),
        ("Who did it?", ["Who did"]),
        ("We asked: “who did it?”", ["who did"]),
        ("Hvad skete der?", []),
        ("Hvem gjordede", []),
        ("ghvem gjorde", []),
        ("those who did well", []),
        ("Who didn't", []),
        ("Hvem lavede den fejl?", ["Hvem lavede den fejl"]),
        ("Hvem er det, der har glemt det?", ["Hvem er det, der har glemt"]),
        ("Hvem af os glemte det?", ["Hvem af os glemte"]),
        ("hvem i alverden har gjort det", ["hvem i alverden har gjort"]),
        ("Hvem er den skyldige?", ["Hvem er den skyldige"]),
        ("Hvem kan vi give skylden?", ["Hvem kan vi give skylden"]),
        ("Hvem skal stå til ansvar?", ["Hvem skal stå til ansvar"]),
        ("Hvem sin skyld er det?", ["Hvem sin skyld er"]),
        ("Hvem gav forkert medicin?", ["Hvem gav forkert"]),
        ("Hvem overså alarmen?", ["Hvem overså"]),
        ("Hvem dummede sig?", ["Hvem dummede sig"]),
        ("Who's to blame?", ["Who's to blame"]),
        ("Who was it that did it?", ["Who was it that did"]),
        ("Who is responsible for this mistake?", ["Who is responsible for this mistake"]),
        ("Who messed up?", ["Who messed up"]),
        ("Who let this happen?", ["Who let this happen"]),
        ("Whose error was it?", ["Whose error"]),
        ("So, who did it?", ["who did"]),
        ("We keep asking who did it", ["who did"]),
        ("Hvem lavede kaffe? Hvem lavede planen?", []),
        ("Hvem har ansvaret for opfølgning?", []),
        ("Hvem skal have besked? Hvem giver vi nøglen?", []),
        ("Hvis fejl bliver sagt højt, lærer vi", []),
        ("Who is responsible for the follow-up?", []),
        ("Who made the coffee? Who can we ask?", []),
        ("people who forgot got help", []),
    ],
)
def test_the_question_of_who_did_it_is_found(text: str, seen: list[str]) -> None:
    assert found(text) == seen
    assert set(kinds(text)) <= {"who_did_it"}


def hidden(text: str, *names: str) -> str:
    return mask_names(text, names, "(en deltager)")


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Mette sagde det", "Mette", "(en deltager) sagde det"),
        ("det sagde METTE.", "mette", "det sagde (en deltager)."),
        ("Mettes idé, Mette's idé, Mette’s idé", "Mette", ", ".join(["(en deltager) idé"] * 3)),
        ("Jonas' forslag", "Jonas", "(en deltager)' forslag"),
        ("_Mette_ (Mette)-gruppen Mette2", "Mette", "_(@)_ ((@))-gruppen (@)2"),
        ("Mettelise og Jamette", "Mette", "Mettelise og Jamette"),
        ("A\u030ase, Åse, aase, AASE", "Åse", "(@), (@), (@), (@)"),
        ("Åse og A\u030ase", "Aase", "(@) og (@)"),
        ("Re\u0301ne", "Réne", "(@)"),
        ("Bo vil bo her, BO", "Bo", "(@) vil bo her, BO"),
        ("Bo vil bo her, BO", "bo", "(@) vil (@) her, (@)"),
        ("MK og mk, MKs, MK's, M.K.", "MK", "(@) og mk, (@), (@), M.K."),
        ("M.K. sagde", "M.K.", "(@). sagde"),
        ("I, i, A, a og Ida", "I", "I, i, A, a og Ida"),
        ("I, i, A, a og Ida", "a", "I, i, A, a og Ida"),
        ("M og m", "M", "(@) og m"),
        ("Ås ås", "Ås", "(@) ås"),
        ("Anne Marie, Anne-Marie, Anne, Marie, marie", "Anne Marie", "(@), (@), (@), (@), marie"),
        ("anne marie", "Anne-Marie", "(@)"),
        ("Mette Hansens idé, Hansen, Mette", "Mette Hansen", "(@) idé, (@), (@)"),
        ("Lone gik i skoven, i skov", "Lone Skov", "(@) gik i skoven, i skov"),
        ("Mette K. og Mette, K og k", "Mette K.", "(@). og (@), K og k"),
        ("Bo Hansen kan bo", "Bo Hansen", "(@) kan bo"),
        ("Mette", "Mette (vikar)", "(@)"),
        ("a.* [red] ( \\", "a.*", "a.* [red] ( \\"),
        ("Jo* og Joo", "Jo*", "(@)* og Joo"),
        ("O'Neill, O’Neills", "O’Neill", "(@), (@)"),
        ("🙂 og 3", "🙂", "🙂 og 3"),
        ("3 og 30", "3", "3 og 30"),
        ("ingen her", "  ", "ingen her"),
        ("李 og 李明", "李", "(@) og 李明"),
    ],
)
def test_a_name_gives_way_as_a_whole_word(text: str, name: str, left: str) -> None:
    assert hidden(text, name) == left.replace("(@)", "(en deltager)")


@pytest.mark.parametrize("word", ["Deltager", "Participant"])
def test_somebody_without_a_name_does_not_hide_the_word_for_everybody(word: str) -> None:
    names = [f"{word} 1", f"{word} 2"]

    assert mask_names(f"hver {word.lower()} og {word}s ord", names, "(…)").count("(…)") == 0
    assert mask_names(f"{word} 1 og {word.lower()} 2s ord", names, "(…)") == "(…) og (…) ord"


def test_the_longest_of_two_names_gives_way_as_one() -> None:
    assert hidden("Anne Marie og Anne", "Anne", "Anne Marie") == "(en deltager) og (en deltager)"


def test_a_stand_in_is_put_in_as_it_stands() -> None:
    assert mask_names("Mette", ["Mette"], r"\1 \g<0> {x}") == r"\1 \g<0> {x}"


def test_names_are_found_where_they_stand_in_the_original() -> None:
    text = "🙂 A\u030ases ord"
    assert found(text, "Åse") == ["A\u030ases"]
    assert kinds(text, "Åse") == ["name"]


@given(st.text(), st.lists(st.text(max_size=12), max_size=4))
def test_any_names_can_be_hidden_and_hiding_removes_them(text: str, names: list[str]) -> None:
    assert "name" not in kinds(mask_names(text, names, "\n"), *names)


@given(st.sampled_from(["Mette", "Åse", "Bo", "MK", "Anne Marie", "Søren"]), st.text())
def test_a_name_beside_no_letter_is_always_hidden(name: str, text: str) -> None:
    assert name not in mask_names(f"{text} {name}, {text}", [name], "…")


@pytest.mark.parametrize(
    "text",
    [
        "0" * 100_000,
        "01" * 50_000,
        "01 " * 33_000,
        "20 12 " * 16_000,
        "010136-4007 " * 8_000,
        "a" * 100_000,
        "a." * 50_000,
        "a@" * 50_000,
        "+4" * 50_000,
        "1234 " * 20_000,
        "hvem " + " " * 100_000,
        "\n" * 100_000,
        "(" * 100_000,
        "å0" * 50_000,
        "e" + "\u0301" * 100_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_100_000_characters_are_searched_at_once(text: str) -> None:
    began = time.process_time()
    guard_findings(text, TODAY, ["Mette", "Anne Marie", "Bo"])
    assert time.process_time() - began < 3  # it takes a tenth; a pattern gone wrong takes minutes


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_says_the_words_that_it_is_about(kind: FindingKind) -> None:
    text = "Karen og Jonas\n24.12.26 0800\n20 12 34 56\nx@y.dk\n5790001234567\nHvem gjorde det?"
    findings = [f for f in guard_findings(text, TODAY, ["Jonas"]) if f.kind is kind]

    words = words_meant(findings)

    assert words.startswith("“")
    assert all(f"“{finding.words}”" in words for finding in findings)
    assert kind is FindingKind.WHO_DID_IT or "{words}" in QUESTIONS[kind]
