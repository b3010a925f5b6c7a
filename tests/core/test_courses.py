"""One's own course: a step for each note that says how far one has come."""

from __future__ import annotations

from datetime import date

from facilitator.core.courses import own_courses
from facilitator.core.note import BoardColumn, Note
from tests.store.samples import a_note

SCALE = ("Ikke endnu", "På vej", "Tydeligt")


def reflected(
    day: int, *counts: int, question: str = "care", scale: tuple[str, ...] = SCALE
) -> Note:
    column = BoardColumn(id=question, text=f"Vis omsorg ({day})", scale=scale, counts=counts)
    return a_note(day=date(2026, 3, day)).model_copy(update={"questions": (column,)})


def test_a_course_goes_from_the_oldest_to_the_newest_in_the_newest_words() -> None:
    (course,) = own_courses([reflected(9, 0, 0, 1), reflected(2, 1, 0, 0), reflected(5, 0, 1, 0)])
    assert course.text == "Vis omsorg (9)"
    assert [level for _day, level in course.steps] == [0, 1, 2]
    assert [day.day for day, _level in course.steps] == [2, 5, 9]


def test_what_was_not_answered_by_one_level_is_no_step() -> None:
    assert own_courses([reflected(2), reflected(3, 0, 0, 0), reflected(4, 1, 1, 0)]) == ()
    assert own_courses([reflected(2, 2, 0, 0)]) == ()


def test_an_answer_on_another_scale_is_not_compared() -> None:
    old = reflected(2, 1, 0, scale=("Nej", "Ja"))
    (course,) = own_courses([old, reflected(5, 0, 1, 0)])
    assert [day.day for day, _level in course.steps] == [5]


def test_a_question_that_is_no_longer_asked_keeps_its_course() -> None:
    found = own_courses([reflected(2, 1, 0, 0, question="old"), reflected(5, 0, 1, 0)])
    assert [course.steps[-1][1] for course in found] == [1, 0]


def test_notes_with_keywords_alone_have_no_course() -> None:
    assert own_courses([a_note()]) == ()
