"""What may happen in a session, for hypothesis to draw from. The own words of a test come in it."""

from __future__ import annotations

from hypothesis import strategies as st

from facilitator.core.guide.model import Role
from facilitator.core.note import LEARNING
from facilitator.core.session import events as e

NAMES = ("Mette", "Jonas", "Søren Holm", "Anne-Lise", "Bo")
names = st.sampled_from(NAMES)
people = st.integers(0, 5)
indices = st.integers(0, 3)
columns = st.sampled_from(("talked", "ideas", LEARNING))
maybe = st.booleans()
TIME = st.one_of(
    st.sampled_from((e.Start(), e.Pause(), e.WrapUp(), e.ThinkingPause(), e.Prolong())),
    st.sampled_from((e.NextPhase(), e.NextPhase(), e.PreviousPhase())),
    st.sampled_from((e.BeginClose(), e.ReturnFromClose())),
    st.builds(e.SetElapsed, st.floats(0, 20)),
)
TURNS = st.one_of(
    st.sampled_from((e.PassOn(), e.PassOn(), e.PassTurn(), e.TurnBack(), e.NewRound())),
    st.builds(e.GiveWord, people),
)
PEOPLE = st.one_of(
    st.builds(e.Arrive, names),
    st.builds(e.Leave, people),
    st.builds(e.AssignRole, st.sampled_from(Role), st.none() | people),
)
BOARD = st.one_of(
    st.builds(e.MoveKeyword, columns, indices, columns),
    st.builds(e.DeleteKeyword, columns, indices),
    st.builds(e.KeepKeyword, columns, indices, maybe),
    st.builds(e.DeleteCommitment, indices),
)
