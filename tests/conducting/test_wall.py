"""What a wall shows at each moment: little before the first phase, in a pause, and at the close."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.conducting.team import TeamsOwn
from facilitator.conducting.wall import WallParts, wall_parts
from facilitator.core.commitments import Status
from facilitator.core.guide.model import Shows
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.note import Commitment
from facilitator.core.session.phases import BeginClose, NextPhase, ThinkingPause
from facilitator.core.session.stage import stage_view
from facilitator.store.index.commitments import KeptCommitment
from tests.core.builders import at, begun, check_out, done
from tests.core.measurement.measures import TODAY, A, answered, closed
from tests.store.samples import a_frame

if TYPE_CHECKING:
    from facilitator.core.session.events import Event
    from facilitator.core.session.stage import StageView

KEPT = KeptCommitment(
    Commitment(id="a-1", what="Vi ringer først", status=Status.OPEN),
    "n-1", "Team Nordlys", "check-out", "Check-out", TODAY, Path("n-1.md"),
)  # fmt: skip
ALL_OF_IT = tuple(Shows)


def the_teams() -> TeamsOwn:
    measurement = closed(answered(A))
    result = result_of(measurement, [measurement], least=5)
    return TeamsOwn(a_frame(what=["Ro"]), (KEPT,), (result, "da"))


def round_of(*events: Event, **changes: object) -> StageView:
    """The round of a check-out after these events, in a guide that shows all of the team's."""
    session = done(begun(check_out(), "Anna", "Bo"), NextPhase(), *events)
    return stage_view(session, at(0)).model_copy(update={"shows": ALL_OF_IT, **changes})


def headings_of(parts: WallParts) -> list[str]:
    return [shown.heading for shown in parts.lists]


def test_in_a_phase_there_is_what_it_shows_of_the_team_s_beside_turn_and_board() -> None:
    parts = wall_parts(round_of(), the_teams())

    assert (parts.frame, parts.result) == (the_teams().frame, the_teams().result)
    assert headings_of(parts) == ["Siden sidst"]
    assert parts.turn
    assert parts.headings
    assert parts.has_time


def test_in_a_thinking_pause_there_is_nothing_to_read() -> None:
    assert wall_parts(round_of(ThinkingPause()), the_teams()) == WallParts()


def test_at_the_close_there_is_only_what_may_be_kept() -> None:
    assert wall_parts(round_of(BeginClose()), the_teams()) == WallParts(has_joining=False)


def test_before_the_first_phase_there_is_how_it_begins_and_nothing_of_what_comes() -> None:
    view = round_of(opening=True, purpose="At vi taler om det.")
    parts = wall_parts(view, the_teams())

    assert headings_of(parts) == ["Formål", "Før vi begynder", "Siden sidst", "Vores spilleregler"]
    assert parts == WallParts(lists=parts.lists)


def test_one_person_alone_is_shown_no_ground_rules_before_the_first_phase() -> None:
    view = round_of(opening=True, is_private=True, checks=("Et roligt sted",))

    (only,) = wall_parts(view, the_teams()).lists
    assert (only.heading, only.items) == ("Før vi begynder", (("", "Et roligt sted"),))
    assert not wall_parts(view.model_copy(update={"checks": ()}), the_teams()).lists


def test_where_the_prompt_stands_alone_there_is_neither_time_nor_who_takes_part() -> None:
    view = round_of(listeners=("Bo",))
    quiet = wall_parts(view.model_copy(update={"quiet": True}), the_teams())

    assert wall_parts(view, the_teams()).people
    assert (quiet.people, quiet.has_time) == ((), False)
    assert quiet.turn == view.turn


def test_the_result_of_the_session_s_measurement_stands_in_the_place_of_the_board() -> None:
    parts = wall_parts(round_of(shows=(), measurement="m-1"), the_teams())

    assert parts.result == the_teams().result
    assert parts.headings == ()


@pytest.mark.parametrize(
    ("own", "texts"),
    [
        (TeamsOwn(), []),
        (TeamsOwn(earlier=()), ["Teamet har ingen åbne aftaler."]),
        (TeamsOwn(earlier=(KEPT,)), ["Vi ringer først"]),
    ],
    ids=["not read yet", "none", "one"],
)
def test_earlier_commitments_are_there_once_they_are_read(own: TeamsOwn, texts: list[str]) -> None:
    lists = wall_parts(round_of(), own).lists
    shown = [text for shown in lists for _mark, text in shown.items]

    assert len(shown) == len(texts)
    assert all(text in words for text, words in zip(texts, shown, strict=True))
