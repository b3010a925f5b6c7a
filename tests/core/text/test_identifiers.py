"""CPR numbers however they are typed; dates with times, which are asked about; and what is left."""

from __future__ import annotations

import time
from datetime import date, timedelta
from datetime import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text.guard import CPR_MASK, cpr_digits, guard_findings, mask_cpr

TODAY = date(2026, 11, 18)

# Numbers that cannot belong to anyone today; no others are used.
MASKED = [
    "010136+4007",
    "010136$4007",
    "010136°4007",
    "010136→4007",
    "010136±4007",
    "010136 - - 4007",
    "01.01.1936-4007",
    "0101-36-4007",
    "010136-40 07",
    "010136_4007",
    "010136,4007",
    "010136, 4007",
    "010136 (4007)",
    "(010136) 4007",
    "(010136)-(4007)",
    "[010136] [4007]",
    "010136 - (4007)",
    "010136  –  4007",
    "010136\t\t4007",
    "010136/4007",
    "010136\\4007",
    "010136|4007",
    "010136:4007",
    "010136;4007",
    "010136=4007",
    "010136~4007",
    "010136*4007",
    "010136·4007",
    "010136'4007",
    "“010136” “4007”",
    "010136.4007",
    "010136. 4007",
    "010136\u20124007",
    "010136\u20144007",
    "010136\u22124007",
    "010136\ufe634007",
    "010136\u30fb4007",
    "010136\u30004007",
    "010136\u202f4007",
    "01 01 36 40 07",
    "01-01-36-40-07",
    "01.01.36.4007",
    "01_01_36_4007",
    "01/01/1936 4007",
    "01011936-4007",
    "010119364007",
    "01 01 1936 4007",
    "01 01 19 36 40 07",
    "0101 36 4007",
    "01 0136 4007",
    "01 01 364007",
    "0101364 007".replace(" ", "\u200b"),
    "1/1-36 4007",
    "1/1 36-4007",
    "1.1.36-4007",
    "1. 1. 1936 - 4007",
    "1-1-36-4007",
    "01.1.36 40 07",
    "0 1 0 1 3 6 4 0 0 7",
    "0-1-0-1-3-6-4-0-0-7",
    "\uff10\uff11\uff10\uff11\uff13\uff16\uff0d\uff14\uff10\uff10\uff17",
    "\u0660\u0661\u0660\u0661\u0663\u0666-\u0664\u0660\u0660\u0667",
    "29/02-52 5000",
    "29.2.1952, 5000",
    "67.01.80-1234",
    "67 01 80 12 34",
    "O10136-4007",
    "01o136 4oo7",
    "0l0I36-4007",
    "01.O1.36-4007",
    "29O2525OOO",
    "67Ø18Ø-1234",
]
ASKED = [
    "24.12.26 0800-1600",
    "03.12.26 1430",
    "3/12-26 1430",
    "3/12-26 14.30",
    "3. 12. 26, 1430",
    "24.12.26 08:00-16:00",
    "24.12.26 08.00",
    "24.12.2026 08-16",
    "24/12/26 2200",
    "24-12-26 0800",
    "(24.12.26) 0800 1600",
    "12.10.2026 1030",
    "17.11.28 0700-1500",
    "10:11 12:13 14",
    "stue 10 11 12 13 14",
    "kl. 10 12 14 16 18",
    "dosis 10-10-10-10-10",
    "08-12 12-16 16",
    "kl. 08.10-11.12, 0800",
]
LEFT = [
    "0700-1500, 1500-2300, 2300-0700",
    "vagter 07-15 15-23 23-07",
    "08-12 12-16 16-20",
    "10:11 12:13 14:15",
    "kl. 07.00-15.30",
    "kl. 08.10-16.00 og 12.15-20.00",
    "24.12.26 kl. 0800-1600",
    "d. 3/12 kl. 14.30",
    "01.02-03.04 2026",
    "2012-01-15 10.30",
    "2010-2011, 2011-2012",
    "BT 120/80 110/70 112/65",
    "kl. 08, 11, 14, 17, 20",
    "stue 10, 11, 12, 13, 14 og 15",
    "uge 49-50, 51/52 og 1",
    "Panodil 500 mg x 4, 2 + 2 + 2 + 2",
    "20 12 34 56, 21 22 23 24",
    "tlf. 20123456 lokal 12",
    "2012 3456 12",
    "+61 12 34 5678",
    "12 10 136 4007",
    "01 013 640 07",
    "0101364007 1".replace(" ", ""),
    "5 790001 234567",
    "CVR 12345678, EAN 5790001234567",
    "sag 24/12345-3, j.nr. 2026-1234",
    "8000 Aarhus C, 2100 Kbh. Ø",
    "2026-01-01, 2026-05-01. 2026-12-24",
    "d. 1.-3. december, 5.-7. januar",
    "d. 9/3, 2026-07-05, uge 14-39",
    "uge 25-7. uge 32-9",
    "morfin 5+5+5+10, 2,5 mg kl. 8 og 20",
    "døgnvagt 08-08, aften 15-23",
    "2-1-1-2, 1-0-1-0",
    "3/4 i dag, 1/2 i morgen, 24/12 og 31/12",
    "kl. 12.10-12.40, 13.10-13.40",
    "1,5 ml 3 gange, 2,5 ml 1 gang",
    "37,8 – 38,2 – 39,1",
    "10.000.000 kr.",
    "side 10 af 12, afsnit 3.1.2",
    "010136x4007",
    "010136 – se bagsiden – 4007",
    "03.12: 07-15, 04.12: 15-23, 05.12: 23-07",
    "03/12 07-15 04/12 15-23",
    "3/12 14.30-16.00",
    "03.12 0800-1600, 04.12 0800-1600",
    "18/11, 19/11, 20/11",
    "18/11 19/11 20/11 21/11",
    "18.11 19.11 20.11 2026",
    "periode 01.12.2025 - 30.11.2026",
    "1.12.26-24.12.26",
    "01.12.26, 01.01.27",
    "01/12/2026 – 24/12/2026",
    "stue 14. 05.03.2027 er der møde",
    "uge 28, 19 og 03, 01.05.2026 til 24.02.2027",
    "10/4; 10.03.26 kl. 17.15",
    "27.03 og 19.09; 02.09.27 kl. 22.00",
    "05.04.2027. 23.02 og 09.12",
    "ring 3.12.26 60 12 34 56",
    "3/12-26 20 12 34 56",
    "point 1, 2, 1, 1, 3, 4, 2, 5, 4, 3",
    "point: 1,2,1,1,3,4,2,5,4,3",
    "sag 2026-010136 og 2025-241226",
    "kl. 1430 d. 03.12.26",
    "0800-1600 24.12.26",
    "4000 Roskilde 3/12-26",
    "4000, 03.12.26",
    "10 12 30 og 1430",
    "2o26 blev et godt år, 37o, 400l vand",
    "budget 36 01 01",
]
SPELT = [
    "010 136 4007",
    "01013 64007",
    "010136 4 007",
    "010136 40 0 7",
    "1936-01-01-4007",
    "1936-01-01 4007",
    "1. januar 1936-4007",
    "1. januar 1936, 4007",
    "01. jan. 1936 – 4007",
    "1 jan 36 4007",
    "1 May 1936 4007",
    "010136, cpr 4007",
    "010136 løbenummer 4007",
    "01.01.36, de sidste fire er 4007",
    "010136 – last four digits 4007",
    "010136 xxxx 4007",
    "36-01-01 4007",
    "36.01.01-4007",
    "36-1-1 4007",
    "4007, 1/1-36",
    "52/02/29 5000",
    "1936/01/01 4007",
    "36 01 01 4007",
    "4007-010136",
    "5000, 290252",
    "4007 og 010136",
    "1234-670180",
    "4007-O10136",
    "01 01 36 og 4007",
    "29 02 52 and 5000",
    "010136 efterfulgt af 4007",
]
"""Ten digits in a form that is no CPR number's: asked about, and not masked."""


def kinds(text: str, today: date | None = TODAY) -> set[str]:
    return {finding.kind.value for finding in guard_findings(text, today)}


@pytest.mark.parametrize("number", MASKED)
@pytest.mark.parametrize(
    "around", ["{}", "Ring til {}, tak", "cpr:{}.", "3 {}\n4", "({})", "hos {}"]
)
def test_a_cpr_number_is_masked_however_its_parts_are_separated(number: str, around: str) -> None:
    masked = mask_cpr(around.format(number), TODAY)
    assert CPR_MASK in masked
    assert not set(masked.replace(CPR_MASK, "")) & set("0256789"), "no digit of it is left"


@pytest.mark.parametrize("text", ASKED)
def test_a_date_near_today_with_a_time_of_day_is_asked_about_and_never_masked(text: str) -> None:
    for sentence in (text, f"Vagt {text}.", f"({text})"):
        assert mask_cpr(sentence, TODAY) == sentence
        assert kinds(sentence) == {"time"}


@pytest.mark.parametrize("text", LEFT)
def test_what_people_on_a_ward_write_is_no_cpr_number(text: str) -> None:
    assert mask_cpr(text, TODAY) == text
    assert not kinds(text) & {"cpr", "time"}


@pytest.mark.parametrize("number", SPELT)
def test_a_number_spelt_with_words_or_in_other_groups_is_asked_about_whole(number: str) -> None:
    for sentence in (number, f"Hun er {number}.", f"({number})"):
        assert mask_cpr(sentence, TODAY) == sentence
        (finding,) = guard_findings(sentence, TODAY)
        assert finding.words == number


@pytest.mark.parametrize(
    "text",
    ["1. december 2026 kl. 1430", "2026-12-01 1430", "1. dec. 26 14.30", "1. januar 1936-1940",
     "010136 mødte vi 4007", "120 130 140", "03.12 0800-1600"],
)  # fmt: skip
def test_a_day_and_a_time_or_years_in_words_are_not_asked_about(text: str) -> None:
    assert not kinds(text)


def test_a_number_beside_days_and_times_is_masked_all_the_same() -> None:
    assert mask_cpr("3/12 07-15 010136-4007", TODAY) == f"3/12 07-15 {CPR_MASK}"
    assert mask_cpr("18/11, 19/11, 20/11 010136-4007", TODAY) == f"18/11, 19/11, 20/11 {CPR_MASK}"
    assert mask_cpr("24.12.26, 01.01.36-4007", TODAY) == f"24.12.26, {CPR_MASK}"


SIGNS = ["", " ", "-", ".", "/", "_", ",", "–", "—", "\u2212", "\u00a0", "\u2009", "\\", "|", ";"]
SIGNS += [" - ", ". ", " (", ") ", "] [", ", "]
PARTS = [("01", "01", "36", "4007"), ("29", "02", "52", "5000"), ("67", "01", "80", "1234")]
SENTENCES = ["{}", "Hun har {} i systemet", "{}.", "nr. {}", "Født {}\n", "\n{}", "æ{}ø"]


@given(
    st.sampled_from(PARTS),
    st.tuples(*[st.sampled_from(SIGNS)] * 3),
    st.sampled_from(SENTENCES),
    st.booleans(),
)
def test_any_signs_may_stand_between_day_month_year_and_the_last_four(
    parts: tuple[str, str, str, str], signs: tuple[str, str, str], sentence: str, wide: bool
) -> None:
    number = "".join(part + sign for part, sign in zip(parts, (*signs, ""), strict=True))
    if wide:
        number = number.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert mask_cpr(sentence.format(number), TODAY) == sentence.format(CPR_MASK)


DAYS = ["{:%d.%m.%y}", "{:%d/%m-%y}", "{:%d-%m-%Y}", "{0.day}/{0.month}-{0:%y}"]
TIMES = ["{:%H%M}", "{:%H.%M}", "{:%H:%M}", "{0:%H%M}-{0:%H%M}"]


@given(
    st.dates(date(2020, 1, 1), date(2050, 1, 1)),
    st.integers(-730, 730),
    st.times(),
    st.tuples(st.sampled_from(DAYS), st.sampled_from([" ", ", ", "  "]), st.sampled_from(TIMES)),
)
def test_a_near_date_and_a_time_are_never_masked(
    today: date, days: int, at: clock, written: tuple[str, str, str]
) -> None:
    text = written[0].format(today + timedelta(days)) + written[1] + written[2].format(at)
    assert mask_cpr(text, today) == text
    assert "cpr" not in kinds(text, today)


@pytest.mark.parametrize("today", [None, date(2036, 11, 18)])
def test_without_a_day_near_it_the_same_digits_are_a_cpr_number(today: date | None) -> None:
    for number in ("24.12.26 0800", "24.12.26-0800", "24.12.2026-0800", "03.12.26-1430"):
        assert mask_cpr(number, today) == CPR_MASK  # its month and year are no hour of a shift


def test_a_day_and_a_time_run_together_are_a_cpr_number() -> None:
    for number in ("241226-0800", "031226 1430", "031226/1430", "24122026 0800", "0312261430"):
        assert mask_cpr(number, TODAY) == CPR_MASK
        assert cpr_digits(number, TODAY)


@pytest.mark.parametrize(
    "call", ["cpr {}", "CPR: {}", "cpr-nr. {}", "CPR-nummer er {}", "personnr. {}", "CPR number {}"]
)
def test_what_is_called_a_cpr_number_is_masked_though_it_may_be_a_date_and_a_time(
    call: str,
) -> None:
    for number in ("241226-0800", "031226 1430", "24.12.26 0800"):
        assert mask_cpr(call.format(number), TODAY) == call.format(CPR_MASK)
    assert mask_cpr("CPR tjekket 24.12.26 0800", TODAY) == "CPR tjekket 24.12.26 0800"


def test_a_near_date_with_what_is_no_time_of_day_is_masked() -> None:
    assert mask_cpr("24.12.26 4007", TODAY) == CPR_MASK
    assert mask_cpr("24.12.26 0860", TODAY) == CPR_MASK


def test_a_number_after_a_date_is_masked_and_the_date_is_not() -> None:
    assert mask_cpr("3/12-26 010136-4007", TODAY) == f"3/12-26 {CPR_MASK}"
    assert mask_cpr("24.12.26 0800 010136-4007", TODAY) == f"24.12.26 0800 {CPR_MASK}"
    assert mask_cpr("24.12.26 0101 36 4007", TODAY) == f"24.12.26 {CPR_MASK}"


NEAR = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HONEST = st.one_of(
    st.builds("{:%H%M}-{:%H%M}".format, st.times(), st.times()),
    st.builds("kl. {:%H.%M}-{:%H.%M}".format, st.times(), st.times()),
    st.builds("uge {}-{}".format, st.integers(1, 53), st.integers(1, 53)),
    st.builds("BT {}/{}".format, st.integers(90, 190), st.integers(40, 110)),
    st.builds("{} mg x {}".format, st.integers(1, 1000), st.integers(1, 6)),
    st.builds("stue {}".format, st.integers(1, 40)),
    st.builds("{:%Y-%m-%d}".format, st.dates(date(2024, 1, 1), date(2028, 1, 1))),
    st.builds("d. {0.day}/{0.month}".format, st.dates()),
)


@given(st.lists(HONEST, min_size=1, max_size=4), st.sampled_from([", ", " og ", ". ", "\n"]))
def test_honest_texts_of_a_ward_are_left(texts: list[str], between: str) -> None:
    text = between.join(texts)
    assert mask_cpr(text, TODAY) == text


ROSTERS: st.SearchStrategy[str] = st.one_of(
    st.builds("{0:%d.%m}: {1:%H}-{2:%H}".format, st.dates(), st.times(), st.times()),
    st.builds("{0:%d/%m} {1:%H%M}-{2:%H%M}".format, st.dates(), st.times(), st.times()),
    st.builds("{:%d.%m.%Y} til {:%d.%m.%Y}".format, NEAR, NEAR),
    st.builds("{:%d.%m.%y}-{:%d.%m.%y}".format, NEAR, NEAR),
    st.builds("{0.day}/{0.month}, {1.day}/{1.month}, {2.day}/{2.month}".format, NEAR, NEAR, NEAR),
)


@given(st.lists(ROSTERS, min_size=1, max_size=4), st.sampled_from([" og ", " – ", "\n"]))
def test_rosters_and_days_beside_one_another_are_left(texts: list[str], between: str) -> None:
    text = between.join(texts)
    assert mask_cpr(text, TODAY) == text


@pytest.mark.parametrize("text", ["2300-0700", "nattevagt 2215-0730", "2000-2400"])
def test_a_shift_is_no_phone_number(text: str) -> None:
    assert kinds(text) == set()


def test_the_digits_of_a_number_that_was_said_to_be_none_are_left() -> None:
    text = "010136-4007 og 290252-5000"
    assert mask_cpr(text, TODAY, {"0101364007"}) == f"010136-4007 og {CPR_MASK}"
    for number in ("O1O136-4007", "cpr 241226-0800"):
        assert mask_cpr(number, TODAY, cpr_digits(number, TODAY)) == number


@pytest.mark.parametrize(
    "text",
    ["01", "0 ", "01 ", "01-", "1/1-", "010136-", "0101364007", "24.12.26 08", "9" * 13 + " "],
)
def test_the_time_to_search_grows_with_the_text_alone(text: str) -> None:
    began = time.process_time()
    mask_cpr(text * (200_000 // len(text)), TODAY)
    assert time.process_time() - began < 5  # it takes a quarter of a second
