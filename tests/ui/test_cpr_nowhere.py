"""A CPR number that is typed somewhere is nowhere after Enter: privacy.md P9, field by field."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

import facilitator
from facilitator.store.paths import orders_folder
from facilitator.store.state import STATE, read_state
from tests.ui.desk import at_desk, begun, written
from tests.ui.measurement.measured import door, measuring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.app import First

Way = tuple["First", "Sequence[str]"]
"""What the program begins with, and how to come to a field: keys, and texts in quotes."""

TO_THE_CLOSE = ["pagedown"] * 5
TO_THE_THEME = ["run session.next_phase"] * 2
TO_WHAT_WAS_LEARNT = ["pagedown", "escape"] * 8
AN_ENTRY = ["'x'", "enter"]
AN_AGREEMENT = ["'x'", "enter", "enter", "enter"]
WAYS: dict[str, Way] = {
    "keyword": (begun(), []),
    "theme word": (begun("supervision-60"), [*TO_THE_THEME, "2", "enter"]),
    "learning point in the line": (begun("supervision-60"), [*TO_WHAT_WAS_LEARNT, "4", "enter"]),
    "commitment in the line": (begun(), [*TO_THE_CLOSE[1:], "6", "enter"]),
    "learning point": (begun("supervision-60"), ["run session.learning_point"]),
    "purpose": (begun(), ["run session.purpose"]),
    "somebody arrives": (begun(), ["run session.arrive"]),
    "time used": (begun(), ["run session.set_elapsed", "ctrl+u"]),
    "time left": (begun(), ["f8", "ctrl+u"]),
    "what": (begun(), ["run session.commitment"]),
    "who": (begun(), ["run session.commitment", "'x'", "enter"]),
    "when": (begun(), ["run session.commitment", "'x'", "enter", "enter"]),
    "keyword on the board": (begun(), [*AN_ENTRY, "f5", "enter"]),
    "keyword at the close": (begun(), [*AN_ENTRY, *TO_THE_CLOSE, "enter"]),
    "commitment at the close": (begun(), [*TO_THE_CLOSE, "f4"]),
    "commitment changed at the close": (begun(), [*TO_THE_CLOSE, "f4", *AN_AGREEMENT, "enter"]),
    "team": (lambda app: app.navigator.session.prepare("check-out"), ["ctrl+u"]),
    "participants": (lambda app: app.navigator.session.prepare("check-out"), ["down", "'Mette, '"]),
    "purpose before": (lambda app: app.navigator.session.prepare("check-out"), ["up", "'Ro '"]),
    "team of a measurement": (door, ["enter", "ctrl+u"]),
    "label": (door, ["enter", "tab", "tab"]),
    "how many": (door, ["enter", "tab", "tab", "tab"]),
    "comment": (measuring(), ["enter", *["3", "enter"] * 7]),
    "sheet of paper": (measuring(), ["f5"]),
}


def files_under(folder: Path) -> list[Path]:
    """Archive, state, cache, settings: all of them lie in the folder of the test."""
    return [path for path in folder.rglob("*") if path.is_file()]


def opened(path: Path) -> bytes:
    """What stands in a file, decrypted where it is encrypted."""
    return read_state(path).data if path.suffix == STATE else path.read_bytes()


@pytest.mark.parametrize("number", ["010136-4007", "0101364007"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_a_cpr_number_is_in_no_file_no_step_to_undo_and_not_on_the_screen_after_enter(
    archive: Path, tmp_path: Path, way: Way, number: str
) -> None:
    written(archive / "archive.toml", "schema = 1\nremember_order = true\n")
    first, keys = way
    async with at_desk(archive, first) as desk:
        for key in keys:
            if key.startswith("run "):
                await desk.run(key.removeprefix("run "))
            elif key.startswith("'"):
                await desk.write(key.strip("'"))
            else:
                await desk.press(key)
        assert isinstance(desk.app.focused, Input)
        desk.app.focused.cursor_position = len(desk.app.focused.value)
        await desk.write(number)
        assert "4007" in desk.text, "it was typed"

        for enter in range(4):
            await desk.press("enter")
            assert "4007" not in desk.text, enter
            assert "010136" not in desk.text, enter
            if desk.navigator.current.conductor:
                assert "010136" not in repr(desk.conductor._history)
            if desk.navigator.current.measuring:
                assert "010136" not in repr(desk.navigator.current.measuring.answers)
            for path in files_under(tmp_path):
                assert "010136" not in str(path)
                assert b"010136" not in opened(path), path


async def test_it_is_looked_for_in_the_note_that_runs_and_in_the_names_of_last_time(
    archive: Path, tmp_path: Path
) -> None:
    written(archive / "archive.toml", "schema = 1\nremember_order = true\n")
    async with at_desk(archive, lambda app: app.navigator.session.prepare("check-out")) as desk:
        await desk.press("down")
        await desk.write("Mette, 010136-4007")
        await desk.press("ctrl+s", "ctrl+s")
        assert desk.session.opening
        assert len(names_in(tmp_path)) == 1
        await desk.run("session.close")
        await desk.press("ctrl+s")
        assert desk.navigator.current.conductor is None
        (remembered,) = names_in(tmp_path)
        assert remembered.parent == orders_folder()


def names_in(folder: Path) -> list[Path]:
    """The files in which a participant's name and the mask of the number stand."""
    texts = {path: opened(path).decode(errors="replace") for path in files_under(folder)}
    return [path for path, text in texts.items() if "Mette" in text and "••••••-••••" in text]


SEARCHES = {"archive/screen.py", "kit/help.py"}
"""What is typed there is looked for, and never saved."""
ASKED_IN = {
    # What is typed while the session loads is handed over to its screen's line.
    "session/starting.py": "session/capture.py",
}
"""Where the line of another file is asked about."""


def test_every_line_that_somebody_writes_in_is_asked_about_before_it_is_saved() -> None:
    screens = Path(facilitator.__file__).parent / "ui"
    trees = {
        path.relative_to(screens).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in screens.rglob("*.py")
    }
    for name, tree in trees.items():
        made = names_called(tree) & {"Field", "CaptureLine", "Input"}
        assert "Input" not in made, f"{name}: a line without a guard"
        if made and name not in SEARCHES and not {"Form", "FormScreen"} & bases(tree):
            assert "question" in names_called(trees[ASKED_IN.get(name, name)]), name
    assert "question" in names_called(trees["kit/form.py"])


def names_called(tree: ast.AST) -> set[str]:
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {f.id for f in functions if isinstance(f, ast.Name)} | {
        f.attr for f in functions if isinstance(f, ast.Attribute)
    }


def bases(tree: ast.AST) -> set[str]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return {base.id for node in classes for base in node.bases if isinstance(base, ast.Name)}
