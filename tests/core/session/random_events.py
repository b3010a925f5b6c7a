"""What may happen in a session, for hypothesis to draw from. The own words of a test come in it."""

from __future__ import annotations

from hypothesis import strategies as st

from facilitator.core.commitments import Status
from facilitator.core.guide.model import Role
from facilitator.core.note import LEARNING, BoardColumn, Keyword
from facilitator.core.room import KeptRoom
from facilitator.core.session.board import (
    AddColumns,
    AddKeywords,
    AddVotes,
    DeleteKeyword,
    KeepKeyword,
    KeepTally,
    KeepText,
    MoveKeyword,
    Pick,
    Tally,
    Vote,
)
from facilitator.core.session.commitments import DeleteCommitment, FollowUp, KeepCommitment
from facilitator.core.session.model import Followed
from facilitator.core.session.opening import Prepare
from facilitator.core.session.people import Arrive, AssignRole, Leave
from facilitator.core.session.phases import (
    AttachMeasurement,
    BeginClose,
    Hide,
    KeepRoom,
    NextPhase,
    Pause,
    PreviousPhase,
    Prolong,
    ReturnFromClose,
    SetElapsed,
    ShowResult,
    Start,
    TakeWay,
    ThinkingPause,
    WrapUp,
)
from facilitator.core.session.turns import GiveTurn, NewRound, PassOn, PassTurn, TurnBack

NAMES = ("Mette", "Jonas", "Søren Holm", "Anne-Lise", "Bo")
names = st.sampled_from(NAMES)
people = st.integers(0, 5)
indices = st.integers(0, 3)
columns = st.sampled_from(("talked", "ideas", "unspoken", "mood", LEARNING))
maybe = st.booleans()
texts = st.sampled_from(("Ro", "Tid til #ros", "010136-4007"))
hashes = st.lists(st.sampled_from(("0a" * 16, "1b" * 16)), max_size=2, unique=True).map(tuple)
ROOM = KeptRoom(address="127.0.0.1", port=4000, key="0c" * 32, wall="token", code="abcdef")


def _column(column: str) -> BoardColumn:
    """A column of an earlier note."""
    return BoardColumn(id=column, text="?", keywords=(Keyword(text="Vi spørger"),))


TIME = st.one_of(
    st.sampled_from((Start(), Pause(), WrapUp(), ThinkingPause(), Prolong())),
    st.sampled_from((NextPhase(), NextPhase(), PreviousPhase())),
    st.sampled_from((BeginClose(), ReturnFromClose())),
    st.builds(TakeWay, st.sampled_from(("storm", "quiet"))),
    st.builds(SetElapsed, st.floats(0, 20)),
    st.builds(AttachMeasurement, st.none() | st.just("2026-02-01-k3f9"), maybe),
    st.builds(ShowResult, maybe),
    st.builds(KeepRoom, st.none() | st.just(ROOM)),
    st.builds(Hide, maybe),
)
TURNS = st.one_of(
    st.sampled_from((PassOn(), PassOn(), PassTurn(), TurnBack(), NewRound())),
    st.builds(GiveTurn, people),
)
PEOPLE = st.one_of(
    st.builds(Arrive, names),
    st.builds(Leave, people),
    st.builds(AssignRole, st.sampled_from((*Role, "helper")), st.none() | people, maybe),
    st.builds(
        Prepare,
        st.just("Team Nord"),
        st.lists(names, max_size=4, unique=True).map(tuple),
        st.lists(
            st.tuples(st.sampled_from(tuple(map(str, Role))), names | st.just("")), max_size=2
        ).map(tuple),
        st.just(""),
        st.none(),
    ),
)
BOARD = st.one_of(
    st.builds(MoveKeyword, columns, indices, columns),
    st.builds(DeleteKeyword, columns, indices),
    st.builds(AddColumns, st.tuples(st.builds(_column, columns))),
    st.builds(KeepKeyword, columns, indices, maybe),
    st.builds(DeleteCommitment, indices),
    st.builds(KeepCommitment, indices, maybe),
    st.builds(KeepText, st.sampled_from(("purpose", "theme_word")), maybe),
    st.builds(Vote, columns, indices, st.integers(0, 4)),
    st.builds(
        AddVotes,
        columns,
        st.lists(st.sampled_from(("Ro", "Tid")), max_size=3).map(tuple),
        indices,
        hashes,
    ),
    st.builds(AddKeywords, st.lists(st.tuples(columns, texts), max_size=3).map(tuple), hashes),
    st.builds(Pick, columns, indices, maybe),
    st.builds(Tally, columns, indices, st.integers(0, 5)),
    st.builds(KeepTally, columns, maybe),
    st.builds(
        FollowUp,
        st.builds(
            Followed,
            note=st.sampled_from(("2026-02-01-test", "2026-02-08-test")),
            commitment=st.sampled_from(("c1", "c2")),
            what=st.just("Vi ringer"),
            before=st.just(Status.OPEN),
            revision=st.none(),
            status=st.sampled_from((Status.DONE, Status.CONTINUING, Status.RELEASED)),
        ),
        is_taken_back=maybe,
    ),
)
