"""The plain commands: answers on stdout alone, messages on stderr, and honest exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator import __version__
from tests.e2e.notes import is_closed, note_files, state_file, the_file
from tests.e2e.terminal import PATIENCE, Terminal

pytestmark = pytest.mark.e2e

GUIDES = {"check-out", "check-out-questions", "supervision-60", "supervision-90"}


def facilitator(*arguments: str, code: int = 0) -> tuple[str, str]:
    """What the command says on stdout and on stderr; it ends with that code."""
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == code, f"{done.returncode}\n{out}\n{err}"
    assert "Traceback" not in out + err
    assert "\x1b" not in out + err, "plain text has no colours"
    return out, err


def test_the_version_is_all_that_is_said() -> None:
    assert facilitator("--version") == (f"facilitator {__version__}\n", "")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_guides_are_listed_as_json(lang: str) -> None:
    out, err = facilitator("--lang", lang, "guides", "--json")
    found = json.loads(out)
    assert err == ""
    assert {guide["id"] for guide in found} >= GUIDES
    assert all(guide.keys() == {"id", "title", "minutes", "language", "door"} for guide in found)
    assert {guide["language"] for guide in found} == {lang}


def test_an_empty_archive_says_that_nothing_is_found() -> None:
    assert facilitator("notes", code=1) == ("", "Der er ingen noter i dette arkiv.\n")
    assert json.loads(facilitator("notes", "--json", code=1)[0]) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("arguments", [("guides",), ("commitments", "--ics"), ("--version",)])
def test_an_answer_there_is_no_room_for_says_so(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "facilitator", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr.decode()) == (1, "Disken er fuld.\n")


@pytest.mark.skipif(os.name != "posix", reason="a shell that can close what is written to")
@pytest.mark.parametrize("command", ["commitments --ics", "--version", "--help"])
def test_an_answer_without_anywhere_to_go_says_so(command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m facilitator {command} >&-"],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == "Svaret kan ikke skrives: standard output er lukket.\n"


def test_a_session_is_listed_and_shown_while_it_runs_and_afterwards(archive: Path) -> None:
    with Terminal("run", "check-out", "--team", "Nord", "--participants", "Mette", "--start") as t:
        t.wait_for("❯", "F1")
        t.enter("få talte meget")
        t.wait_for_entered("få talte meget")
        (running,) = json.loads(facilitator("notes", "--json")[0])
        assert running.keys() == {"id", "team", "guide", "date", "status", "path"}
        assert running["status"] == "running"
        assert running["path"] == str(state_file(archive))
        assert note_files(archive) == []
        t.press(*["pagedown"] * 5)
        t.wait_for("Ctrl+S")
        t.press("ctrl+s")
        t.wait_until(lambda: is_closed(archive), "the note")
    (closed,) = json.loads(facilitator("notes", "--json")[0])
    assert closed == running | {"status": "closed", "path": str(the_file(archive))}
    out, err = facilitator("show", closed["id"])
    assert "få talte meget" in out
    assert "Mette" not in out
    assert err == ""
    assert closed["id"] in facilitator("resume", closed["id"], code=1)[1]


def test_where_names_every_path_in_use(archive: Path, own_home: Path) -> None:
    out, err = facilitator("where")
    assert str(archive) in out
    assert str(own_home / "config") in out
    assert err == ""
    assert str(own_home / "other") in facilitator("--sessions", str(own_home / "other"), "where")[0]


def test_a_broken_file_is_named_on_stderr_and_passed_over(archive: Path) -> None:
    (archive / "Nord").mkdir(parents=True)
    (archive / "Nord" / "2026-01-02-check-out.toml").write_text("half a fi")
    out, err = facilitator("notes", "--json", code=1)
    assert json.loads(out) == []
    assert "2026-01-02-check-out.toml" in err


def test_a_team_that_names_somebody_is_asked_about_on_screen_before_the_session_begins(
    archive: Path,
) -> None:
    words = ("run", "check-out", "--team", "Mettes team", "--participants", "Mette", "--start")
    with Terminal(*words) as terminal:
        terminal.wait_for("»Mettes«", "Hvem er her?")
        terminal.type("Nord")  # what is typed at once is not lost
        terminal.press("ctrl+s")
        terminal.wait_for(" 1/5 ", "Nord")
    assert not archive.exists() or not note_files(archive)
    with Terminal(*words) as terminal:
        terminal.wait_for("»Mettes«")
        terminal.press("ctrl+s")
        terminal.wait_for(" 1/5 ", "Mettes team")
        terminal.press("ctrl+q")
        terminal.wait_for_end()
        assert "facilitator resume 20" in terminal.text
    with Terminal(*words, "--yes") as terminal:
        terminal.wait_for(" 1/5 ", "Mettes team")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("resume",), 1),
        (("show", "no-such-note"), 1),
        (("guides", "check", "no-such-file.toml"), 1),
        (("run", "check-out"), 1),  # the screens need a terminal
        ((), 1),
        (("run", "no-such-guide"), 2),
        (("guides", "show", "no-such-guide"), 2),
        (("no-such-command",), 2),
        (("--no-such-option",), 2),
        (("--lang", "tlh", "notes"), 2),
        (("show",), 2),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr(arguments: tuple[str, ...], code: int) -> None:
    out, err = facilitator(*arguments, code=code)
    assert out == ""
    assert err.strip()


def test_a_guide_that_is_wrong_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(facilitator_guide().replace("minutes = 10", "minutes = 11"))
    out, err = facilitator("guides", "check", str(file), code=1)
    assert out == ""
    assert f"{file}:5" in err
    file.write_text(facilitator_guide())
    assert facilitator("guides", "check", str(file))[1] == ""


def facilitator_guide() -> str:
    """The check-out as a file of one's own: its fifth line says how long it takes."""
    from facilitator.store.paths import OUR_GUIDES

    text = (OUR_GUIDES / "da" / "check-out.toml").read_text(encoding="utf-8")
    assert text.splitlines()[4] == "minutes = 10"
    return text


def test_help_is_in_the_language_asked_for() -> None:
    danish, english = (facilitator("--lang", lang, "--help")[0] for lang in ("da", "en"))
    assert danish != english
    assert all("guides" in text and "resume" in text for text in (danish, english))


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_while_the_program_is_still_starting_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert facilitator("notes", code=1) == ("", "")
