"""What a command works in: how far a reading has come, and what to type for another command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facilitator.cli import context
from facilitator.store.index import Index
from facilitator.store.index.notes import listing
from facilitator.store.notes import dumps
from facilitator.words import typed
from tests.store.samples import a_note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that takes long to read."""
    monkeypatch.setattr(context, "_SLOW", 0)
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.toml").write_bytes(dumps(a_note(note_id=f"n{number}")))
    return folder


def test_a_bar_on_a_terminal_says_how_far_it_is(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    index = context.read_index(archive)

    said = capsys.readouterr().err
    assert "Læser noterne for første gang" in said
    assert "  0/60" in said
    assert " 50/60" in said
    assert said.endswith("\n")
    assert len(listing(index).notes) == 60


def test_nothing_is_said_where_nobody_looks_on_or_it_takes_no_time(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    context.read_index(archive)
    (archive / "60.toml").write_bytes(dumps(a_note(note_id="n60")))
    monkeypatch.setattr(context, "_SLOW", 1.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    context.read_index(archive)

    assert capsys.readouterr() == ("", "")


def test_who_ends_it_has_a_line_of_their_own_and_an_index_to_go_on_with(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Index.refresh

    def refresh(index: Index, go_on: Callable[[int, int], bool]) -> object:
        def interrupted(done: int, total: int) -> bool:
            if done:
                raise KeyboardInterrupt
            return go_on(done, total)

        return real(index, interrupted)

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(Index, "refresh", refresh)
    with pytest.raises(KeyboardInterrupt):
        context.read_index(archive)
    assert capsys.readouterr().err.endswith("\n")

    monkeypatch.setattr(Index, "refresh", real)
    assert len(listing(context.read_index(archive)).notes) == 60


@pytest.mark.parametrize(
    ("started", "variables", "sessions", "said"),
    [
        ("/usr/bin/facilitator", {}, None, "facilitator resume a"),
        ("/x/facilitator", {"UV_RUN_RECURSION_DEPTH": "1"}, None, "uv run facilitator resume a"),
        ("/x/__main__.py", {}, None, "python -m facilitator resume a"),
        ("facilitator", {}, "Vores arkiv", "facilitator --sessions 'Vores arkiv' resume a"),
    ],
)
def test_a_command_to_type_is_said_as_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch,
    started: str,
    variables: dict[str, str],
    sessions: str | None,
    said: str,
) -> None:
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", [started])

    context.Resources(sessions)

    assert typed("resume", "a") == said
