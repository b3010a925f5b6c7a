"""`facilitator search`: what it prints, what it gives back, and what it loads for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.store.notes import dumps
from tests.store.samples import a_note
from tests.test_architecture import SCREEN, loaded_by

if TYPE_CHECKING:
    from pathlib import Path


def put(home: Path, name: str, *keywords: str, team: str = "Team Nordlys", day: int = 21) -> None:
    path = home / "sessions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    note = a_note(keywords, note_id=name.removesuffix(".toml"), team=team, day=date(2026, 11, day))
    path.write_bytes(dumps(note))


def search(*arguments: str, lang: str = "da", code: int = 0) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "--lang", lang, "search", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert (done.returncode, "Traceback" in err) == (code, False), err
    return out, err


def test_each_hit_says_where_it_stands(own_home: Path) -> None:
    put(own_home, "a.toml", "Vi talte åbent om en fejl")

    assert json.loads(search("FEJL", "--json")[0]) == [
        {
            "id": "a",
            "team": "Team Nordlys",
            "date": "2026-11-21",
            "guide": "check-out",
            "question": "Hvad observerede du på mødet?",
            "text": "Vi talte åbent om en fejl",
        }
    ]


def test_the_newest_come_first_as_lines_of_text(own_home: Path) -> None:
    put(own_home, "a.toml", "en fejl", day=1)
    put(own_home, "b.toml", "to fejl", day=2)

    assert search("fejl")[0] == (
        "b  2026-11-02  Team Nordlys  Hvad observerede du på mødet?: to fejl\n"
        "a  2026-11-01  Team Nordlys  Hvad observerede du på mødet?: en fejl\n"
    )


def test_a_team_is_named_whole_by_the_option_and_by_a_part_in_the_query(own_home: Path) -> None:
    put(own_home, "a.toml", "en fejl", team="Team 1")
    put(own_home, "b.toml", "to fejl", team="Team 10")

    assert [hit["id"] for hit in json.loads(search("fejl", "--team", "team 1", "--json")[0])] == [
        "a"
    ]
    assert len(json.loads(search("fejl", "team:1", "--json")[0])) == 2


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_nothing_found_is_one_as_with_grep_and_said(own_home: Path, more: tuple[str, ...]) -> None:
    put(own_home, "a.toml", "ord")

    assert search("findesikke", *more, code=1) == (
        "[]\n" if more else "",
        "Intet blev fundet.\n",
    )


@pytest.mark.parametrize("arguments", [(), ("",), ("  ", "--json"), ("x", "--no-such-option")])
def test_wrong_use_is_two(arguments: tuple[str, ...]) -> None:
    out, err = search(*arguments, code=2)

    assert out == ""
    assert err


@pytest.mark.parametrize("part", ["fra:2026-99", "team:", 'team:""', "tema:findesikke", "til:i"])
def test_a_prefix_that_asks_for_nothing_is_wrong_use_and_is_said(part: str) -> None:
    out, err = search("fejl", part, code=2)

    assert out == ""
    assert part in err


def test_no_screen_and_no_model_is_loaded_to_search_an_archive_that_has_been_read(
    own_home: Path,
) -> None:
    put(own_home, "a.toml", "ord")
    loaded_by("-m", "facilitator", "search", "ord")

    path = own_home / "sessions" / "a.toml"
    os.utime(path, (1e9, 1e9))
    assert not loaded_by("-m", "facilitator", "search", "ord") & SCREEN
    assert not loaded_by("-m", "facilitator", "search", "ord") & {*SCREEN, "pydantic", "babel"}


@pytest.mark.parametrize("query", ["vi talte", "talte vi", "vi er om talte", "i vi talte åbent"])
def test_a_short_word_beside_a_longer_one_is_found_and_ends_no_program(
    own_home: Path, query: str
) -> None:
    for number in range(20):
        put(own_home, f"n{number}.toml", "her er vi", "vi talte åbent om en fejl i dag")

    found = {hit["id"] for hit in json.loads(search(query, "--json")[0])}
    assert found == {f"n{number}" for number in range(20)}
