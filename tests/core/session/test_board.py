"""Keywords and learning points: written, tagged, put right, moved, taken off, kept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import LEARNING, BoardColumn, Keyword
from facilitator.core.session.board import (
    AddColumns,
    AddKeyword,
    AddKeywords,
    AddVotes,
    DeleteKeyword,
    EditKeyword,
    KeepKeyword,
    MoveKeyword,
    Pick,
    Tally,
    Vote,
)
from facilitator.core.session.phases import (
    BeginClose,
    NextPhase,
    Start,
    TakeWay,
)
from facilitator.core.text.tags import ContributionKind, Theme
from tests.core.builders import (
    begun,
    check_out,
    done,
    guide,
    keywords,
    phase,
    phase_ids,
    session_of,
    supervision,
    workshop,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.session.events import Event
    from facilitator.core.session.model import Session


@pytest.fixture
def board() -> Session:
    return done(
        begun(check_out()),
        AddKeyword("talked", "De nye"),
        AddKeyword("talked", "Få ad gangen"),
        AddKeyword("ideas", "Én"),
    )


def test_a_keyword_stands_at_the_end_of_its_column(board: Session) -> None:
    assert keywords(board, "talked") == ["De nye", "Få ad gangen"]
    assert keywords(board, "ideas") == ["Én"]


def column(column_id: str, *texts: str) -> BoardColumn:
    return BoardColumn(id=column_id, text="?", keywords=tuple(Keyword(text=t) for t in texts))


def test_columns_are_added_each_to_its_own_whatever_the_phase_and_nothing_twice(
    board: Session,
) -> None:
    earlier = (
        column("talked", "DE NYE", "Alle", "alle"),
        column("gone", "Væk"),
        column(LEARNING, "Nej"),
    )
    silent = begun(guide([phase("quiet"), phase("round", keeps=["keywords"])]))

    assert keywords(done(board, AddColumns(earlier)), "talked") == [
        "De nye",
        "Få ad gangen",
        "Alle",
    ]
    assert keywords(done(board, AddColumns(earlier)), "ideas") == ["Én"]
    assert keywords(done(silent, AddColumns(earlier)), "talked") == ["DE NYE", "Alle"]


def test_what_is_added_of_a_column_has_its_tags_and_neither_votes_nor_a_choice() -> None:
    keyword = Keyword(text="Ro", kind=ContributionKind.QUESTION, votes=3, picked=True, keep=False)
    silent = begun(guide([phase("round", keeps=["keywords"])]))
    added = done(
        silent, AddColumns((column("talked").model_copy(update={"keywords": (keyword,)}),))
    )

    assert added.note.entries("talked") == (Keyword(text="Ro", kind=ContributionKind.QUESTION),)


def test_nothing_is_added_where_no_column_fits_or_none_is_kept(board: Session) -> None:
    with pytest.raises(Refused, match="fits"):
        done(board, AddColumns((column("talked", "De nye"), column("gone", "Væk"))))
    with pytest.raises(Refused, match="fits"):
        done(begun(guide([phase("round")])), AddColumns((column("talked", "Alle"),)))


def test_a_keyword_is_written_before_the_session_begins_and_in_the_close(board: Session) -> None:
    closing = done(board, BeginClose(), AddKeyword("ideas", "To"))

    assert keywords(closing, "ideas") == ["Én", "To"]


def test_a_keyword_is_one_line_of_plain_text() -> None:
    session = done(begun(check_out()), AddKeyword("talked", "\x1b[31m Vi  [aftalte]\nat mødes "))

    assert keywords(session) == ["Vi [aftalte] at mødes"]


def test_the_letters_of_a_keyword_are_in_one_form() -> None:
    session = done(begun(check_out()), AddKeyword("talked", "A\u030abenhed"))

    assert keywords(session) == ["Åbenhed"]


def test_ten_thousand_characters_are_a_keyword() -> None:
    session = done(begun(check_out()), AddKeyword("talked", "æ" * 10_000))

    assert keywords(session) == ["æ" * 10_000]


@pytest.mark.parametrize("text", ["", "   ", "\u200b\x07", "#idé", " #idé #tillid "])
def test_a_keyword_needs_a_word(board: Session, text: str) -> None:
    for event in (AddKeyword("talked", text), EditKeyword("talked", 0, text)):
        with pytest.raises(Refused, match="needs a word"):
            done(board, event)


def test_tags_typed_in_the_line_are_the_keywords_and_not_its_text() -> None:
    session = done(begun(check_out()), AddKeyword("talked", "Vi tør nu #idé #tillid"))

    assert session.note.entries("talked") == (
        Keyword(text="Vi tør nu", kind=ContributionKind.IDEA, theme=Theme.TRUST),
    )


def test_a_keyword_is_put_right_in_its_place(board: Session) -> None:
    session = done(board, EditKeyword("talked", 0, "De to nye"))

    assert keywords(session, "talked") == ["De to nye", "Få ad gangen"]


def test_the_tags_of_a_keyword_stay_unless_others_are_typed() -> None:
    session = done(begun(check_out()), AddKeyword("talked", "Ny #idé #tillid"))
    session = done(session, EditKeyword("talked", 0, "Helt ny"))
    assert session.note.entries("talked")[0].kind is ContributionKind.IDEA

    session = done(session, EditKeyword("talked", 0, "Helt ny #fejl"))
    assert session.note.entries("talked")[0] == Keyword(
        text="Helt ny", kind=ContributionKind.ERROR, theme=Theme.TRUST
    )


def test_the_choice_to_keep_a_keyword_stays_when_its_words_are_put_right(board: Session) -> None:
    session = done(board, KeepKeyword("talked", 0, False), EditKeyword("talked", 0, "Alle"))

    assert session.note.entries("talked")[0].keep is False


def test_a_keyword_is_moved_to_the_end_of_another_column(board: Session) -> None:
    session = done(board, MoveKeyword("talked", 0, "ideas"))

    assert keywords(session, "talked") == ["Få ad gangen"]
    assert keywords(session, "ideas") == ["Én", "De nye"]


def test_a_keyword_is_not_moved_to_where_it_stands(board: Session) -> None:
    with pytest.raises(Refused, match="there already"):
        done(board, MoveKeyword("talked", 0, "talked"))


def test_a_keyword_is_taken_off_the_board(board: Session) -> None:
    assert keywords(done(board, DeleteKeyword("talked", 0)), "talked") == ["Få ad gangen"]


def test_the_group_chooses_what_is_kept_and_may_choose_again(board: Session) -> None:
    taken_out = done(board, KeepKeyword("talked", 1, False))
    kept = done(taken_out, KeepKeyword("talked", 1, True))

    assert [keyword.keep for keyword in taken_out.note.entries("talked")] == [None, False]
    assert [keyword.keep for keyword in kept.note.entries("talked")] == [None, True]


@pytest.mark.parametrize("index", [2, -1])
@pytest.mark.parametrize(
    "event",
    [
        lambda index: EditKeyword("talked", index, "x"),
        lambda index: MoveKeyword("talked", index, "ideas"),
        lambda index: DeleteKeyword("talked", index),
        lambda index: KeepKeyword("talked", index, True),
    ],
)
def test_a_keyword_that_is_gone_is_gone(
    board: Session, event: Callable[[int], Event], index: int
) -> None:
    with pytest.raises(Refused, match="no longer there"):
        done(board, event(index))


@pytest.mark.parametrize(
    "event",
    [
        AddKeyword("nowhere", "x"),
        EditKeyword("nowhere", 0, "x"),
        MoveKeyword("nowhere", 0, "talked"),
        MoveKeyword("talked", 0, "nowhere"),
        DeleteKeyword("nowhere", 0),
        KeepKeyword("nowhere", 0, True),
    ],
)
def test_a_board_has_only_its_own_questions(board: Session, event: Event) -> None:
    with pytest.raises(Refused, match="no such question"):
        done(board, event)


def test_a_learning_point_is_written_tagged_put_right_and_taken_off() -> None:
    session = done(
        begun(supervision()),
        AddKeyword(LEARNING, "Vi spørger for sent #fejl"),
        AddKeyword(LEARNING, "Ro hjælper"),
        EditKeyword(LEARNING, 0, "Vi spørger sent"),
        DeleteKeyword(LEARNING, 1),
    )

    assert session.note.learning_points == (
        Keyword(text="Vi spørger sent", kind=ContributionKind.ERROR),
    )


def test_a_keyword_becomes_a_learning_point() -> None:
    session = done(begun(supervision()), AddKeyword("talked", "Ro"))
    session = done(session, MoveKeyword("talked", 0, LEARNING))

    assert keywords(session, "talked") == []
    assert keywords(session, LEARNING) == ["Ro"]


@pytest.mark.parametrize("event", [AddKeyword(LEARNING, "x"), MoveKeyword("talked", 0, LEARNING)])
def test_a_guide_that_keeps_no_learning_points_takes_none(board: Session, event: Event) -> None:
    with pytest.raises(Refused, match="keeps no learning points"):
        done(board, event)


def test_where_nothing_is_kept_of_a_cleared_board_nothing_is_chosen() -> None:
    nothing_kept = guide([phase("talk", 10, questions=["talked"])], board="cleared")
    session = done(begun(nothing_kept), AddKeyword("talked", "x"))

    with pytest.raises(Refused, match="keeps no learning points"):
        done(session, KeepKeyword("talked", 0, True))


def in_workshop(phase_id: str, *names: str, **changes: object) -> Session:
    """With three ideas and something unspoken on the board."""
    session = done(
        session_of(workshop(**changes), *names, begin_at="collect"),
        Start(),
        *(AddKeyword("ideas", text) for text in ("Ro", "Tid", "Tak")),
        AddKeyword("unspoken", "frygt"),
    )
    while session.phase.id != phase_id:
        session = done(session, TakeWay("storm") if session.phase.ways else NextPhase())
    return session


def test_a_phase_has_the_board_that_it_names() -> None:
    assert in_workshop("collect").board == ("ideas", "unspoken")
    assert in_workshop("choose").board == ("ideas",)
    assert in_workshop("talk").board == ()
    with pytest.raises(Refused, match="has no board"):
        done(in_workshop("talk"), AddKeyword("ideas", "x"))
    with pytest.raises(Refused, match="not asked in this phase"):
        done(in_workshop("collect"), AddKeyword("talked", "x"))


def test_a_phase_that_keeps_and_names_no_question_has_them_all() -> None:
    session = begun(guide([phase("talk", 5, keeps=["keywords", "learning_points"])]))

    assert session.board == ("talked", "ideas", LEARNING)


def test_what_is_on_the_board_can_be_put_right_in_any_phase() -> None:
    session = done(in_workshop("talk"), EditKeyword("ideas", 0, "Mere ro"))
    session = done(session, MoveKeyword("ideas", 1, "talked"), DeleteKeyword("unspoken", 0))

    assert keywords(session, "ideas") == ["Mere ro", "Tak"]
    assert keywords(session, "talked") == ["Tid"]


def test_votes_are_counts_and_no_more_than_those_here_have() -> None:
    session = done(
        in_workshop("choose", "Mette", "Jonas"), Vote("ideas", 0, 3), Vote("ideas", 1, 1)
    )

    assert [k.votes for k in session.note.entries("ideas")] == [3, 1, None]
    with pytest.raises(Refused, match="There are 4 votes"):
        done(session, Vote("ideas", 2, 1))
    assert done(session, Vote("ideas", 0, 0)).note.entries("ideas")[0].votes is None
    with pytest.raises(Refused):
        done(session, Vote("ideas", 1, -1))


def test_votes_from_phones_are_added_to_those_typed_and_never_more_than_there_are() -> None:
    session = done(in_workshop("choose", "Mette", "Jonas"), Vote("ideas", 0, 1))
    first, second = (keyword.text for keyword in session.note.entries("ideas")[:2])
    after = done(session, AddVotes("ideas", (first, first, second), 2, ("b2", "a1")))

    assert [keyword.votes for keyword in after.note.entries("ideas")[:2]] == [3, 1]
    assert (after.live.received, after.live.voted) == (("a1", "b2"), {"2": 2})
    with pytest.raises(Refused, match="4"):
        done(after, AddVotes("ideas", (first,), 2, ()))
    with pytest.raises(Refused):
        done(session, AddVotes("ideas", ("no such words",), 2, ()))


def test_keywords_from_phones_come_all_at_once_also_when_their_phase_is_just_over() -> None:
    session = done(in_workshop("choose"), AddKeywords((("ideas", "Ro"), ("ideas", "Tid")), ("b2",)))

    assert [keyword.text for keyword in session.note.entries("ideas")[-2:]] == ["Ro", "Tid"]
    assert session.live.received == ("b2",)
    with pytest.raises(Refused, match="no such question"):
        done(session, AddKeywords((("ideas", "Mad"), ("none", "Ro")), ("c3",)))


@pytest.mark.parametrize("event", [Vote("ideas", 0, 1), Pick("ideas", 0, True)])
def test_votes_are_given_where_something_is_picked(event: Event) -> None:
    with pytest.raises(Refused, match="Nothing is picked"):
        done(in_workshop("collect"), event)


def test_what_is_picked_is_talked_about_in_the_order_of_the_board() -> None:
    session = done(in_workshop("choose"), Pick("ideas", 2, True), Pick("ideas", 0, True))
    with pytest.raises(Refused, match="2 can be picked"):
        done(session, Pick("ideas", 1, True))
    talked_about = []
    while session.phase.id != "how":
        session = done(session, NextPhase())
        talked_about.append(session.topic)

    assert talked_about == ["Ro", "Ro", "Tak", "Tak", None]


def test_as_many_topics_are_planned_as_were_picked() -> None:
    session = in_workshop("choose")
    assert session.phase.choose
    assert phase_ids(session).count("talk") == 2
    assert phase_ids(done(session, Pick("ideas", 1, True))).count("talk") == 1


def test_a_topic_is_not_taken_off_while_it_is_one() -> None:
    session = done(in_workshop("choose"), Pick("ideas", 0, True), NextPhase())

    for event in (DeleteKeyword("ideas", 0), MoveKeyword("ideas", 0, "talked")):
        with pytest.raises(Refused, match="picked to work on"):
            done(session, event)
    assert keywords(done(session, BeginClose(), DeleteKeyword("ideas", 0)), "ideas") == [
        "Tid",
        "Tak",
    ]


def test_a_scale_is_tallied_and_takes_no_words() -> None:
    session = done(
        in_workshop("mood"), Tally("mood", 1, 4), Tally("mood", 2, 1), Tally("mood", 1, 3)
    )

    assert session.note.questions[-1].counts == (0, 3, 1)
    with pytest.raises(Refused, match="on its scale"):
        done(session, AddKeyword("mood", "god"))
    with pytest.raises(Refused, match="on its scale"):
        done(session, MoveKeyword("ideas", 0, "mood"))
    for event in (Tally("mood", 3, 1), Tally("mood", 0, -1), Tally("ideas", 0, 1)):
        with pytest.raises(Refused):
            done(session, event)
    assert done(session, Tally("mood", 1, 0), Tally("mood", 2, 0)).note.questions[-1].counts == ()


def test_one_person_alone_has_one_level() -> None:
    session = done(in_workshop("mood", private=True), Tally("mood", 0, 1), Tally("mood", 2, 5))

    assert session.note.questions[-1].counts == (0, 0, 1)


def test_none_at_a_level_that_was_not_chosen_leaves_the_one_that_was() -> None:
    session = done(in_workshop("mood", private=True), Tally("mood", 2, 1), Tally("mood", 0, 0))

    assert session.note.questions[-1].counts == (0, 0, 1)
    assert done(session, Tally("mood", 2, 0)).note.questions[-1].counts == ()
