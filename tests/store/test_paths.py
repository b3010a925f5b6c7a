"""Where things are, and what it costs to know."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from facilitator.store.paths import archive_folder, sessions_folder, where
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path


def test_the_archive_is_the_one_asked_for_before_any_other(tmp_path: Path, own_home: Path) -> None:
    here = tmp_path / "here"
    (here / "sessions").mkdir(parents=True)
    environ = {"FACILITATOR_SESSIONS": str(tmp_path / "said")}

    assert archive_folder(tmp_path / "asked", environ, here) == tmp_path / "asked"
    assert archive_folder(None, environ, here) == tmp_path / "said"
    assert archive_folder(None, {}, here) == own_home / "data" / "facilitator" / "sessions"
    (here / "sessions" / "archive.toml").touch()
    assert archive_folder(None, {}, here) == here / "sessions"
    assert archive_folder(None, {"FACILITATOR_SESSIONS": ""}, here) == here / "sessions"


def test_a_test_that_undoes_its_patches_keeps_the_home_of_its_own(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    assert archive_folder(None, os.environ, tmp_path) == own_home / "sessions"
    assert sessions_folder().is_relative_to(own_home)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("arkiv", "here/arkiv"), ("../arkiv", "arkiv"), ("~/arkiv", "home/arkiv"), ("./", "here")],
)
def test_a_folder_asked_for_is_meant_from_where_we_stand(
    tmp_path: Path, own_home: Path, asked: str, meant: str
) -> None:
    assert own_home == tmp_path / "home"

    assert archive_folder(asked, {}, tmp_path / "here") == tmp_path / meant


def test_every_path_in_use_is_told_with_whether_it_is_there(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "archive.toml").touch()

    places = {_(place.label): place for place in where(tmp_path)}

    assert {label: place.exists for label, place in places.items()} == {
        "Arkiv": True,
        "Arkivets indstillinger": True,
        "Arkivets forløb": False,
        "Indstillinger": False,
        "Dine egne forløb": False,
        "Programmets forløb": True,
        "Noter, der kun er dine": False,
        "Husket rækkefølge af navne": False,
        "Sessioner i gang": False,
        "Svar i åbne målinger": False,
        "Låse": False,
        "Indeks til søgning": False,
    }
    assert places["Indstillinger"].path == own_home / "config" / "facilitator" / "settings.toml"
    assert all(place.path.is_absolute() for place in places.values())


def test_the_store_loads_no_screen_and_nothing_it_does_not_need_at_once() -> None:
    rooms = (
        "archive",
        "guides",
        "index.notes",
        "paths",
        "remembered_order",
        "session_file",
        "settings",
    )
    program = "".join(f"import facilitator.store.{room}\n" for room in rooms)
    done = subprocess.run(
        [sys.executable, "-c", f"{program}import sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}

    assert {"pydantic", "facilitator"} <= loaded
    assert not loaded & {"asyncio", "babel", "click", "filelock", "platformdirs", "textual"}
