"""One team is one team wherever it is asked for: in the index, its folder, a course, a review."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.measurement.overlap import on_this_occasion
from facilitator.core.measurement.trend import course
from facilitator.core.note import Commitment
from facilitator.core.team import team_key
from facilitator.core.text.query import Query, query_of
from facilitator.store.exporting import closed_notes, look_back
from facilitator.store.guides import PrivateGuides
from facilitator.store.index.commitments import agreed, open_of_team
from facilitator.store.index.notes import teams, teams_met
from facilitator.store.index.search import matching
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.measurement.notes import read_measurement
from facilitator.store.remembered_order import remember_order, remembered_order
from facilitator.store.teams import join_teams
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.listing import up_to_date
from tests.store.samples import TODAY, a_note, a_session, put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.store.archive import Archive

SAME = [("Team Nord", "team  NORD"), ("Team Blå", "Team Blaa"), ("Müller", "Mu\u0308ller")]
TWO = [("Müller", "Muller"), ("Team Nord", "Teamnord"), ("Idé", "Ide")]


def filled(archive: Archive, names: Iterable[str]) -> Archive:
    for number, team in enumerate(names):
        note = a_note(
            [f"ord {number}"],
            note_id=f"n{number}",
            team=team,
            day=TODAY - timedelta(days=number),
            commitments=[Commitment(id=f"c{number}", what="x")],
        )
        put(archive, f"{number}.toml", note)
    return archive


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_team_are_one_everywhere(archive: Archive, one: str, other: str) -> None:
    index = up_to_date(filled(archive, (one, other, one)))
    (archive.folder / other).mkdir()

    assert len(teams(index)) == len(teams_met(index)) == 1
    for team in (one, other):
        assert len(closed_notes(index, team, PrivateGuides())) == 3
        assert look_back(archive, index, team, PrivateGuides(), TODAY).review.rhythm.sessions == 3
        assert len(open_of_team(index, team)) == len(agreed(index, team)) == 3
        assert len(matching(index, query_of(f'team:"{team}"'))) == 3
        assert archive.team_folder(team).name in {one, other}
    assert archive.team_folder(one).is_dir()


def test_an_accent_that_is_typed_counts_in_a_search_and_one_that_is_not_may_be_there(
    archive: Archive,
) -> None:
    index = up_to_date(filled(archive, ("Team Müller", "Team Muller")))

    assert len(matching(index, query_of("team:müll"))) == 1
    assert len(matching(index, query_of("team:mull"))) == 2


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_teams_are_two_everywhere(archive: Archive, one: str, other: str) -> None:
    index = up_to_date(filled(archive, (one, other)))

    assert len(teams(index)) == len(teams_met(index)) == 2
    for team in (one, other):
        assert [note.team for note in closed_notes(index, team, PrivateGuides())] == [team]
        assert [kept.team for kept in open_of_team(index, team)] == [team]
        assert [each.team for each in agreed(index, team)] == [team]
        assert len(matching(index, Query(whole_team=team_key(team)))) == 1
        assert archive.team_folder(team).name == team


@pytest.mark.parametrize(
    ("one", "other", "is_one"), [(*pair, True) for pair in SAME] + [(*pair, False) for pair in TWO]
)
def test_measurements_are_of_one_course_where_the_team_is_one(
    one: str, other: str, *, is_one: bool
) -> None:
    first = closed(answered(random_rows(8, 5), team=one, day=date(2026, 1, 5)))
    second = closed(answered(random_rows(8, 5, 2), team=other, day=date(2026, 6, 5), number=2))

    assert len(course(one, [first, second])) == 1 + is_one
    assert (on_this_occasion(other, date(2026, 1, 9), [first]) is not None) == is_one


def test_an_order_of_names_is_remembered_for_the_team_however_it_is_spelled(
    archive: Archive,
) -> None:
    (archive.folder / "archive.toml").write_text("remember_order = true\n", "utf-8")

    remember_order(archive, "Team Blå", ["Mette", "Hans"])

    assert remembered_order(archive, "team  blaa") == ("Mette", "Hans")
    assert remembered_order(archive, "Team Bla") == ()


def test_joined_teams_are_one_in_every_file_and_the_rest_of_it_stays_as_it_was_written(
    archive: Archive,
) -> None:
    filled(archive, ("Müller", "Muller", "muller"))
    path = archive.folder / "1.toml"
    path.write_bytes(b"# by hand\n" + path.read_bytes())
    shutil.copy(path, archive.folder / "1 (1).toml")
    measured = put_measurement(archive, closed(answered(random_rows(8, 5), team="Muller")))
    index = up_to_date(archive)

    assert join_teams(archive, index, "MULLER", "müller") == (4, ())

    assert teams(index) == ("Müller",)
    assert path.read_text("utf-8").startswith("# by hand\n")
    assert len(closed_notes(index, "Müller", PrivateGuides())) == 3
    assert read_measurement(measured).team == "Müller"
    for file in archive.folder.rglob("*.toml"):
        assert "muller" not in file.read_text("utf-8").casefold()


@pytest.mark.parametrize(("one", "other"), [("Nord", "NORD"), ("Nord", "Vest"), ("Vest", "Nord")])
def test_a_team_is_joined_to_another_that_is_there(archive: Archive, one: str, other: str) -> None:
    index = up_to_date(filled(archive, ("Nord", "Syd")))

    with pytest.raises(Refused):
        join_teams(archive, index, one, other)
    assert len(teams(index)) == 2


def test_what_still_runs_is_named_and_keeps_its_team(archive: Archive) -> None:
    filled(archive, ("Nord", "Syd"))
    runs = put(archive, "runs.toml", a_session(note=a_note(note_id="r", team="Nord")))
    index = up_to_date(archive)

    written, left = join_teams(archive, index, "Nord", "Syd")

    assert (written, [refused.path for refused in left]) == (1, [runs])
