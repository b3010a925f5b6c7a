"""One team is one team, however its name is spelled; two teams stay two."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.team import near_teams, same_team, team_key

names = st.text(alphabet="aåAÅöüøæ -é1ß\u0131\u0301\u00a0", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team Nord", "team nord"),
        ("Team Nord", "  TEAM   Nord "),
        ("Team Nord", "Team\u00a0Nord"),
        ("Team Nord", "Team\tNord\n"),
        ("Team Nord", "Team\u200b No\u00adrd"),
        ("Team Nord", "Team\u200d Nord\u200c"),
        ("Team \u2665", "Team \u2665\ufe0f"),
        ("Team Nord", "Team \u200d Nord"),
        ("Ålborg", "Aalborg"),
        ("Team Blå", "TEAM BLAA"),
        ("Team Blå", unicodedata.normalize("NFD", "Team Blå")),
        ("Müller", "MÜLLER"),
        ("Müller", "Mu\u0308ller"),
        ("Strauß", "STRAUSS"),
    ],
)
def test_what_differs_in_case_spaces_forms_and_aa_is_one_team(one: str, other: str) -> None:
    assert same_team(one, other)
    assert near_teams([one, other]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Muller"),
        ("Team Nord", "Teamnord"),
        ("Nord-Vest", "Nord Vest"),
        ("Nord–Vest", "Nord-Vest"),
        ("Ærø", "Aeroe"),
        ("Team Nordlys", "Team Nordly"),
        ("Team Nordlys", "Team Nordlyss"),
        ("Team Nordlys", "Team Norldys"),
        ("Team Nordlys", "Team Nordlis"),
        ("Idéholdet", "Ideholdet"),
        ("Anna’s team", "Annas team"),
        ("Team Nord", "Nord team"),
        ("Team Nord", "Nord"),
        ("Teamet Nord", "Team Nord"),
        ("Syd Nord", "Nord Syd"),
        ("Team A & B", "Team A og B"),
        ("Team A + B", "Team A and B"),
        ("Team 1", "Team 01"),
        ("Team \uff21", "Team A"),
        ("Team Nord", "Team N\u043erd"),
        ("Syd", "\u0405\u0443d"),
        ("Team Vest", "\u0422\u0435\u0430m Vest"),
        ("East", "\u0395ast"),
    ],
)
def test_what_is_near_is_two_teams_that_may_be_joined(one: str, other: str) -> None:
    assert not same_team(one, other)
    assert near_teams([one, other]) == ((one, other),)
    assert near_teams([other, one]) == ((other, one),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team 1", "Team 2"),
        ("Team 1", "Team 11"),
        ("Afdeling12", "Afdeling21"),
        ("Afdeling1", "Afdeling2"),
        ("Team A", "Team B"),
        ("Nord", "Syd"),
        ("Nord", "Fjord"),
        ("Team Vest", "Team Test"),
        ("Team Nordlys", "Team Nordlys Nat"),
        ("Nordlys", "Nordpol"),
        ("Team", "Team Nord"),
        ("Team 1", "Team 10"),
        ("Team 0", "Team 00 1"),
    ],
)
def test_what_is_not_near_is_not_asked_about(one: str, other: str) -> None:
    assert not same_team(one, other)
    assert near_teams([one, other]) == ()


def test_near_names_are_given_once_and_as_they_were_written_first() -> None:
    assert near_teams(["Müller", "muller", "Muller", "MÜLLER", "Syd"]) == (("Müller", "muller"),)


@given(names)
def test_a_key_is_its_own_key_whatever_the_case_and_the_form(name: str) -> None:
    key = team_key(name)

    assert team_key(key) == key
    assert team_key(unicodedata.normalize("NFD", name)) == key
    assert team_key(f" {name}  ") == key


@given(st.lists(names, max_size=8))
def test_near_teams_are_never_the_same_team(teams: list[str]) -> None:
    for one, other in near_teams(teams):
        assert not same_team(one, other)
        assert {one, other} <= set(teams)


def test_a_thousand_teams_are_compared_in_no_time() -> None:
    teams = [f"Bosted {chr(97 + at % 26) * 3}{at:04d} afdeling" for at in range(1000)]
    began = time.process_time()

    assert near_teams(teams) == ()
    assert time.process_time() - began < 5
