"""The real command on lines: on a terminal without a screen, through a pipe, and killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.e2e.notes import is_closed, keywords, note_files, the_file, the_session
from tests.e2e.terminal import PATIENCE
from tests.linear.led import KIND

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e

RUN = ("run", "check-out", "--team", "Nord", "--participants", "Mette, Jonas, Søren", "--start")


class Lines:
    """A running `facilitator` on a terminal that can only write lines."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.received = b""
        self._child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "facilitator", *arguments],
            dimensions=(24, 80),
            env={**os.environ, "TERM": "dumb", **environment},
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None

    def wait_for(self, words: str) -> None:
        self._child.expect_exact(words.encode())
        self.received += self._child.before + self._child.after

    def enter(self, line: str, then: str) -> None:
        """Type a line, and wait for what comes of it."""
        self._child.send(f"{line}\n")
        self.wait_for(then)

    def interrupt(self) -> None:
        self._child.sendintr()

    def end_of_input(self) -> None:
        self._child.sendeof()

    def kill(self) -> None:
        self._child.kill(signal.SIGKILL)
        self._child.expect(pexpect.EOF)
        self._child.close()

    def wait_for_end(self) -> int:
        self._child.expect(pexpect.EOF)
        self.received += self._child.before
        self._child.close()
        code: int = self._child.exitstatus
        return code


def test_a_session_outlives_kill_9_and_is_closed_on_lines(archive: Path) -> None:
    first = Lines(*RUN)
    first.wait_for("Ord 1: ")
    first.enter("n", "Fase 2 af 5")
    first.wait_for("Ord 1: ")
    first.enter("talte om fejlen #fejl", "Ord 1.1: talte om fejlen")
    first.kill()
    assert b"\x1b" not in first.received
    assert keywords(the_session(archive).note) == ["talte om fejlen"]

    second = Lines("resume")
    second.wait_for("Fase 2 af 5")
    second.wait_for("Ord 1: ")
    second.enter(".afslut", "Vælg: ")
    second.enter("g", "Gemt: ")
    assert second.wait_for_end() == 0
    assert b"\x1b" not in second.received
    assert is_closed(archive)
    assert "talte om fejlen" in the_file(archive).read_text("utf-8")


def test_ctrl_c_and_the_end_of_input_leave_what_was_entered(archive: Path) -> None:
    lines = Lines(*RUN)
    lines.wait_for("Ord 1: ")
    lines.enter("et ord", "Ord 1.1: et ord")
    lines.wait_for("Ord 1: ")
    lines.interrupt()
    lines.wait_for("Ja eller nej: ")
    lines.enter("nej", "Ord 1: ")
    lines.end_of_input()
    lines.wait_for("Den er stadig åben. Fortsæt med: ")
    assert lines.wait_for_end() == 0
    assert keywords(the_session(archive).note) == ["et ord"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_pipe_leads_a_whole_check_out_on_lines_that_begin_with_their_kind(
    archive: Path, lang: str
) -> None:
    agree, save = {"da": (".aftale", "g"), "en": (".commitment", "s")}[lang]
    typed = ["n", "n", "få talte meget", "3", "3 ud af 5", agree, "mere ro", "", "", "n", "n", "n"]
    typed.append(save)
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "--lang", lang, *RUN, "--linear"],
        input="\n".join(typed) + "\n",
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(KIND.fullmatch(line) for line in done.stdout.splitlines()), done.stdout
    assert "\x1b" not in done.stdout
    (note,) = note_files(archive)
    assert all(words in note.read_text("utf-8") for words in ("få talte meget", "mere ro"))


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_that_lacks_signs_gets_a_likeness(archive: Path, encoding: str) -> None:
    lines = Lines(*RUN, PYTHONIOENCODING=encoding)
    lines.wait_for("Ord 1: ")
    lines.enter("ok", "Ord 1.1: ok")
    lines.end_of_input()
    assert lines.wait_for_end() == 0
    lines.received.decode(encoding)
    assert keywords(the_session(archive).note) == ["ok"]


def test_accessible_1_gives_a_numbered_menu_from_which_a_session_is_led(archive: Path) -> None:
    lines = Lines(ACCESSIBLE="1", TERM="xterm-256color")
    lines.wait_for("Vælg: ")
    text = lines.received.decode()
    door = re.search(r"Valg (\d+): Reflektér", text)
    assert door, text
    lines.enter(door[1], "Vælg: ")
    lines.enter("0", "Vælg: ")
    lines.enter("0", "")
    assert lines.wait_for_end() == 0
    assert b"\x1b" not in lines.received
    assert note_files(archive) == []


@pytest.mark.parametrize("arguments", [("--linear", *RUN), (*RUN, "--linear")])
def test_lines_are_asked_for_before_the_command_or_after_it(
    archive: Path, arguments: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", *arguments],
        input="",
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(KIND.fullmatch(line) for line in done.stdout.splitlines())
    assert archive.is_dir()
