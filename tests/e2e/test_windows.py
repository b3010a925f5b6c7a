"""One session in two windows, and windows of every size."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facilitator.store.running import running
from tests.e2e.notes import is_closed, keywords, note_files, state_file, the_session
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e

RUN = ("run", "check-out", "--team", "Nord", "--participants", "Mette, Jonas", "--start")


def test_a_second_window_follows_the_session_and_changes_nothing(archive: Path) -> None:
    with Terminal(*RUN) as first:
        first.wait_for("❯", "F1")
        with Terminal("resume") as second:
            second.wait_for("Ramme 1/5")
            first.enter("få talte meget")
            second.wait_for("få talte meget")
            before = state_file(archive).read_bytes()
            second.enter("skrevet i det andet vindue")
            second.press("pagedown", "ctrl+z")
            second.read(0.5)
            assert state_file(archive).read_bytes() == before
            assert "skrevet i det andet" not in second.text
            first.press("pagedown")
            second.wait_for(" 2/5")
    assert keywords(the_session(archive).note) == ["få talte meget"]
    assert note_files(archive) == []


SIZES = [
    (20, 5),
    (300, 100),
    (50, 15),
    (20, 100),
    (300, 5),
    (80, 24),
    (39, 9),
    (160, 45),
    (120, 20),
    (21, 6),
]


def test_any_size_of_window_in_mid_session(archive: Path) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        for columns, rows in SIZES:
            terminal.resize(columns, rows)
            terminal.wait_until(lambda: any(terminal.rows), f"anything at {columns}×{rows}")
        for columns in range(20, 300, 7):  # a window that is being drawn larger
            terminal.resize(columns, columns // 3)
            terminal.read(0.01)
        terminal.resize(100, 30)
        terminal.wait_for("Hvordan gik dette møde?", "❯")
        terminal.enter("stadig her")
        terminal.wait_for_entered("stadig her")
        assert b"Traceback" not in terminal.received
    assert keywords(the_session(archive).note) == ["stadig her"]


@pytest.mark.parametrize("size", [(50, 15), (300, 100)])
def test_a_session_from_its_start_to_its_note_in_a_window_of_any_size(
    archive: Path, size: tuple[int, int]
) -> None:
    with Terminal(*RUN, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_until(lambda: len(running(archive).sessions) == 1, "the file")
        terminal.wait_for("❯", "F1")
        terminal.press("f5", "escape", "f8", "escape", "f1", "escape")
        terminal.enter("hele vejen")
        terminal.wait_until(lambda: bool(keywords(the_session(archive).note)), "the keyword")
        terminal.press(*["pagedown"] * 5)
        terminal.wait_until(lambda: the_session(archive).live.closing, "the close")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: is_closed(archive), "the note")
        terminal.wait_for("Noten ligger i arkivet")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.received


def test_escape_as_a_terminal_without_kittys_protocol_sends_it_closes_what_was_opened(
    archive: Path,
) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.press("f1")
        terminal.wait_until(lambda: "❯" not in terminal.text, "the help")
        terminal.type("\x1b")
        terminal.wait_for("❯", "F1")
        terminal.enter("stadig her")
        terminal.wait_for_entered("stadig her")
    assert keywords(the_session(archive).note) == ["stadig her"]


def test_names_from_standard_input_are_on_no_command_line_and_keys_still_come_from_the_terminal(
    archive: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Mette, Jonas\nBo\n")

    def before() -> None:
        os.dup2(os.open(names, os.O_RDONLY), 0)

    arguments = ("run", "check-out", "--team", "Nord", "--participants", "-", "--start")
    with Terminal(*arguments, before=before) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.enter("stadig her")
        terminal.wait_for_entered("stadig her")
        command_line = Path(f"/proc/{terminal.pid}/cmdline")
        if command_line.exists():
            assert b"Mette" not in command_line.read_bytes()
    people = [person.name for person in the_session(archive).live.people]
    assert people == ["Mette", "Jonas", "Bo"]


def test_the_terminals_own_cursor_stands_on_what_is_marked() -> None:
    with Terminal() as terminal:
        terminal.wait_for("Arkiv")
        terminal.press("down")
        terminal.wait_until(lambda: terminal.at_cursor.startswith("Supervision"), "the second door")
        terminal.press("down")
        terminal.wait_until(lambda: terminal.at_cursor.startswith("Mål"), "the third door")


def test_on_the_wall_a_line_is_drawn_whole_while_it_is_typed(archive: Path) -> None:
    with Terminal(*RUN) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.press("pagedown", "pagedown", "ctrl+f")
        terminal.wait_until(lambda: "F1" not in terminal.text, "the wall")
        terminal.type("få talte")
        terminal.wait_for("1 Hvem talte? ❯ få talte")
        terminal.press("enter")
        terminal.wait_for("· få talte")
        terminal.wait_until(lambda: "❯" not in terminal.text, "the line gone")
        terminal.press("ctrl+f")
        terminal.wait_for("1 Hvem talte? ❯", "F1")
    assert keywords(the_session(archive).note) == ["få talte"]


def test_the_wall_waits_for_a_session_and_shows_it_when_it_begins(archive: Path) -> None:
    with Terminal("wall", columns=50, rows=15) as wall:
        wall.wait_for("når den begynder")
        with Terminal(*RUN) as first:
            first.wait_for("❯", "F1")
            wall.wait_for("Hvordan gik dette møde?", "Ramme 1/5")
            first.press("pagedown")
            wall.wait_for("2/5")
        assert note_files(archive) == []
