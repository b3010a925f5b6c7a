"""Which commitments are listed, and in what order: plain, without a screen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.store.index.commitments import KeptCommitment
from facilitator.ui.follow_up.listing import (
    Filter,
    TeamHeading,
    Which,
    key_of,
    listing,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from facilitator.ui.follow_up.listing import Key

TODAY = date(2026, 3, 3)


def kept(
    what: str = "Vi ringer først",
    *,
    team: str = "Nord",
    note: str = "a",
    status: Status = Status.OPEN,
    due: date | None = None,
) -> KeptCommitment:
    ended = TODAY if status in {Status.DONE, Status.RELEASED} else None
    one = Commitment(id="c1", what=what, status=status, due=due, ended=ended)
    return KeptCommitment(one, note, team, "check-out", "Check-out", TODAY, Path(note))


def whats(found: list[KeptCommitment], narrow: Filter, stay: Collection[Key] = ()) -> list[str]:
    rows = listing(found, narrow, TODAY, stay).rows
    return [row.commitment.what for row in rows if not isinstance(row, TeamHeading)]


def test_teams_stand_as_in_a_danish_list_where_two_a_are_a_letter_at_the_end() -> None:
    teams = ["Aarhus", "Østre", "Nord", "Zenit", "ærø", "Alfa"]
    assert listing([kept(team=team) for team in teams], Filter(), TODAY).teams == (
        "Alfa", "Nord", "Zenit", "ærø", "Østre", "Aarhus",
    )  # fmt: skip


def test_a_team_is_one_however_its_name_is_written() -> None:
    found = [kept("a", team="Team Nord"), kept("b", team="team  nord")]
    rows = listing(found, Filter(team="TEAM NORD"), TODAY).rows
    assert [type(row) for row in rows] == [TeamHeading, KeptCommitment, KeptCommitment]


def test_it_is_narrowed_by_status_by_day_and_by_note() -> None:
    late = TODAY - timedelta(1)
    found = [
        kept("venter"),
        kept("overskredet", due=late, note="b"),
        kept("i dag", due=TODAY),
        kept("gjort", status=Status.DONE, due=late),
        kept("går videre", status=Status.CONTINUING),
    ]
    assert whats(found, Filter()) == ["venter", "overskredet", "i dag", "går videre"]
    assert whats(found, Filter(Which.OVERDUE)) == ["overskredet"]
    assert whats(found, Filter(Status.CONTINUING)) == ["går videre"]
    assert whats(found, Filter(Which.ALL, note=Path("b"))) == ["overskredet"]
    assert whats(found, Filter(Which.ALL)) == [one.commitment.what for one in found]


def test_what_was_just_changed_stays_in_the_list_and_nothing_else_that_has_ended() -> None:
    mine = kept("gjort nu", status=Status.DONE, note="mine")
    found = [mine, kept("gjort før", status=Status.DONE)]
    assert whats(found, Filter(), stay={key_of(mine)}) == ["gjort nu"]


def test_much_is_told_of_a_team_by_all_that_is_open_not_by_what_is_listed() -> None:
    found = [kept(str(n), note=str(n)) for n in range(6)]
    (heading, _one) = listing(found, Filter(note=Path("3")), TODAY).rows
    assert heading == TeamHeading("Nord", too_many=True)
    (heading, *_five) = listing(found[:5], Filter(), TODAY).rows
    assert heading == TeamHeading("Nord", too_many=False)
