"""Looking back: a team's sessions together, from three on, and never one person's part in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import (
    BoardColumn,
    Commitment,
    Keyword,
    Note,
)
from facilitator.core.redaction import redacted
from facilitator.core.review import (
    ByMonth,
    KeptPoint,
    Pattern,
    review,
)
from facilitator.core.text.tags import ContributionKind, Theme

TODAY = date(2026, 11, 21)
ERROR, IDEA = ContributionKind.ERROR, ContributionKind.IDEA
TRUST, OPEN = Theme.TRUST, Theme.OPEN_CONVERSATION


def met(
    day: date,
    *keywords: Keyword,
    commitments: tuple[Commitment, ...] = (),
    points: tuple[Keyword, ...] = (),
    board: BoardAtClose = BoardAtClose.KEPT,
) -> Note:
    return Note(
        id=f"{day}-a2",
        team="Nord",
        guide="check-out",
        title="Check-out",
        language="da",
        date=day,
        board=board,
        commitments=commitments,
        learning_points=points,
        questions=(BoardColumn(id="q", text="Hvem talte?", keywords=keywords),),
    )


def agreed(number: int, status: Status = Status.OPEN, due: date | None = None) -> Commitment:
    return Commitment(id=f"c{number}", what=f"aftale {number}", owner="Mette", due=due,
                      status=status)  # fmt: skip


THREE = (met(date(2026, 9, 30)), met(date(2026, 10, 1)), met(date(2026, 11, 4)))


@pytest.mark.parametrize("number", [1, 2])
def test_under_three_sessions_there_is_a_sentence(number: int) -> None:
    with pytest.raises(Refused) as refused:
        review(THREE[:number], TODAY)

    assert str(refused.value) == (f"A review is shown from 3 sessions. So far there are {number}.")


def test_the_rhythm_counts_the_months_without_a_session_too() -> None:
    notes = [met(date(2026, 11, 4)), met(date(2025, 12, 31)), met(date(2026, 2, 1))]

    rhythm = review(notes, TODAY).rhythm

    assert (rhythm.sessions, rhythm.first, rhythm.last) == (
        3, date(2025, 12, 31), date(2026, 11, 4),
    )  # fmt: skip
    assert [(one.month.isoformat()[:7], one.number) for one in rhythm.months] == [
        ("2025-12", 1), ("2026-01", 0), ("2026-02", 1), ("2026-03", 0), ("2026-04", 0),
        ("2026-05", 0), ("2026-06", 0), ("2026-07", 0), ("2026-08", 0), ("2026-09", 0),
        ("2026-10", 0), ("2026-11", 1),
    ]  # fmt: skip
    assert rhythm.days_between == 154  # of 32 and 276


def test_the_months_go_on_to_this_one_or_to_a_session_that_lies_ahead() -> None:
    for today, last in ((date(2027, 2, 1), "2027-02"), (date(2026, 1, 1), "2026-11")):
        months = review(THREE, today).rhythm.months
        assert (months[0].month.isoformat()[:7], months[-1].month.isoformat()[:7]) == (
            "2026-09",
            last,
        )


def test_a_theme_comes_back_when_it_is_in_two_sessions_however_often_it_is_in_one() -> None:
    trust, open_ = Keyword(text="a", theme=TRUST), Keyword(text="b", theme=OPEN)
    notes = [
        met(date(2026, 9, 1), trust),
        met(date(2026, 9, 8), trust, trust),
        met(date(2026, 10, 1), open_, open_, open_, open_),
        met(date(2026, 11, 1), commitments=(agreed(1).model_copy(update={"theme": TRUST}),)),
    ]

    themes = review(notes, TODAY).themes

    assert themes == (
        Pattern(TRUST, 4, 3, (ByMonth(date(2026, 9, 1), 3), ByMonth(date(2026, 11, 1), 1))),
    )


def test_the_kinds_stand_in_their_own_order_and_not_by_number() -> None:
    idea, error = Keyword(text="a", kind=IDEA), Keyword(text="b", kind=ERROR)

    kinds = review((*THREE, met(date(2026, 11, 5), idea, idea, idea, error)), TODAY).kinds

    assert [(kind.tag, kind.number) for kind in kinds] == [(ERROR, 1), (IDEA, 3)]


def test_commitments_are_counted_by_what_became_of_them() -> None:
    first = (agreed(1, Status.DONE), agreed(2, due=date(2026, 11, 20)), agreed(3, Status.RELEASED))
    second = (agreed(4, Status.CONTINUING, TODAY), agreed(5), agreed(6, Status.ADJUSTED,
              date(2026, 10, 2)), agreed(7, Status.DONE, date(2026, 1, 1)))  # fmt: skip
    notes = (*THREE, met(date(2026, 11, 5), commitments=first),
             met(date(2026, 11, 6), commitments=second))  # fmt: skip

    found = review(notes, TODAY)

    assert found.became == {
        Status.DONE: 2, Status.OPEN: 2, Status.RELEASED: 1, Status.CONTINUING: 1,
        Status.ADJUSTED: 1,
    }  # fmt: skip
    assert [(one.what, one.overdue) for one in found.open] == [
        ("aftale 6", True), ("aftale 2", True), ("aftale 4", False), ("aftale 5", False),
    ]  # fmt: skip
    assert found.overdue == 2
    assert "Mette" not in repr(found)


def test_of_supervision_there_is_that_it_took_place_and_its_learning_points() -> None:
    point = Keyword(text="tvivl er grund nok", kind=ERROR, theme=TRUST)
    supervision = [
        met(
            date(2026, 11, day),
            Keyword(text="HEMMELIGT", kind=ERROR, theme=TRUST),
            points=(point,),
            commitments=(agreed(day),),
            board=BoardAtClose.CLEARED,
        ).model_copy(update={"theme_word": "SKAM", "purpose": "FORMÅL"})
        for day in (1, 2, 3)
    ]

    found = review(supervision, TODAY)

    assert (found.rhythm.sessions, found.rhythm.cleared) == (3, 3)
    assert (found.themes, found.kinds, found.open, dict(found.became)) == ((), (), (), {})
    assert found.learning_points[0] == KeptPoint("tvivl er grund nok", date(2026, 11, 3))
    assert not any(word in repr(found) for word in ("HEMMELIGT", "SKAM", "FORMÅL", "aftale"))


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from([None, *ContributionKind])),
                min_size=3, max_size=25))  # fmt: skip
def test_no_keyword_is_lost_or_counted_twice_between_the_months(
    said: list[tuple[int, ContributionKind | None]],
) -> None:
    first = date(2024, 1, 31)
    notes = [
        met(first + timedelta(days), Keyword(text="x", kind=kind)).model_copy(
            update={"id": f"n{number}"}
        )
        for number, (days, kind) in enumerate(said)
    ]

    found = review(notes, TODAY)

    assert sum(one.number for one in found.rhythm.months) == len(said)
    for pattern in found.kinds:
        assert pattern.number == sum(one.number for one in pattern.months)
        assert pattern.number == sum(kind is pattern.tag for _days, kind in said)
    assert sum(pattern.number for pattern in found.kinds) == sum(kind is not None
                                                                 for _, kind in said)  # fmt: skip


def test_what_is_shared_has_no_key_of_somebody_elses_and_nothing_that_was_not_kept() -> None:
    note = Note.model_validate(
        {
            "schema": 1, "id": "n1", "team": "Nord", "guide": "check-out", "title": "Check-out",
            "language": "da", "date": date(2026, 11, 1), "board": "kept",
            "people": ["Karl", "Yrsa"], "purpose": "ring til 010136-4007 om 031226-1430",
            "learning_points": [{"text": "bort", "keep": False}],
            "commitments": [{"id": "c1", "what": "010136-4007 ringes op", "author": "Karl"}],
            "questions": [{"id": "q", "text": "Hvem talte?", "said_by": "Karl", "keywords": [
                {"text": "ja", "author": "Karl"}, {"text": "nej", "keep": False}]}],
        }
    )  # fmt: skip

    text = redacted(note).model_dump_json()

    gone = ("Karl", "Yrsa", "author", "nej", "bort", "010136", "031226")
    assert not any(word in text for word in gone)
    assert "••••••-•••• ringes op" in text
    assert redacted(note).questions[0].keywords == (Keyword(text="ja"),)
    assert redacted(redacted(note)) == redacted(note)


def test_a_cleared_board_has_no_questions_however_they_came_into_the_file() -> None:
    note = met(TODAY, Keyword(text="HEMMELIGT", keep=True), board=BoardAtClose.CLEARED)

    assert redacted(note).questions == ()
