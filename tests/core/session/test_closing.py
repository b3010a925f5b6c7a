"""What is left of a session when it closes: what the guide and the group keep, nobody's name."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.guide.model import BoardAtClose, Guide
from facilitator.core.note import LEARNING, Keyword, Note
from facilitator.core.redaction import redacted
from facilitator.core.session import board, people, phases, turns
from facilitator.core.session.closing import (
    TakeNamesOut,
    closing_items,
    is_kept,
    kept_note,
    leaves_note,
    naming,
    shuffled,
)
from facilitator.core.session.commitments import (
    AddCommitment,
    DeleteCommitment,
    EditCommitment,
    KeepCommitment,
)
from tests.core.builders import (
    at,
    begun,
    check_out,
    done,
    guide,
    phase,
    session_of,
    supervision,
    workshop,
)

if TYPE_CHECKING:
    from facilitator.core.session.model import Session


def closed(session: Session, minutes: float = 10) -> Note:
    return kept_note(done(session, phases.BeginClose(), now=at(minutes)), at(minutes))


def texts(keywords: tuple[Keyword, ...]) -> list[str]:
    return [keyword.text for keyword in keywords]


def everything_kept(**changes: object) -> Guide:
    """A guide that keeps all there is to keep."""
    keeps = ["keywords", "learning_points", "commitments", "theme_word"]
    return guide([phase("talk", 10, keeps=keeps)], **changes)


def test_a_check_out_keeps_its_board() -> None:
    session = done(
        begun(check_out()), board.AddKeyword("talked", "Få"), board.AddKeyword("ideas", "Én")
    )
    note = closed(session)

    assert [(column.text, texts(column.keywords)) for column in note.questions] == [
        ("Hvem talte?", ["Få"]),
        ("Kom der ideer?", ["Én"]),
    ]


def test_the_group_takes_a_keyword_out_of_what_a_check_out_keeps() -> None:
    session = done(
        begun(check_out()), board.AddKeyword("talked", "Få"), board.AddKeyword("talked", "Én")
    )
    note = closed(done(session, board.KeepKeyword("talked", 0, False)))

    assert texts(note.entries("talked")) == ["Én"]


def test_a_supervision_keeps_nothing_of_its_board_unless_it_is_chosen() -> None:
    session = done(
        begun(supervision()),
        board.AddKeyword("talked", "Alle"),
        board.AddKeyword(LEARNING, "Ro hjælper"),
        board.AddKeyword(LEARNING, "Vi spørger sent"),
    )
    note = closed(session)

    assert note.questions == ()
    assert note.learning_points == ()


def test_a_supervision_keeps_the_learning_points_that_the_group_chose() -> None:
    session = done(
        begun(supervision()),
        board.AddKeyword("talked", "Alle"),
        board.AddKeyword("talked", "Få"),
        board.AddKeyword(LEARNING, "Ro hjælper"),
        board.AddKeyword(LEARNING, "Vi spørger sent"),
        board.KeepKeyword(LEARNING, 0, True),
        board.KeepKeyword("talked", 1, True),
    )
    note = closed(session)

    assert note.questions == ()
    assert texts(note.learning_points) == ["Ro hjælper", "Få"]


@pytest.mark.parametrize(
    ("keep", "board", "kept"),
    [
        (None, BoardAtClose.KEPT, True),
        (None, BoardAtClose.CLEARED, False),
        (False, BoardAtClose.KEPT, False),
        (True, BoardAtClose.CLEARED, True),
    ],
)
def test_what_the_group_chose_goes_before_what_the_guide_says(
    keep: bool | None, board: BoardAtClose, kept: bool
) -> None:
    assert is_kept(Keyword(text="Ro", keep=keep), board) is kept


def test_the_groups_choice_itself_is_not_in_the_note() -> None:
    session = done(
        begun(everything_kept()),
        board.AddKeyword("talked", "Få"),
        board.AddKeyword(LEARNING, "Ro"),
        board.KeepKeyword("talked", 0, True),
        board.KeepKeyword(LEARNING, 0, True),
    )

    assert "keep" not in str(closed(session).model_dump(by_alias=True, exclude_none=True))


def test_a_closed_note_has_whole_minutes_and_a_number_of_participants() -> None:
    session = done(begun(check_out(), "Mette", "Jonas", "Søren"), people.Leave(0), now=at(1))
    note = closed(session, 9.6)

    assert (note.minutes, note.participants) == (10, 3)
    assert isinstance(note.minutes, int)


def test_a_pause_is_not_in_the_minutes_of_the_note() -> None:
    session = done(begun(check_out()), phases.Pause(), now=at(5))

    assert closed(done(session, phases.Start(), now=at(hours=2)), 123).minutes == 8


def test_the_minutes_of_a_note_are_those_that_were_set() -> None:
    assert closed(done(begun(check_out()), phases.SetElapsed(20)), 1).minutes == 21


def test_where_nobody_was_named_the_note_has_no_number() -> None:
    assert closed(begun(check_out())).participants is None


def test_a_session_closed_before_it_began_took_no_minutes() -> None:
    session = begun(check_out())

    assert closed(session, 0).minutes == 0


def named_everywhere(**changes: object) -> Session:
    """Mette and Bo take part, and every text that is kept names one of them."""
    return done(
        begun(everything_kept(**changes), "Mette", "Bo"),
        board.AddKeyword("talked", "Mette talte, Bo lyttede"),
        board.AddKeyword(LEARNING, "mettes måde virker"),
        board.AddKeyword("talked", "alle lyttede"),
        board.KeepKeyword(LEARNING, 0, True),
        AddCommitment("Vi hjælper Mette"),
        board.SetThemeWord("Bos tvivl"),
        board.SetPurpose("At lære af METTE"),
    )


def test_no_word_is_changed_at_the_close() -> None:
    note = closed(named_everywhere())

    assert texts(note.entries("talked")) == ["Mette talte, Bo lyttede", "alle lyttede"]
    assert texts(note.learning_points) == ["mettes måde virker"]
    assert note.commitments[0].what == "Vi hjælper Mette"
    assert note.theme_word == "Bos tvivl"
    assert note.purpose == "At lære af METTE"


@pytest.mark.parametrize(
    ("name", "text"),
    [("Hans", "vi hørte hans side af sagen"), ("Maj", "mere ro i maj"), ("Liv", "et liv i ro")],
)
def test_a_word_that_is_somebodys_name_too_stays_a_word(name: str, text: str) -> None:
    session = done(begun(check_out(), name), board.AddKeyword("talked", text))

    assert texts(closed(session).entries("talked")) == [text]


def test_every_text_of_the_note_that_names_somebody_can_be_asked_about() -> None:
    session = named_everywhere()

    assert set(naming(session)) == {
        "Mette talte, Bo lyttede",
        "mettes måde virker",
        "Vi hjælper Mette",
        "Bos tvivl",
        "At lære af METTE",
    }


def test_a_text_that_is_not_kept_is_not_asked_about() -> None:
    session = done(begun(check_out(), "Mette"), board.AddKeyword("talked", "Mettes idé"))

    assert naming(session) == ("Mettes idé",)
    assert naming(done(session, board.KeepKeyword("talked", 0, False))) == ()


def test_a_word_that_was_kept_once_is_asked_about_no_more_and_a_name_is() -> None:
    session = begun(check_out(), "Hans", "Jonas")
    session = done(
        session, board.AddKeyword("talked", "hans idé"), board.AddKeyword("talked", "Jonas talte")
    )

    assert naming(session, {"hans", "Jonas"}) == ("Jonas talte",)


def test_names_are_taken_out_of_the_texts_that_are_chosen_and_of_no_other() -> None:
    session = named_everywhere()
    chosen = set(naming(session)) - {"Bos tvivl"}
    note = closed(done(session, TakeNamesOut(frozenset(chosen))))

    assert texts(note.entries("talked")) == [
        "(en deltager) talte, (en deltager) lyttede",
        "alle lyttede",
    ]
    assert texts(note.learning_points) == ["(en deltager) måde virker"]
    assert note.commitments[0].what == "Vi hjælper (en deltager)"
    assert note.theme_word == "Bos tvivl"
    assert note.purpose == "At lære af (en deltager)"


def without_names(session: Session) -> Note:
    return closed(done(session, TakeNamesOut(frozenset(naming(session)))))


def test_the_names_of_those_who_left_are_names_too() -> None:
    session = done(
        begun(check_out(), "Mette"), people.Leave(0), board.AddKeyword("talked", "Mettes idé")
    )

    assert texts(without_names(session).entries("talked")) == ["(en deltager) idé"]


def test_names_are_taken_out_in_the_language_of_the_note() -> None:
    session = begun(everything_kept(language="en"), "Mette")
    session = done(session, board.AddKeyword("talked", "Mette's idea"))

    assert texts(without_names(session).entries("talked")) == ["(a participant) idea"]


@pytest.mark.parametrize(
    ("owner", "what"),
    [
        ("Mette", "Mette ringer til (en deltager)"),
        ("mette", "Mette ringer til (en deltager)"),
        ("Mette og Jonas", "Mette ringer til Jonas"),
        ("Mette, Jonas", "Mette ringer til Jonas"),
        ("Jonas", "(en deltager) ringer til Jonas"),
        ("Annemette", "(en deltager) ringer til (en deltager)"),
        ("", "(en deltager) ringer til (en deltager)"),
    ],
)
def test_only_the_owner_may_be_named_in_a_commitment_unasked(owner: str, what: str) -> None:
    session = begun(everything_kept(), "Mette", "Jonas")
    session = done(session, AddCommitment("Mette ringer til Jonas", owner))

    assert without_names(session).commitments[0].what == what


def test_an_owner_called_by_the_first_name_is_still_the_owner() -> None:
    session = begun(everything_kept(), "Mette Holm", "Mette Krag")
    session = done(session, AddCommitment("Mette Holm ringer", "Mette Holm"))
    by_first_name = done(session, EditCommitment(0, "Mette ringer", "Mette"))

    assert naming(by_first_name) == ()
    assert closed(by_first_name).commitments[0].what == "Mette ringer"


def test_somebody_alone_as_owner_is_named_in_no_text() -> None:
    session = done(begun(everything_kept(), "Ali"), AddCommitment("Ring", "Ali"))

    assert naming(session) == ()
    assert closed(session).commitments[0].owner == "Ali"


def test_the_owner_and_the_date_of_a_commitment_are_kept() -> None:
    session = begun(everything_kept(), "Mette")
    session = done(session, AddCommitment("Ring", "Mette", date(2026, 3, 6)))
    commitment = closed(session).commitments[0]

    assert (commitment.owner, commitment.due) == ("Mette", date(2026, 3, 6))


def test_nothing_of_what_lives_only_with_the_session_is_in_the_note() -> None:
    session = begun(check_out(), "Mette", "Jonas")
    session = done(session, phases.NextPhase(), turns.PassTurn(), turns.PassOn(), now=at(3))
    live = set(session.live.model_dump(by_alias=True))
    note = closed(session).model_dump(by_alias=True)

    assert live & set(note) == {"guide"}  # of the guide its id alone
    assert note["guide"] == "test-guide"
    assert "Mette" not in str(note)
    assert "Jonas" not in str(note)


def test_the_note_to_be_kept_can_be_seen_before_the_session_is_closed() -> None:
    session = done(begun(check_out()), board.AddKeyword("talked", "Få"))

    assert kept_note(session, at(3)).minutes == 3
    assert session.running


def test_the_purpose_of_a_cleared_board_is_kept_only_where_it_is_chosen() -> None:
    session = done(begun(supervision()), board.SetPurpose("skilsmisse"))
    assert closed(session).purpose is None
    assert [item.kept for item in closing_items(session)] == [False]

    assert closed(done(session, board.KeepText("purpose", True))).purpose == "skilsmisse"


def test_a_commitment_that_is_let_go_is_not_in_the_note_and_its_id_takes_no_choice_along() -> None:
    session = done(
        begun(check_out()),
        AddCommitment("vi ringer"),
        KeepCommitment(0, False),
    )
    assert closed(session).commitments == ()

    session = done(session, DeleteCommitment(0), AddCommitment("vi mødes"))
    assert [commitment.what for commitment in closed(session).commitments] == ["vi mødes"]


def test_what_others_may_have_put_into_a_session_is_not_written_unseen() -> None:
    session = done(begun(check_out()), board.AddKeyword("talked", "Få"))
    keyword = Keyword.model_validate({"text": "Én", "said_by": "Mette"})
    note = session.note.with_entries("talked", (keyword,)).model_copy(update={"extra": "Mette"})

    written = closed(session.with_note(note)).model_dump_json()

    assert "Én" in written
    assert "Mette" not in written


def test_keywords_are_shuffled_within_their_column_by_the_source_that_is_handed_in() -> None:
    session = begun(everything_kept())
    for number in range(20):
        session = done(session, board.AddKeyword("talked", f"t{number}"))
        session = done(session, board.AddKeyword(LEARNING, f"l{number}"))
    note = closed(session)
    orders = {tuple(texts(shuffled(note, Random(s)).entries("talked"))) for s in range(20)}  # noqa: S311

    assert len(orders) == 20
    assert {tuple(sorted(o)) for o in orders} == {tuple(sorted(texts(note.entries("talked"))))}
    mixed = shuffled(note, Random(1))  # noqa: S311
    assert sorted(texts(mixed.learning_points)) == sorted(texts(note.learning_points))
    assert texts(mixed.learning_points) != texts(note.learning_points)


def tallied(**changes: object) -> Session:
    """A workshop at its close, something in every column."""
    session = done(
        session_of(workshop(**changes), "Mette", "Jonas", begin_at="collect"),
        phases.Start(),
        board.AddKeyword("ideas", "Ro"),
        board.AddKeyword("unspoken", "frygt"),
        phases.NextPhase(),
        board.Vote("ideas", 0, 3),
        board.Pick("ideas", 0, True),
        *[phases.NextPhase()] * 3,
        phases.TakeWay("storm"),
        board.AddKeyword("talked", "alle"),
        phases.NextPhase(),
        board.Tally("mood", 2, 2),
    )
    assert session.phase.id == "mood"
    return session


def test_a_question_is_kept_by_what_its_phases_keep() -> None:
    session = tallied()
    note = closed(session)

    assert [(q.id, texts(q.keywords), q.counts) for q in note.questions] == [
        ("ideas", ["Ro"], ()),
        ("mood", [], (0, 0, 2)),
    ]
    assert {item.column for item in closing_items(session)} == {"ideas", "mood"}
    for column in ("unspoken", "talked"):
        with pytest.raises(Refused, match="Nothing of this question"):
            done(session, board.KeepKeyword(column, 0, True))


def test_votes_are_kept_as_a_count_and_nothing_of_who_or_what_was_picked() -> None:
    (keyword,) = closed(tallied()).entries("ideas")

    assert keyword == Keyword(text="Ro", votes=3)


def test_the_counts_of_a_question_can_be_let_go() -> None:
    session = done(tallied(), board.KeepTally("mood", False))

    assert [q.id for q in closed(session).questions] == ["ideas"]
    assert [q.counts for q in closed(done(session, board.KeepTally("mood", True))).questions][
        -1:
    ] == [(0, 0, 2)]


def test_of_a_cleared_board_counts_are_kept_and_no_word() -> None:
    note = closed(tallied(board="cleared"))

    assert [(q.id, q.keywords, q.counts) for q in note.questions] == [("mood", (), (0, 0, 2))]
    assert note.learning_points == ()
    assert redacted(note).questions == note.questions


def test_a_question_that_is_never_kept_keeps_no_counts() -> None:
    questions = [{"id": "mood", "text": "?", "scale": ["Lav", "Høj"], "keep": False}]
    session = begun(guide([phase("mood", 5, questions=["mood"])], questions=questions))
    session = done(session, board.Tally("mood", 0, 2))

    assert closing_items(session) == ()
    assert closed(session).questions == ()
    with pytest.raises(Refused):
        done(session, board.KeepTally("mood", True))


def test_a_session_with_a_measurement_leaves_a_note_only_where_something_else_is_kept() -> None:
    plain = begun(check_out())
    measured = done(plain, phases.AttachMeasurement("2026-11-21-k3f9"))

    assert leaves_note(plain)
    assert not leaves_note(measured)
    assert leaves_note(done(measured, AddCommitment("Aftale")))
    assert not leaves_note(done(measured, AddCommitment("Aftale"), KeepCommitment(0, keep=False)))
    assert "k3f9" not in closed(measured).model_dump_json()
