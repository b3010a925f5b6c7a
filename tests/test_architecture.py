"""The arrows between the rooms, and what an answer may load before it comes."""

from __future__ import annotations

import os
import pkgutil
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import facilitator.core
from facilitator.core.note import Commitment
from facilitator.core.text.tags import Theme
from facilitator.store.archive import Archive
from tests.store.samples import a_note, put

ROOT = Path(__file__).parent.parent
SCREEN = {"textual", "rich"}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level packages that a fresh interpreter loads to run with those arguments."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    names = [line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if "|" in line]
    return {name.partition(".")[0] for name in names}


def test_the_core_loads_no_screen_no_command_line_and_no_disk_library() -> None:
    core = [
        module.name
        for module in pkgutil.walk_packages(facilitator.core.__path__, "facilitator.core.")
    ]

    loaded = loaded_by("-c", "import " + ", ".join(core))

    assert "facilitator" in loaded
    assert not loaded & (SCREEN | {"babel", "click", "filelock", "platformdirs", "tomli_w"})


def test_the_version_is_told_without_loading_any_library() -> None:
    loaded = loaded_by("-m", "facilitator", "--version")

    assert "facilitator" in loaded
    assert not loaded & (SCREEN | {"babel", "click", "pydantic", "re", "pathlib", "typing"})


@pytest.mark.parametrize("arguments", [["--help"], ["measure", "print"]], ids=" ".join)
def test_a_plain_answer_loads_no_screen(arguments: list[str]) -> None:
    loaded = loaded_by("-m", "facilitator", *arguments)

    assert "click" in loaded
    assert not loaded & SCREEN


def test_what_only_reads_the_index_loads_no_screen_and_no_model(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv")
    archive.prepare()
    made = [Commitment(id="c1", what="Vi ringer", due=date(2026, 12, 3), theme=Theme.TRUST)]
    for number in range(3):
        put(archive, f"Nord/{number}.toml", a_note(["ord"], note_id=f"n{number}", commitments=made))
    old = time.time() - 60
    for path in (*archive.folder.rglob("*"), archive.folder):
        os.utime(path, (old, old))
    common = ("-m", "facilitator", "--sessions", str(archive.folder))
    loaded_by(*common, "notes")  # the index is made, which reads every note

    for command in (("notes",), ("notes", "--json"), ("search", "ord"), ("search", "#tillid"),
                    ("commitments",), ("commitments", "--json"), ("commitments", "--open"),
                    ("teams",)):  # fmt: skip
        unused = {*SCREEN, "pydantic", "filelock", "apsw", "hashlib", "tomli"}
        unused |= set() if "--json" in command else {"json"}
        assert not loaded_by(*common, *command) & unused, command


def test_home_is_drawn_with_no_model_and_no_archive_loaded() -> None:
    loaded = loaded_by("-c", "import facilitator.ui.app, facilitator.ui.home")

    assert "textual" in loaded
    assert not loaded & {"pydantic", "babel", "filelock", "sqlite3", "tomlkit", "tomli", "json"}


SERVER = {"starlette", "uvicorn", "h11", "anyio", "segno", "nacl"}
"""What a room is served by."""


def test_nothing_of_a_room_is_loaded_before_one_is_opened() -> None:
    loaded = loaded_by(
        "-c",
        "import facilitator.cli.main, facilitator.ui.app, facilitator.ui.session.screen;"
        "import facilitator.ui.measurement.hand_over, facilitator.ui.navigation",
    )

    assert "textual" in loaded
    assert not loaded & SERVER


def test_a_sessions_first_words_are_drawn_with_no_model_loaded() -> None:
    loaded = loaded_by(
        "-c",
        "import facilitator.cli.sessions, facilitator.ui.app, facilitator.ui.session.starting;"
        "from facilitator.store.guides import Guides;"
        "assert Guides().first_words('check-out', 'da').prompts",
    )

    assert "textual" in loaded
    assert not loaded & {"pydantic", "babel", "filelock", "sqlite3", "tomlkit"}


def test_a_sessions_screen_is_loaded_without_what_it_may_never_show() -> None:
    loaded_by(
        "-c",
        "import facilitator.conducting.setup, facilitator.store.remembered_order, sys;"
        "import facilitator.store.session_file, facilitator.ui.session.screen;"
        "unused = {'core.measurement.items', 'core.text.dates', 'core.text.query', 'store.index'};"
        "assert not {f'facilitator.{name}' for name in unused} & {*sys.modules}, sys.modules",
    )


def test_a_session_on_lines_loads_no_screen(tmp_path: Path) -> None:
    loaded = loaded_by("-m", "facilitator", "--sessions", str(tmp_path / "arkiv"),
                       "run", "check-out", "--linear", "--start")  # fmt: skip

    assert "pydantic" in loaded
    assert not loaded & SCREEN


def test_the_arrows_between_the_rooms_point_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_plan_of_the_house_names_each_file_in_its_folder_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    plan = text.split("```\nfacilitator/\n", 1)[1].split("\n```", 1)[0].split("\nsessions/", 1)[0]
    folder, planned = Path(), dict[Path, str]()
    for line in plan.splitlines():
        indent = len(line) - len(line.lstrip())
        if found := re.match(r" +(\w+)/ {2,}(\S.*)", line):
            folder = Path(*folder.parts[: indent // 2 - 1], found[1])
            planned[folder] = found[2]
        elif folder in planned:
            planned[folder] += f" {line.strip()}"

    package = ROOT / "facilitator"
    folders = {path.parent.relative_to(package) for path in package.rglob("*.py")} - {Path()}
    for folder in folders:
        files = {path.stem for path in (package / folder).glob("*.py")} - {"__init__"}
        names = re.sub(r"\([^)]*\)", "", planned[folder]).split(": ", 1)[-1]
        listed = {name.strip() for name in re.split(r"[,;:]", names)}
        assert {name for name in listed if re.fullmatch(r"[a-z_]+", name)} == files, folder
