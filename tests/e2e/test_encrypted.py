"""An encrypted archive on a real terminal: from the printed key to a note that was closed in it."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from facilitator.store.notes import dumps
from tests.e2e.notes import bytes_of
from tests.e2e.terminal import Terminal
from tests.store.samples import a_note

pytestmark = pytest.mark.e2e

WORDS = ("hemmeligt", "Nordlys", "2026-11", "få talte", "Ingeborg", "Hvad skete", "AGE-SECRET")


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps the key: a passphrase costs seconds each time it is tried."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.e2e.keyring_of_a_file.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("FACILITATOR_TEST_KEYRING", str(tmp_path / "keyring.json"))
    return tmp_path / "keyring.json"


def in_clear(home: Path) -> list[tuple[str, str]]:
    return [
        (str(file), word)
        for file in home.rglob("*")
        for word in WORDS
        if word in file.name or word.encode() in bytes_of(file)
    ]


def encrypted(archive: Path) -> list[Path]:
    return list(archive.glob("*/*.toml.age"))


def test_an_archive_is_encrypted_used_and_read_again_with_nothing_in_clear(
    archive: Path, own_home: Path, keyring: Path
) -> None:
    (archive / "Team Nordlys").mkdir(parents=True)
    note = dumps(a_note(["hemmeligt"], note_id="2026-11-21-k3f9"))
    (archive / "Team Nordlys" / "2026-11-21-check-out.toml").write_bytes(note)

    with Terminal("archive", "encrypt", "--name", "Ingen", rows=50) as terminal:
        terminal.wait_for("nøglering")
        terminal.enter("j")
        terminal.wait_for("AGE-SECR", "Enter:")
        match = re.search(r"AGE-SECR [0-9A-Z -]+\n[0-9A-Z ]+", terminal.text)
        assert match is not None
        terminal.enter("")
        terminal.wait_for("Den printede nøgle:")
        assert "AGE-SECR" not in terminal.text
        terminal.enter(match[0].lower().replace("\n", " "))
        terminal.wait_for("Krypter?")
        terminal.enter("j")
        assert terminal.wait_for_end() == 0
    assert keyring.exists()
    assert len(encrypted(archive)) == 1
    assert in_clear(own_home) == []

    words = ("run", "check-out", "--team", "Team Nordlys", "--participants", "Ingeborg", "--start")
    with Terminal(*words) as terminal:
        terminal.wait_for("❯", "F1")
        terminal.enter("få talte meget")
        terminal.wait_for_entered("få talte meget")
        assert in_clear(own_home) == []
        terminal.kill(signal.SIGKILL)
    assert in_clear(own_home) == []
    with Terminal("resume") as terminal:
        terminal.wait_for_entered("få talte meget")
        terminal.press(*["pagedown"] * 5)
        terminal.wait_for("Ctrl+S")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: len(encrypted(archive)) == 2, "the note")
    assert in_clear(own_home) == []

    with Terminal("search", "talte") as terminal:
        assert terminal.wait_for_end() == 0
        assert "få talte meget" in terminal.text
    assert in_clear(own_home) == []
