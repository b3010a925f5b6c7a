"""A running session as text: all that a guide can say and a session can hold comes back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from facilitator.core.session.board import (
    AddKeyword,
    Pick,
    Tally,
    Vote,
)
from facilitator.core.session.people import AssignRole
from facilitator.core.session.phases import NextPhase, Start, TakeWay
from facilitator.store.guides import Guides, shipped
from facilitator.store.notes import dumps, loads
from tests.core.builders import begun, done, session_of, troika, workshop

if TYPE_CHECKING:
    from facilitator.core.session.model import Session

STATE = Path("x.age")


def through_a_workshop() -> Session:
    """With a phase left out, votes, topics, a way taken and a mood."""
    return done(
        session_of(workshop(), "Mette", "Jonas", without=["frame"]),
        Start(),
        *(AddKeyword("ideas", text) for text in ("Ro", "Tid")),
        NextPhase(),
        Vote("ideas", 0, 2),
        Pick("ideas", 1, picked=True),
        *[NextPhase()] * 3,
        TakeWay("quiet"),
        NextPhase(),
        Tally("mood", 1, 2),
    )


def test_votes_topics_ways_and_tallies_come_back() -> None:
    session = through_a_workshop()

    assert loads(dumps(session).decode(), STATE) == session
    assert "frame" in session.live.without
    assert session.live.ways == {"how": "quiet"}


def test_roles_that_go_round_come_back() -> None:
    session = done(begun(troika(), "Mette", "Jonas", "Søren"), *[NextPhase()] * 3)
    session = done(session, AssignRole("helper", 2))

    assert loads(dumps(session).decode(), STATE) == session
    assert len({phase.holder for phase in session.live.phases}) == 3


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("guide_id", [entry.id for entry in shipped("da")])
def test_a_session_of_each_guide_comes_back(guide_id: str, lang: Literal["da", "en"]) -> None:
    session = session_of(Guides().guide(guide_id, lang), "Mette", "Jonas", gates_passed=True)

    assert loads(dumps(session).decode(), STATE) == session
