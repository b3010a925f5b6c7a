"""A team's frame over time: which version holds, and what each has changed."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.core.errors import Refused
from facilitator.core.frame import (
    changes,
    is_made_alone,
    is_time,
    no_longer,
    norms,
    proposed_revisit,
    versions,
)
from facilitator.core.note import Frame, Note
from facilitator.core.redaction import redacted
from facilitator.core.retention import (
    Due,
    Kind,
    Retention,
    due_in,
    without_due,
)
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.closing import MakeFrame, kept_note
from facilitator.core.session.events import History
from tests.core.builders import NOON, begun, done, guide, phase
from tests.store.samples import a_frame

TODAY = date(2026, 11, 28)


def test_the_highest_version_holds_and_of_two_the_later() -> None:
    first, second = a_frame(1, day=date(2026, 1, 5)), a_frame(2, day=date(2026, 3, 5))
    twin = a_frame(2, day=date(2026, 4, 5))

    assert versions([first, twin, second]) == (twin, second, first)


def test_a_note_that_is_no_frame_is_no_version() -> None:
    assert versions([a_frame(1).model_copy(update={"frame": None})]) == ()


def test_what_changed_is_told_by_column_and_a_text_otherwise_spelt_is_the_same() -> None:
    before = a_frame(1, what=["Mere ro", "Færre fald"], how=["Vi spørger"])
    after = a_frame(2, what=["mere ro", "Flere samtaler"], social=["Vi siger tak"])

    what, how, social = sorted(changes(before, after), key=lambda change: change.heading)

    assert (what.new, what.kept, what.gone) == (("Flere samtaler",), ("mere ro",), ("Færre fald",))
    assert (how.new, how.kept, how.gone) == ((), (), ("Vi spørger",))
    assert (social.new, social.kept, social.gone) == (("Vi siger tak",), (), ())
    assert all(change.is_changed for change in (what, how, social))


def test_two_versions_that_say_the_same_have_not_changed() -> None:
    change, *_ = changes(a_frame(1, what=["Mere ro"]), a_frame(2, what=["Mere ro"]))
    assert not change.is_changed


def test_a_text_is_no_longer_there_where_no_column_has_it_however_it_is_spelt() -> None:
    before = a_frame(1, what=["Mere ro", "Færre fald"], how=["Vi spørger", "færre FALD"])
    after = a_frame(2, how=["mere RO"], social=["Vi siger tak"])

    assert no_longer(before, after) == ("Færre fald", "Vi spørger", "færre FALD")
    assert no_longer(after, after) == ()


def test_another_session_shows_the_norms_or_all_where_none_are_called_so() -> None:
    with_norms = a_frame(1, what=["Mere ro"], social=["Vi siger tak"])
    without = a_frame(1, what=["Mere ro"])

    assert [column.id for column in norms(with_norms)] == ["social-norms"]
    assert [column.id for column in norms(without)] == ["what"]


@pytest.mark.parametrize(
    ("day", "proposed"),
    [
        (date(2026, 11, 26), date(2027, 2, 26)),
        (date(2026, 11, 27), date(2027, 3, 1)),
        (date(2026, 11, 30), date(2027, 3, 1)),
        (date(2026, 12, 1), date(2027, 3, 1)),
    ],
)
def test_three_months_are_proposed_and_no_weekend(day: date, proposed: date) -> None:
    assert proposed_revisit(day) == proposed


def test_it_is_time_on_the_day_itself_and_never_without_one() -> None:
    assert is_time(TODAY, TODAY)
    assert not is_time(date(2026, 11, 29), TODAY)
    assert not is_time(None, TODAY)


# The close


def framing(*words: str, makes: str | None = "frame") -> Note:
    keeping = phase("round", 10, speaks="all", keeps=["keywords"])
    session = begun(guide([keeping], makes=makes), "Mette", "Bo")
    session = done(session, *(AddKeyword("talked", text) for text in words), MakeFrame(3, TODAY))
    return kept_note(session, NOON)


def test_only_a_guide_that_makes_a_frame_makes_one() -> None:
    assert framing("Mere ro").frame == Frame(version=3, revisit=TODAY)
    with pytest.raises(Refused, match="makes no frame"):
        framing("Mere ro", makes=None)


def test_a_frame_without_a_word_is_none() -> None:
    assert framing().frame is None


def test_a_frame_is_made_alone_where_one_takes_part() -> None:
    one_phase = phase("round", 10)
    makes = guide([one_phase], makes="frame")

    assert is_made_alone(begun(makes, "Mette"))
    assert not is_made_alone(begun(makes, "Mette", "Bo"))
    assert not is_made_alone(begun(makes))
    assert not is_made_alone(begun(guide([one_phase]), "Mette"))


# What is kept of it, and for how long


def test_the_words_of_a_frame_stay_while_it_is_in_force() -> None:
    frame = a_frame(1, day=date(2020, 1, 1), what=["Mere ro"])

    assert due_in(frame, Retention(), TODAY) == ()
    assert without_due(frame, Retention(), TODAY) == frame


def test_the_words_of_a_replaced_frame_are_due_a_year_after_it_was_replaced() -> None:
    frame = a_frame(1, day=date(2020, 1, 1), what=["Mere ro", "Færre fald"])
    replaced = date(2025, 11, 28)

    due = due_in(frame, Retention(), TODAY, replaced)
    left = without_due(frame, Retention(), TODAY, replaced)

    assert due == (Due(Kind.KEYWORDS, 2, TODAY),)
    assert due_in(frame, Retention(), date(2026, 11, 27), replaced) == ()
    assert not any(column.keywords for column in left.questions)
    assert left.frame == frame.frame


def test_what_is_shared_of_a_frame_is_its_version_and_its_day_alone() -> None:
    stranger = Frame.model_validate({"version": 1, "revisit": TODAY, "made_by": "Mette"})
    note = a_frame(1).model_copy(update={"frame": stranger})

    assert redacted(note).model_dump()["frame"] == {"version": 1, "revisit": TODAY}


def test_making_a_frame_can_be_undone() -> None:
    makes = guide([phase("round", 10, speaks="all", keeps=["keywords"])], makes="frame")
    history = History(begun(makes, "Mette", "Bo"))

    made = history.conduct(MakeFrame(1, TODAY), NOON)

    assert made.session.note.frame == Frame(version=1, revisit=TODAY)
    assert made.undo(NOON).session.note.frame is None
