"""A guide, a team and the people in the room become the first state of a session."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from facilitator.core.errors import Refused
from facilitator.core.guide.model import (
    BoardAtClose,
    Gate,
    GateChoice,
    Order,
    Role,
)
from facilitator.core.session.board import AddKeyword
from facilitator.core.session.closing import kept_note
from facilitator.core.session.model import Live, Session
from facilitator.core.session.opening import (
    GatesNotPassed,
    Prepare,
    SessionSetup,
)
from facilitator.core.session.people import AssignRole
from facilitator.core.session.phases import NextPhase
from facilitator.core.session.turns import PassOn, PassTurn
from facilitator.core.team import LONGEST_TEAM
from tests.core.builders import (
    NOON,
    begun,
    check_out,
    done,
    guide,
    opened,
    phase,
    planned,
    session_of,
    supervision,
)


def open_for(team: str, purpose: str = "") -> Session:
    return opened(SessionSetup(check_out(), team, purpose=purpose))


def test_the_note_holds_the_guide_the_team_the_day_and_the_questions() -> None:
    note = session_of(check_out()).note

    assert (note.id, note.team, note.date) == ("2026-03-03-test", "Birkelunden", date(2026, 3, 3))
    assert (note.guide, note.title, note.language) == ("test-guide", "Forløb", "da")
    assert note.board is BoardAtClose.KEPT
    assert [(column.id, column.text) for column in note.questions] == [
        ("talked", "Hvem talte?"),
        ("ideas", "Kom der ideer?"),
    ]


@pytest.mark.parametrize(("guide_says", "note_says"), [(True, True), (False, None)])
def test_a_private_guides_note_says_of_itself_that_it_is_private_also_when_closed(
    *, guide_says: bool, note_says: bool | None
) -> None:
    session = session_of(check_out().model_copy(update={"private": guide_says}))

    assert session.note.private is note_says
    assert kept_note(session, NOON).private is note_says


def test_enter_alone_is_enough_nobody_needs_to_be_named() -> None:
    session = session_of(check_out())

    assert session.present == ()
    assert planned(session) == [2, 6, 2]


def test_people_are_there_in_the_order_they_were_named_with_their_roles() -> None:
    session = session_of(supervision(), "Mette", "Jonas", roles={Role.SUPERVISEE: " jonas "})

    assert [session.name(person) for person in session.present] == ["Mette", "Jonas"]
    assert session.live.roles == {Role.SUPERVISEE: 1}


def test_a_role_goes_to_somebody_who_was_named() -> None:
    with pytest.raises(Refused, match="nobody of that name"):
        session_of(supervision(), "Mette", roles={Role.SUPERVISEE: "Jonas"})


def test_two_of_one_name_are_told_apart_before_the_session_begins() -> None:
    with pytest.raises(Refused, match="is here already"):
        session_of(check_out(), "Mette", "mette")


@pytest.mark.parametrize("team", ["", "  ", "x" * (LONGEST_TEAM + 1)])
def test_a_team_has_a_name(team: str) -> None:
    with pytest.raises(Refused, match="name has 1 to 80 characters"):
        open_for(team)


@pytest.mark.parametrize("team", ["../x", "CON", "Nord/Syd", "Hold 🌱"])
def test_a_team_is_called_what_it_is_called(team: str) -> None:
    assert open_for(team).note.team == team


def test_a_purpose_is_said_when_the_session_opens() -> None:
    assert open_for("Nord", "At lære").note.purpose == "At lære"
    assert open_for("Nord").note.purpose is None


def test_a_running_session_comes_back_from_its_file_as_it_was() -> None:
    session = begun(supervision(), "Mette", "Jonas", roles={Role.SUPERVISEE: "Mette"})
    session = done(session, *[NextPhase()] * 4, PassTurn(), AddKeyword("talked", "Ro #idé"))
    written = session.model_dump(mode="python", by_alias=True)

    assert Session.model_validate(written) == session


@pytest.mark.parametrize(
    "broken",
    [
        {"position": 6},
        {"roles": {"supervisee": 2}},
        {"seen": NOON.replace(tzinfo=None)},
        {"phases": [{"phase": "unknown", "original": 1, "minutes": 1}]},
        {"phases": [{"phase": "theme", "original": 1, "minutes": 1, "round": {"order": [4]}}]},
    ],
)
def test_a_running_session_that_does_not_hang_together_is_refused(
    broken: dict[str, object],
) -> None:
    written = begun(supervision(), "Mette", "Jonas").live.model_dump(by_alias=True)

    Live.model_validate(written)
    with pytest.raises(ValidationError):
        Live.model_validate(written | broken)


def test_a_guide_with_gates_does_not_begin_before_they_were_asked_about() -> None:
    gated = check_out().model_copy(
        update={"gates": (Gate(text="Fare?", choices=(GateChoice(label="Nej"),)),)}
    )

    with pytest.raises(GatesNotPassed):
        session_of(gated)
    assert session_of(gated, gates_passed=True).opening


def test_nothing_begins_of_which_no_phase_is_left() -> None:
    with pytest.raises(Refused, match="No phase is left"):
        session_of(guide([phase("frame", 2, optional=True)]), without=["frame"])


def prepared(session: Session, *names: str, **changed: Any) -> Session:
    """The session after going back to what was prepared, with these people in it."""
    live = session.live
    roles = tuple((role, session.name(who)) for role, who in live.roles.items())
    event = Prepare(session.note.team, names, roles, session.note.purpose or "", live.order)
    return done(session, event._replace(**changed))


def speaks(session: Session) -> str:
    going = session.live_phase.round
    assert going
    assert going.current is not None
    return session.name(going.current)


def in_second_turn() -> Session:
    session = done(begun(check_out(), "Mette", "Jonas", "Søren"), NextPhase())
    return done(session, AddKeyword("talked", "få talte"), PassOn())


def test_going_back_to_what_was_prepared_changes_nothing_where_nothing_is_changed() -> None:
    session = in_second_turn()

    assert prepared(session, "Mette", "Jonas", "Søren") == session


def test_a_team_a_purpose_an_order_and_roles_can_be_other_ones_while_it_runs() -> None:
    session = prepared(
        in_second_turn(),
        *("Mette", "Jonas", "Søren"),
        team=" Syd ",
        purpose="Ro",
        order=Order.VOLUNTARY,
        roles=((Role.FACILITATOR, "Jonas"), (Role.LEADER, "")),
    )

    assert (session.note.team, session.note.purpose) == ("Syd", "Ro")
    assert (session.live.order, session.live.roles) == (Order.VOLUNTARY, {"facilitator": 1})
    assert session.note.entries("talked")[0].text == "få talte"


def test_who_is_named_in_the_place_of_one_that_is_gone_is_the_same_person() -> None:
    session = prepared(in_second_turn(), "Mette", "Jonna", "Søren")

    assert speaks(session) == "Jonna"
    assert len(session.live.people) == 3


def test_who_is_named_no_more_has_gone_and_who_is_new_comes_into_the_round() -> None:
    session = prepared(in_second_turn(), "Mette", "Søren", "Bo", "Åse")

    assert [session.name(p) for p in session.present] == ["Mette", "Søren", "Bo", "Åse"]
    assert speaks(session) == "Søren"
    everybody = {person.name for person in session.live.people}
    assert everybody == {"Mette", "Jonas", "Søren", "Bo", "Åse"}


def test_people_named_in_another_order_keep_their_turns_and_their_roles() -> None:
    session = done(in_second_turn(), AssignRole(Role.FACILITATOR, 2))
    session = prepared(session, "Søren", "Jonas", "Mette")

    assert [person.name for person in session.live.people] == ["Søren", "Jonas", "Mette"]
    assert speaks(session) == "Jonas"
    assert session.live.roles == {"facilitator": 0}


def test_a_round_in_which_nobody_has_spoken_takes_the_order_in_which_they_now_sit() -> None:
    session = done(begun(check_out(), "Mette", "Jonas", "Søren"), NextPhase())

    assert speaks(prepared(session, "Søren", "Mette", "Jonas")) == "Søren"


def test_two_people_can_change_roles_at_once() -> None:
    session = begun(supervision(), "Mette", "Jonas", "Søren")
    session = done(session, AssignRole(Role.SUPERVISEE, 0), AssignRole(Role.SUPERVISOR, 1))
    session = prepared(
        session,
        *("Mette", "Jonas", "Søren"),
        roles=((Role.SUPERVISEE, "Jonas"), (Role.SUPERVISOR, "Mette")),
    )

    assert session.live.roles == {"supervisee": 1, "supervisor": 0}


@pytest.mark.parametrize(
    "changed", [{"team": " "}, {"names": ("Bo", "bo")}, {"names": ("",)}, {"names": ("x" * 41,)}]
)
def test_what_no_session_can_begin_with_is_refused_while_it_runs_too(
    changed: dict[str, object],
) -> None:
    with pytest.raises(Refused):
        prepared(in_second_turn(), "Mette", **changed)
