"""Every command, whatever the terminal, the streams, the words and the files: never a traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest

from facilitator.cli.command import lang_of
from facilitator.cli.main import MODULES, main, program
from facilitator.cli.output import refusal, typed, wrapped
from facilitator.core.errors import Refused, Typed
from facilitator.core.note import Commitment
from facilitator.core.text.terminal import whole
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.words import _, set_start
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = "blåbærgrød “ß” … → ✓ Ł 漢字 👩‍👩‍👧 é"
TEAM = "Team Ærø …"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("archive",),
    ("archive", "status"),
    ("archive", "connect", "s3://not-there", "--endpoint", "http://127.0.0.1:9"),
    ("archive", "exchange"),
    ("archive", "disconnect"),
    ("archive", "copy", "{archive}", "{out}"),
    ("archive", "encrypt"),
    ("archive", "key"),
    ("archive", "recipients"),
    ("archive", "recipients", "add", "age1", "--name", "Mette"),
    ("archive", "recipients", "remove", "Mette"),
    ("archive", "rekey"),
    ("archive", "recover"),
    ("commitments",),
    ("commitments", "--json"),
    ("commitments", "--ics"),
    ("commitments", "--team", TEAM, "--open"),
    ("commitments", "set", "n1", "c1", "--what", ODD, "--owner", "", "--yes"),
    ("completion", "bash"),
    ("delete", "n2", "--yes"),
    ("export", "n1"),
    ("export", "n1", "--format", "html"),
    ("export", "n1", "--format", "csv"),
    ("export", "--team", TEAM, "--format", "json"),
    ("export", "n1", "--out", "{out}/udgave.md", "--yes"),
    ("guard", "{archive}/Team Nord/a.toml"),
    ("guides",),
    ("guides", "list", "--json"),
    ("guides", "show", "check-out"),
    ("guides", "check", "{archive}/Team Nord/a.toml"),
    ("guides", "new", "nyt-forloeb", "--from", "check-out"),
    ("guides", "schema"),
    ("guides", "try", "check-out"),
    ("measure",),
    ("measure", "answer", "--linear"),
    ("measure", "list", "--json"),
    ("measure", "show", "{measurement}", "--technical"),
    ("measure", "print"),
    ("measure", "print", "--out", "{out}/skema.html", "--yes"),
    ("measure", "score", "{csv}", "--scale", "5"),
    ("measure", "score", "{csv}", "--scale", "5", "--json", "--technical"),
    ("measure", "import", "{csv}", "--scale", "5", "--team", TEAM, "--label", "…", "--yes"),
    ("notes",),
    ("notes", "--json"),
    ("resume",),
    ("resume", "n1"),
    ("retention",),
    ("retention", "--json"),
    ("retention", "--apply"),
    ("review",),
    ("review", "--team", TEAM),
    ("room",),
    ("room", "n1"),
    ("room", "--cert", "x.pem"),
    ("run", "check-out", "--team", TEAM, "--participants", "Åse, Bo"),
    ("wall",),
    ("wall", "n1"),
    ("run", "check-out", "--start", "--yes"),
    ("run", "check-out", "--linear"),
    ("resume", "--linear"),
    ("--linear",),
    ("search", "grød"),
    ("search", "漢", "--json"),
    ("show", "n1"),
    ("show", "{measurement}"),
    ("teams",),
    ("teams", "--json"),
    ("teams", "join", "Team Nord", TEAM, "--yes"),
    ("versions", "n1"),
    ("versions", "n3", "--keep", "1", "--yes"),
    ("where",),
    ("--help",),
    ("measure", "--help"),
)
"""At least one of each, and each of its answers and messages has signs that few encodings have."""


LISTS: tuple[tuple[str, ...], ...] = (
    ("commitments",),
    ("measure",),
    ("measure", "list"),
    ("notes",),
    ("retention",),
    ("search", "grød"),
    ("teams",),
)
"""The commands that list what there is in an archive."""


class Ended(NamedTuple):
    code: int
    out: bytes
    err: bytes


class Terminal(io.BytesIO):
    """Bytes that were written to a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


@pytest.fixture
def places(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An archive with odd text in every place, and the paths that the commands are given.

    What a command writes by a bare name lands in the folder of the test.
    """
    monkeypatch.chdir(tmp_path)
    archive = Archive(own_home / "sessions")
    archive.prepare()
    made = [Commitment(id="c1", what=ODD, owner="Åse", due=date(2026, 12, 3))]
    for number in range(1, 4):
        note = a_note([ODD, "grød"], note_id=f"n{number}", team=TEAM, commitments=made)
        put(archive, f"Team Ærø/2026-11-21-check-out-{number}.toml", note)
    put(archive, "Team Ærø/2026-11-21-check-out-3 – Kopi.toml", a_note(note_id="n3", team=TEAM))
    put(archive, "Team Nord/a.toml", a_note([ODD], note_id="old", team="Team Nord",
                                           day=date(2020, 1, 1)))  # fmt: skip
    put(archive, "Team Nord/gæld.toml", 'schema = 1\nid = "broken"\nteam = "…\n'.encode())
    measurement = closed(answered(random_rows(8, 5), team=TEAM))
    put_measurement(archive, measurement)
    csv = tmp_path / "svår.csv"
    rows = "\n".join(";".join("3" for _item in range(7)) for _row in range(6))
    csv.write_text(rows + "\n", "utf-8")
    return {"archive": str(archive.folder), "out": str(tmp_path), "csv": str(csv),
            "measurement": measurement.id}  # fmt: skip


def ended(
    monkeypatch: pytest.MonkeyPatch,
    *arguments: str,
    out: io.TextIOWrapper | None,
    err: io.TextIOWrapper | None,
    stdin: io.TextIOWrapper | None,
) -> Ended:
    """How the program ended, on these streams; None where one is closed."""
    for name, stream in (("stdout", out), ("stderr", err), ("stdin", stdin)):
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "__stderr__", err)
    monkeypatch.setattr(sys, "argv", ["facilitator", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    written = []
    for stream in (out, err):
        if stream is not None:
            stream.flush()
        written.append(stream.buffer.getvalue() if stream is not None else b"")  # type: ignore[attr-defined]
    return Ended(left.value.code, *written)  # type: ignore[arg-type]


def stream(encoding: str, *, terminal: bool = True, data: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(Terminal(data) if terminal else io.BytesIO(data), encoding=encoding)


def is_a_sentence(said: Ended) -> None:
    """It ended as a command does, and whatever it said was no traceback."""
    assert said.code in {0, 1, 2}
    words = (said.out + said.err).decode("utf-8", "replace")
    assert "Traceback" not in words
    assert "\ufdd0" not in words
    assert (
        _("Something went wrong in the program: {kind} in {file}, line {line}.")[:18] not in words
    )
    assert said.code == 0 or said.err or said.out


def named(places: dict[str, str], command: tuple[str, ...]) -> list[str]:
    return [argument.format(**places) for argument in command]


def test_each_command_is_among_them() -> None:
    names: set[str] = set()
    for name in MODULES:
        command = program.commands.get(name) or program.get_command(None, name)  # type: ignore[arg-type]
        inside = command.list_commands(None) if isinstance(command, click.Group) else ()  # type: ignore[arg-type]
        names |= {f"{name} {sub}" for sub in inside} | {name}

    tried = {" ".join(command[:2]) for command in COMMANDS} | {c[0] for c in COMMANDS}
    assert names <= tried


@pytest.mark.parametrize("how", [(), ("--json",)], ids=["plain", "json"])
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_list_of_nothing_says_so_and_ends_as_one_that_found_nothing(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], how: tuple[str, ...]
) -> None:
    pipes = [stream("utf-8", terminal=False) for _stream in range(3)]

    said = ended(monkeypatch, *command, *how, out=pipes[0], err=pipes[1], stdin=pipes[2])

    assert said.code == 1
    assert said.out == (b"[]\n" if how else b"")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("command", [c for c in LISTS if c[0] != "retention"], ids=" ".join)
def test_a_list_of_something_is_a_job_done(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...]
) -> None:
    pipes = [stream("utf-8", terminal=False) for _stream in range(3)]

    said = ended(monkeypatch, *named(places, command), out=pipes[0], err=pipes[1], stdin=pipes[2])

    assert said.code == 0
    assert said.out


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "command", [(), ("run", "check-out"), ("resume", "n1"), ("measure", "answer")], ids=" ".join
)
def test_without_a_terminal_the_refusal_names_what_does_without(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    pipes = [stream("utf-8", terminal=False) for _stream in range(3)]

    said = ended(monkeypatch, *command, out=pipes[0], err=pipes[1], stdin=pipes[2])

    assert said.code == 1
    assert b"--linear" in said.err or command[:1] == ("resume",)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("--linear",), 0),
        (("run", "check-out", "--linear"), 1),
        (("measure", "answer", "--linear"), 1),
    ],
    ids=str,
)
def test_where_the_lines_end_before_anything_began_it_is_said(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], code: int
) -> None:
    for keys in (b"", b"1\n"):
        streams = [stream("utf-8", terminal=False, data=data) for data in (b"", b"", keys)]

        said = ended(monkeypatch, *command, out=streams[0], err=streams[1], stdin=streams[2])

        assert said.out.decode().splitlines()[-1] == f"Session: {_('Nothing was started.')}"
        assert said.code == code


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "latin-1"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_on_a_terminal_of_any_encoding(
    monkeypatch: pytest.MonkeyPatch,
    places: dict[str, str],
    command: tuple[str, ...],
    encoding: str,
) -> None:
    said = ended(
        monkeypatch, *named(places, command),
        out=stream(encoding), err=stream(encoding), stdin=stream("utf-8", terminal=False),
    )  # fmt: skip

    is_a_sentence(said)
    said.out.decode(encoding)
    said.err.decode(encoding)


NARROW = 50
DOCUMENTS = ("--json", "--ics", "export", "completion", "schema", "print")
"""What is not for reading on a terminal, but for a program, a file or a printer."""


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--linear" not in c], ids=" ".join)
def test_on_a_narrow_terminal_no_word_is_broken(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("facilitator.cli.output.width", lambda _stream: NARROW)

    said = ended(
        monkeypatch, *named(places, command),
        out=stream("utf-8"), err=stream("utf-8"), stdin=stream("utf-8", terminal=False),
    )  # fmt: skip

    read = said.err if set(command) & set(DOCUMENTS) else said.out + said.err
    for row in read.decode().splitlines():
        is_whole = places["out"] in row or "facilitator " in row
        assert len(row) <= NARROW or is_whole or len(row.split()) == 1, row


def test_what_is_to_be_copied_from_a_terminal_is_not_broken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("facilitator.cli.output.width", lambda _stream: 20)
    set_start("facilitator", "--sessions", "Fælles noter")
    path = tmp_path / "Fælles drev" / "Team Nord"
    command = "facilitator --sessions 'Fælles noter' resume 2026-1"

    for kept, sentence in (
        (command, f"Den er åben endnu. Gå videre med: {typed('resume', '2026-1')}"),
        (command, f"  {typed('resume', '2026-1')}   Check-out, Team Nord"),
        (command, f"Er den åben? {typed('resume', '2026-1')} hjælper."),
        (command, refusal(Refused("Sig {how} først.", how=Typed(("resume", "2026-1"))))),
        (f"{path}:3", f"{whole(path)}:3: Der mangler et lighedstegn her."),
        (str(path), f"Arkivet i brug: {whole(path)}"),
        (str(path), f"Arkiv: {whole(path)}  (er der ikke endnu)"),
        (str(path), f"Det bliver skrevet til {whole(path)} når du siger ja."),
        (str(path), refusal(Refused("Her er {file} i vejen, sagde den.", file=path))),
        (str(path), refusal(Refused("Her er {file} i vejen, sagde den.", file=str(path)))),
    ):
        rows = wrapped(sentence, sys.stderr).split("\n")

        assert any(kept in row for row in rows), rows
        assert all(len(row) <= 20 for row in rows if kept not in row), rows
        monkeypatch.setattr("facilitator.cli.output.width", lambda _stream: 0)
        assert " ".join(wrapped(sentence, sys.stderr).split()) == " ".join(" ".join(rows).split())
        monkeypatch.setattr("facilitator.cli.output.width", lambda _stream: 20)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--linear" not in c], ids=" ".join)
def test_on_a_narrow_terminal_no_path_is_broken(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("facilitator.cli.output.width", lambda _stream: NARROW)
    before = Path(places["archive"])
    folder = str(before.rename(before.with_name("Noter på et drev")))

    said = ended(
        monkeypatch, "--sessions", folder, *named(places | {"archive": folder}, command),
        out=stream("utf-8"), err=stream("utf-8"), stdin=stream("utf-8", terminal=False),
    )  # fmt: skip

    text = (said.out + said.err).decode()
    assert " ".join(text.split()).count(folder) == text.count(folder), text
    assert "\ufdd0" not in text


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_language_may_be_said_after_the_command(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    helps = []
    for words in (("--lang", "da", *command, "--help"), (*command, "--help", "--lang=da"),
                  ("--lang", "en", *command, "--help", "--lang", "da")):  # fmt: skip
        streams = [stream("utf-8", terminal=False) for _stream in range(3)]
        helps.append(ended(monkeypatch, *words, out=streams[0], err=streams[1], stdin=streams[2]))

    assert helps[0].out.startswith(b"Brug:")
    assert "--lang [da|en]" in helps[0].out.decode()
    assert helps[0] == helps[1] == helps[2]


@pytest.mark.parametrize("words", [("notes", "--lang", "de"), ("notes", "--lang")], ids=" ".join)
def test_a_language_there_is_not_is_refused_after_the_command_too(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    streams = [stream("utf-8", terminal=False) for _stream in range(3)]

    said = ended(monkeypatch, *words, out=streams[0], err=streams[1], stdin=streams[2])

    assert said.code == 2
    assert b"--lang" in said.err


def test_what_comes_after_two_dashes_is_no_language() -> None:
    assert lang_of(["search", "--lang", "en", "--", "--lang", "da"]) == "en"
    assert lang_of(["search", "--", "--lang=da"]) is None


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_or_a_pipe_is_utf_8_whatever_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    places: dict[str, str],
    command: tuple[str, ...],
) -> None:
    pipes = [stream("cp1252", terminal=False) for _stream in range(3)]

    said = ended(monkeypatch, *named(places, command), out=pipes[0], err=pipes[1], stdin=pipes[2])

    is_a_sentence(said)
    said.err.decode("utf-8")
    for sign in ODD if "grød" in said.out.decode("utf-8") and "search" not in command else "":
        assert sign in said.out.decode("utf-8")


@pytest.mark.parametrize("closed_streams", ["out", "err", "stdin"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_with_a_stream_closed(
    monkeypatch: pytest.MonkeyPatch,
    places: dict[str, str],
    command: tuple[str, ...],
    closed_streams: str,
) -> None:
    streams = {
        name: None if closed_streams == name else stream("utf-8", terminal=False)
        for name in ("out", "err", "stdin")
    }

    said = ended(monkeypatch, *named(places, command), **streams)

    assert said.code in {0, 1, 2}
    assert b"Traceback" not in said.out + said.err


BAD_WORDS = (
    "\0", "a\0b", "\udcff", "caf\udce9.toml", "", "x" * 5000, "../..", "\x1b[2J", "\ud800",
)  # fmt: skip
BAD_NAMES = (
    b"m\xf8de.toml", b"m\xf8de.toml.bak", b"Team \xc6r\xf8/x.toml", b"archive\xf8.toml",
    b"guides/\xf8.toml",
)  # fmt: skip


def bad_words(command: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The command with each of its words in turn one that is no text, empty, or far too long."""
    for at, word in enumerate(command):
        if at and not word.startswith("-"):
            for bad in BAD_WORDS:
                yield (*command[:at], bad, *command[at + 1 :])


@pytest.mark.parametrize("command", [c for c in COMMANDS if len(c) > 1], ids=" ".join)
def test_with_a_word_that_is_none(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...]
) -> None:
    for words in bad_words(command):
        said = ended(
            monkeypatch, *named(places, words),
            out=stream("utf-8"), err=stream("utf-8"), stdin=stream("utf-8", terminal=False),
        )  # fmt: skip

        is_a_sentence(said)
        assert b"\x1b[2J" not in said.out + said.err


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names in any bytes")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_with_a_file_whose_name_is_no_text(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...]
) -> None:
    for name in BAD_NAMES:
        file = Path(places["archive"]) / os.fsdecode(name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b'schema = 1\nid = "n1"\n')

    said = ended(
        monkeypatch, *named(places, command),
        out=stream("cp1252"), err=stream("cp1252"), stdin=stream("utf-8", terminal=False),
    )  # fmt: skip

    is_a_sentence(said)


@pytest.mark.parametrize(
    "text", ["responses_at_least =", "[retention_months]\nkeywords = 0\nleft_open_days = 3\n"]
)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_while_the_settings_are_broken(
    monkeypatch: pytest.MonkeyPatch, places: dict[str, str], command: tuple[str, ...], text: str
) -> None:
    (Path(places["archive"]) / "archive.toml").write_text(text, "utf-8")

    said = ended(
        monkeypatch, *named(places, command),
        out=stream("utf-8"), err=stream("utf-8"), stdin=stream("utf-8", terminal=False),
    )  # fmt: skip

    is_a_sentence(said)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_the_real_command_under_an_encoding_of_the_environments(
    encoding: str,
) -> None:
    for command in (("show", "n1"), ("export", "n1", "--format", "html"), ("teams",)):
        done = subprocess.run(
            [sys.executable, "-m", "facilitator", *command],
            env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        assert "Ærø" in done.stdout.decode("utf-8")
