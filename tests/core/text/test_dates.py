from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import Refused
from facilitator.core.text.dates import (
    DAYS_FROM_TODAY,
    DAYS_IN,
    MONTHS,
    MONTHS_IN,
    NUMBERS,
    WEEKDAYS,
    is_far,
    parse_due,
)

WEDNESDAY = date(2026, 11, 18)  # of ISO week 47
LANGUAGES = ["da", "en"]


def due(text: str, today: date = WEDNESDAY, language: str = "da") -> str:
    return parse_due(text, today, language).isoformat()


def refusal(text: str, today: date = WEDNESDAY) -> str:
    with pytest.raises(Refused) as refused:
        parse_due(text, today, "da")
    return str(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fredag", "2026-11-20"),
        ("Fredag.", "2026-11-20"),
        ("på fredag", "2026-11-20"),
        ("nu på fredag", "2026-11-20"),
        ("senest fredag", "2026-11-20"),
        ("paa fre.", "2026-11-20"),
        ("onsdag", "2026-11-25"),
        ("denne onsdag", "2026-11-18"),
        ("lørdag", "2026-11-21"),
        ("Loerdag", "2026-11-21"),
        ("søndag", "2026-11-22"),
        ("næste fredag", "2026-11-27"),
        ("på næste fredag", "2026-11-27"),
        ("naeste mandag", "2026-11-23"),
        ("fredag om en uge", "2026-11-27"),
        ("fredag om to uger", "2026-12-04"),
        ("fredag om 14 dage", "2026-12-04"),
        ("fredag i næste uge", "2026-11-27"),
        ("næste uge fredag", "2026-11-27"),
        ("mandag i uge 48", "2026-11-23"),
        ("uge 48, mandag", "2026-11-23"),
        ("i dag", "2026-11-18"),
        ("idag", "2026-11-18"),
        ("i morgen", "2026-11-19"),
        ("I overmorgen", "2026-11-20"),
        ("om en uge", "2026-11-25"),
        ("om én uge", "2026-11-25"),
        ("om to uger", "2026-12-02"),
        ("to uger", "2026-12-02"),
        ("om et par uger", "2026-12-02"),
        ("om tolv uger", "2027-02-10"),
        ("om 14 dage", "2026-12-02"),
        ("om fjorten dage", "2026-12-02"),
        ("inden for 10 dage", "2026-11-28"),
        ("om en måneds tid", "2026-12-18"),
        ("om en måned", "2026-12-18"),
        ("om tre måneder", "2027-02-18"),
        ("om et år", "2027-11-18"),
        ("næste uge", "2026-11-27"),
        ("i næste uge", "2026-11-27"),
        ("denne uge", "2026-11-20"),
        ("sidst på ugen", "2026-11-20"),
        ("uge 48", "2026-11-27"),
        ("i uge 48", "2026-11-27"),
        ("uge 3", "2027-01-22"),
        ("uge 47", "2026-11-20"),
        ("uge 53", "2027-01-01"),
        ("uge 2 2027", "2027-01-15"),
        ("3/12", "2026-12-03"),
        ("03/12", "2026-12-03"),
        ("d. 3/12", "2026-12-03"),
        ("3/12-2026", "2026-12-03"),
        ("3/12 2026", "2026-12-03"),
        ("3/12/2026", "2026-12-03"),
        ("3/12-26", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("3.12", "2026-12-03"),
        ("3. 12. 2026", "2026-12-03"),
        ("03.12.26", "2026-12-03"),
        ("3-12-2026", "2026-12-03"),
        ("2026-12-03", "2026-12-03"),
        ("2026-12-3", "2026-12-03"),
        ("3. december", "2026-12-03"),
        ("3.december", "2026-12-03"),
        ("3 december", "2026-12-03"),
        ("den 3. december 2026", "2026-12-03"),
        ("fredag den 4. december", "2026-12-04"),
        ("på fredag d. 20/11", "2026-11-20"),
        ("3. dec", "2026-12-03"),
        ("3. dec.", "2026-12-03"),
        ("18/11", "2026-11-18"),
        ("17/11", "2027-11-17"),
        ("3. jul", "2027-07-03"),
        ("29. februar", "2028-02-29"),
        ("den 20.", "2026-11-20"),
        ("d. 3", "2026-12-03"),
        ("31.", "2026-12-31"),
        ("sidst i november", "2026-11-30"),
        ("i slutningen af november", "2026-11-30"),
        ("ultimo november", "2026-11-30"),
        ("ultimo februar 2028", "2028-02-29"),
        ("inden udgangen af januar", "2027-01-31"),
        ("sidst på måneden", "2026-11-30"),
        ("udgangen af året", "2026-12-31"),
        ("november", "2026-11-30"),
        ("i oktober", "2027-10-31"),
        ("næste måned", "2026-12-31"),
        ("inden jul", "2026-12-23"),
        ("før jul", "2026-12-23"),
        ("til jul", "2026-12-23"),
        ("friday", "2026-11-20"),
        ("on Friday", "2026-11-20"),
        ("by fri", "2026-11-20"),
        ("Wednesday", "2026-11-25"),
        ("next friday", "2026-11-27"),
        ("friday next week", "2026-11-27"),
        ("next week on Friday", "2026-11-27"),
        ("Friday in two weeks", "2026-12-04"),
        ("Friday, 4 December", "2026-12-04"),
        ("today", "2026-11-18"),
        ("Tomorrow!", "2026-11-19"),
        ("the day after tomorrow", "2026-11-20"),
        ("in two weeks", "2026-12-02"),
        ("two weeks from now", "2026-12-02"),
        ("in a fortnight", "2026-12-02"),
        ("a week from today", "2026-11-25"),
        ("within a couple of weeks", "2026-12-02"),
        ("in 10 days", "2026-11-28"),
        ("in twelve days", "2026-11-30"),
        ("in a month", "2026-12-18"),
        ("in a year", "2027-11-18"),
        ("next week", "2026-11-27"),
        ("this week", "2026-11-20"),
        ("week 48", "2026-11-27"),
        ("3 December", "2026-12-03"),
        ("the 3rd of December", "2026-12-03"),
        ("December 3", "2026-12-03"),
        ("December 3, 2026", "2026-12-03"),
        ("Dec 3rd 2026", "2026-12-03"),
        ("May 1st", "2027-05-01"),
        ("on the 3rd", "2026-12-03"),
        ("end of November", "2026-11-30"),
        ("by the end of november", "2026-11-30"),
        ("at the end of the month", "2026-11-30"),
        ("end of week", "2026-11-20"),
        ("end of next month", "2026-12-31"),
        ("by the end of the year", "2026-12-31"),
        ("before Christmas", "2026-12-23"),
        ("inden fredag", "2026-11-19"),
        ("before Friday", "2026-11-19"),
        ("by Friday", "2026-11-20"),
        ("inden 1/12", "2026-11-30"),
        ("inden den 1. december", "2026-11-30"),
        ("before 1/12", "2026-11-30"),
        ("senest 1/12", "2026-12-01"),
        ("inden i morgen", "2026-11-18"),
        ("inden 14 dage", "2026-12-02"),
        ("inden næste uge", "2026-11-20"),
        ("inden uge 49", "2026-11-27"),
        ("before week 49", "2026-11-27"),
        ("inden december", "2026-11-30"),
        ("inden næste måned", "2026-11-30"),
        ("before next month", "2026-11-30"),
        ("inden weekenden", "2026-11-20"),
        ("i weekenden", "2026-11-22"),
        ("efter weekenden", "2026-11-23"),
        ("after the weekend", "2026-11-23"),
        ("d.3/12", "2026-12-03"),
        ("d. 3. dec.", "2026-12-03"),
        ("d3/12", "2026-12-03"),
        ("i løbet af næste uge", "2026-11-27"),
        ("i løbet af ugen", "2026-11-20"),
        ("i løbet af december", "2026-12-31"),
        ("i løbet af 14 dage", "2026-12-02"),
        ("engang i næste uge", "2026-11-27"),
        ("in the course of next week", "2026-11-27"),
        ("during next week", "2026-11-27"),
        ("sometime next month", "2026-12-31"),
        ("uge 49-50", "2026-12-11"),
        ("uge 49–50", "2026-12-11"),
        ("uge 49 og 50", "2026-12-11"),
        ("ugerne 49 til 50", "2026-12-11"),
        ("week 49-50", "2026-12-11"),
        ("weeks 49 and 50", "2026-12-11"),
        ("uge 51/52", "2026-12-25"),
        ("uge 52-1", "2027-01-08"),
        ("uge 48-49 2026", "2026-12-04"),
        ("uge 49-2026", "2026-12-04"),
        ("mandag i uge 49-50", "2026-12-07"),
        ("efter jul", "2026-12-27"),
        ("after Christmas", "2026-12-27"),
        ("efter nytår", "2027-01-02"),
        ("after New Year", "2027-01-02"),
        ("inden nytår", "2026-12-31"),
        ("til nytår", "2026-12-31"),
        ("before the new year", "2026-12-31"),
        ("ved årsskiftet", "2026-12-31"),
        ("inden påske", "2027-03-24"),
        ("before Easter", "2027-03-24"),
        ("efter påske", "2027-03-30"),
        ("midt i december", "2026-12-15"),
        ("medio december", "2026-12-15"),
        ("mid-December", "2026-12-15"),
        ("in the middle of December", "2026-12-15"),
        ("midt i næste måned", "2026-12-15"),
        ("midt i næste uge", "2026-11-25"),
        ("først i januar", "2027-01-07"),
        ("primo januar", "2027-01-07"),
        ("i begyndelsen af januar", "2027-01-07"),
        ("early January", "2027-01-07"),
        ("at the beginning of January", "2027-01-07"),
        ("først i næste uge", "2026-11-24"),
        ("sidste fredag i november", "2026-11-27"),
        ("the last Friday of November", "2026-11-27"),
        ("første mandag i december", "2026-12-07"),
        ("the first Monday in December", "2026-12-07"),
        ("ult. januar", "2027-01-31"),
        ("prim. februar", "2027-02-07"),
        ("med. marts", "2027-03-15"),
        ("midt januar", "2027-01-15"),
        ("start januar", "2027-01-07"),
        ("u. 49", "2026-12-04"),
        ("u49", "2026-12-04"),
        ("wk 49", "2026-12-04"),
        ("uge 49 + 50", "2026-12-11"),
        ("uge 49 & 50", "2026-12-11"),
        ("om 3 mdr.", "2027-02-18"),
        ("om 2 md", "2027-01-18"),
        ("om ca. 14 dage", "2026-12-02"),
        ("in about two weeks", "2026-12-02"),
        ("in two weeks' time", "2026-12-02"),
        ("in a week's time", "2026-11-25"),
        ("Friday week", "2026-11-27"),
        ("by Friday week", "2026-11-27"),
        ("a week from Friday", "2026-11-27"),
        ("the week after next", "2026-12-04"),
        ("ugen efter næste", "2026-12-04"),
        ("end of Q1", "2027-03-31"),
        ("by end of Q1 2027", "2027-03-31"),
        ("inden udgangen af 1. kvartal", "2027-03-31"),
        ("by end March", "2027-03-31"),
        ("by the weekend", "2026-11-20"),
        ("over the weekend", "2026-11-22"),
        ("til weekenden", "2026-11-20"),
        ("day after tomorrow", "2026-11-20"),
        ("i eftermiddag", "2026-11-18"),
        ("4. kvartal", "2026-12-31"),
        ("Q1", "2027-03-31"),
    ],
)
def test_a_day_is_understood_in_either_language(text: str, day: str, language: str) -> None:
    assert due(text, language=language) == day


def test_jul_alone_is_christmas_in_danish_and_july_in_english() -> None:
    assert due("jul", language="da") == "2026-12-23"
    assert due("jul", language="en") == "2027-07-31"


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2026, 11, 28), "ved månedens udgang", "2026-11-30"),
        (date(2026, 11, 28), "inden månedsskiftet", "2026-11-30"),
        (date(2026, 11, 28), "årets udgang", "2026-12-31"),
        (date(2026, 11, 28), "inden 1. kvartal", "2026-12-31"),
        (date(2026, 11, 28), "late December", "2026-12-31"),
        (date(2026, 11, 20), "sidste fredag i måneden", "2026-11-27"),
        (date(2026, 11, 28), "the last Friday of the month", "2026-12-25"),
        (date(2026, 11, 20), "fredag", "2026-11-27"),
        (date(2026, 11, 20), "næste fredag", "2026-11-27"),
        (date(2026, 11, 20), "denne fredag", "2026-11-20"),
        (date(2026, 11, 20), "fredag om en uge", "2026-11-27"),
        (date(2026, 11, 20), "denne uge", "2026-11-20"),
        (date(2026, 11, 21), "denne uge", "2026-11-22"),
        (date(2026, 11, 21), "uge 47", "2026-11-22"),
        (date(2026, 11, 22), "næste fredag", "2026-11-27"),
        (date(2026, 11, 22), "mandag", "2026-11-23"),
        (date(2026, 11, 22), "mandag om en uge", "2026-11-30"),
        (date(2026, 11, 22), "næste uge", "2026-11-27"),
        (date(2026, 11, 23), "uge 47", "2027-11-26"),
        (date(2026, 12, 30), "næste uge", "2027-01-08"),
        (date(2027, 1, 1), "uge 53", "2027-01-01"),
        (date(2026, 1, 31), "om en måned", "2026-02-28"),
        (date(2028, 1, 31), "om en måned", "2028-02-29"),
        (date(2026, 1, 30), "om tre måneder", "2026-04-30"),
        (date(2026, 10, 31), "om fire måneder", "2027-02-28"),
        (date(2028, 2, 29), "om et år", "2029-02-28"),
        (date(2026, 12, 31), "om en måned", "2027-01-31"),
        (date(2026, 1, 31), "den 30.", "2026-03-30"),
        (date(2026, 11, 30), "sidst i november", "2026-11-30"),
        (date(2026, 12, 1), "sidst i november", "2027-11-30"),
        (date(2026, 12, 23), "inden jul", "2026-12-23"),
        (date(2026, 12, 24), "inden jul", "2027-12-23"),
        (date(2096, 3, 1), "29/2", "2104-02-29"),
    ],
)
def test_what_is_meant_depends_on_today(today: date, text: str, day: str) -> None:
    assert due(text, today) == day


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "That day has passed already.",
            ["3/12-2025", "2026-11-17", "17. november 2026", "i går", "uge 40 2026",
             "mandag i denne uge"],
        ),
        (
            "The calendar has no such day. The day comes before the month: 3/12 is 3 December.",
            ["31/2", "32/1", "12/25", "29/2-2027", "0/1", "den 0.", "den 32.", "2026-13-01",
             "30. februar"],
        ),
        ("There is no week 54 in 2026.", ["uge 54"]),
        ("There is no week 53 in 2027.", ["uge 53 2027"]),
        (
            "“After” sets no limit. Write the day it is to be done by.",
            ["efter fredag", "efter 1/12", "after week 49", "after next week"],
        ),
        (
            "That is not a day. Write a week or a date.",
            ["sommerferien", "inden vinterferien", "efter ferien", "til foråret", "in the summer"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_day_to_be_done_by_is_refused_with_the_reason(
    sentence: str, texts: list[str]
) -> None:
    assert {text: refusal(text) for text in texts} == dict.fromkeys(texts, sentence)


def test_a_day_after_the_last_is_refused_as_such() -> None:
    assert refusal("om 999 år", date(9500, 1, 1)).startswith("The calendar has no such day.")
    assert refusal("i overmorgen", date.max).startswith("The calendar has no such day.")


@pytest.mark.parametrize("text", ["uge 49/26", "uge 2 27", "week 20-26", "uge 10-40", "uge 49-49"])
def test_two_weeks_that_may_be_a_week_and_a_year_are_refused(text: str) -> None:
    assert "of which year" in refusal(text)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"),
     (2038, "2038-04-25"), (2285, "2285-03-22")],
)  # fmt: skip
def test_easter_is_when_it_is(year: int, sunday: str) -> None:
    today = date(year, 1, 1)
    assert parse_due("inden påske", today, "da") == date.fromisoformat(sunday) - timedelta(4)


@pytest.mark.parametrize(
    ("day", "far"), [("2027-11-18", False), ("2027-11-19", True), ("2050-01-01", True)]
)
def test_a_day_more_than_a_year_ahead_is_far(day: str, far: bool) -> None:
    assert is_far(date.fromisoformat(day), WEDNESDAY) is far


def test_a_weekday_that_is_not_its_dates_is_refused() -> None:
    assert refusal("torsdag den 4. december") == "The weekday and the date do not agree."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "snart",
        "når vi har tid",
        "en dag",
        "one day",
        "15",
        "12",
        "fredag kl. 12",
        "fredag om en måned",
        "fredag om 10 dage",
        "måned",
        "3/12/",
        "fredag fredag",
        "010136-4007",
        "fredag " * 1000,
    ],
)
def test_what_is_no_day_is_refused_with_what_to_write_instead(text: str) -> None:
    sentence = "This cannot be read as a day. Write for instance Friday, 3 Dec or in two weeks."
    assert refusal(text) == sentence


WORDS = [*WEEKDAYS, *MONTHS, *NUMBERS, *DAYS_IN, *MONTHS_IN, *DAYS_FROM_TODAY]
WORDS += ["om", "in", "i", "på", "næste", "next", "denne", "the", "den", "d.", "end of", "sidst i"]
WORDS += ["uge", "week", "jul", "inden", "måneden", "0", "3", "29", "31", "53", "99", "999", "2026"]
WORDS += ["efter", "before", "midt i", "først i", "påske", "nytår", "og", "sidste", "q4"]
WORDS += ["9999", "3/12", "29/2", "31.", "-", "."]


def is_a_day_to_come_or_a_refusal(text: str, today: date, language: str) -> bool:
    try:
        return parse_due(text, today, language) >= today
    except Refused as refused:
        return bool(str(refused))


@given(
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(),
    st.dates(),
    st.sampled_from(LANGUAGES),
)
def test_the_answer_is_a_day_to_come_or_a_refusal(text: str, today: date, language: str) -> None:
    assert is_a_day_to_come_or_a_refusal(text, today, language)


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2028, 2, 29)])
def test_any_two_words_are_a_day_to_come_or_a_refusal(today: date) -> None:
    for first, second in product(WORDS, WORDS):
        assert is_a_day_to_come_or_a_refusal(f"{first} {second}", today, "da"), (first, second)


@given(st.dates(WEDNESDAY, WEDNESDAY + timedelta(10_000)))
def test_a_written_date_is_read_as_itself(day: date) -> None:
    for text in (
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m-%Y}",
        f"{day:%Y-%m-%d}",
    ):
        assert parse_due(text, WEDNESDAY, "da") == day


@given(st.dates(date(2026, 1, 1), date(2106, 1, 1)))
def test_a_date_without_its_year_is_the_next_one_to_come(today: date) -> None:
    for days in (0, 1, 200, 364):
        day = today + timedelta(days)
        assert parse_due(f"{day.day}/{day.month}", today, "en") == day


@given(st.dates(date(2026, 1, 1), date(2106, 1, 1)), st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_is_the_next_such_day_after_today(today: date, weekday: str) -> None:
    day = parse_due(weekday, today, "da")
    assert day.weekday() == WEEKDAYS[weekday]
    assert 1 <= (day - today).days <= 7
    assert (
        parse_due(f"næste {weekday}", today, "da").isocalendar()[:2]
        == (today + timedelta(7)).isocalendar()[:2]
    )


@pytest.mark.parametrize(
    "typed", ["Friday", "3 Dec", "3 December", "Dec 3", "December 3, 2026", "3/12", "2026-12-03"]
)
def test_every_form_that_an_english_hint_names_is_understood(typed: str) -> None:
    day = parse_due(typed, date(2026, 11, 28), "en")
    assert day == (date(2026, 12, 4) if typed == "Friday" else date(2026, 12, 3))
