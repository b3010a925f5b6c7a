"""The follow-up at the real command: what is changed there stands in the note's file."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

NOTE = """\
# Skrevet i hånden
schema = 1
id = "2026-02-03-k3f9"
team = "Nord"
guide = "check-out"
title = "Check-out"
language = "da"
date = 2026-02-03
board = "kept"
farve = "blå" # vores egen

[[commitments]]
id = "c1"
what = "Vi ringer, før vi kører"
vigtig = true # også vores
due = 2026-02-10
"""


def note_in(archive: Path) -> Path:
    path = archive / "Nord" / "egen fil.toml"
    path.parent.mkdir(parents=True)
    path.write_text(NOTE, encoding="utf-8")
    return path


def at_the_door(t: Terminal) -> None:
    t.wait_for("Opfølgning")
    t.press(*["down"] * 5, "enter")
    t.wait_for("Opfølgning", "Aftaler")
    t.press("enter")
    t.wait_for("Vi ringer, før vi kører", "1 åben aftale")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 15)])
def test_one_that_is_done_is_so_in_its_file_and_nothing_else_is_other(
    archive: Path, columns: int, rows: int
) -> None:
    path = note_in(archive)
    with Terminal(columns=columns, rows=rows) as t:
        at_the_door(t)
        t.type("g")
        t.wait_for("✓ Vi ringer", "0 åbne aftaler")
        t.press("ctrl+q")
        assert t.wait_for_end() == 0
    ended = tomllib.loads(path.read_text(encoding="utf-8"))["commitments"][0].pop("ended")
    assert 0 <= (datetime.now().astimezone().date() - ended).days <= 1
    added = f'status = "done"\nended = {ended}\nrevision = 1\n'
    assert path.read_text(encoding="utf-8") == NOTE + added
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert list(path.parent.iterdir()) == [path]


def test_a_change_by_another_program_is_shown_beside_ones_own(archive: Path) -> None:
    path = note_in(archive)
    with Terminal() as t:
        at_the_door(t)
        t.type("h")
        t.wait_for("Ctrl+S")
        t.type("Det gik")
        other = ("set", "2026-02-03-k3f9", "c1", "--owner", "Åse")
        subprocess.run([sys.executable, "-m", "facilitator", "commitments", *other], check=True)
        t.press("enter")
        t.wait_for("Sådan står der nu", "Åse", "Det gik")
        t.press("down", "enter")
        t.wait_until(lambda: "╰" not in t.text, "the list")
        t.wait_for("Det gik", "Ansvarlig: Åse")
        t.press("ctrl+q")
        assert t.wait_for_end() == 0
    (commitment,) = tomllib.loads(path.read_text(encoding="utf-8"))["commitments"]
    assert (commitment["owner"], commitment["happened"]) == ("Åse", "Det gik")
    assert commitment["revision"] == 2
    assert commitment["vigtig"] is True
