"""What has been kept long enough is deleted from the home screen: no byte of it is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.core.note import Commitment, Keyword, Note
from facilitator.store.notes import dumps, read_document
from tests.e2e.notes import bytes_of
from tests.e2e.terminal import Terminal
from tests.store.samples import a_note

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

pytestmark = pytest.mark.e2e

SECRET = "hemmeligheden"  # noqa: S105 a word to look for
TWO_YEARS = timedelta(days=731)


def old(name: str, day: date) -> Note:
    ended = Commitment(id="c1", what=f"{SECRET} aftalt", status=Status.DONE, ended=day)
    note = a_note([f"{SECRET} sagt"], note_id=name, team="Nord", day=day, commitments=[ended])
    return note.model_copy(
        update={
            "learning_points": (Keyword(text=f"{SECRET} lært"),),
            "theme_word": f"{SECRET} tema",
            "purpose": f"{SECRET} formål",
        }
    )


def with_the_word(home: Path) -> list[Path]:
    return [file for file in home.rglob("*") if SECRET.encode() in bytes_of(file)]


def test_two_years_old_words_are_gone_from_every_file_after_a_yes(
    archive: Path, own_home: Path
) -> None:
    today = datetime.now().astimezone().date()
    folder = archive / "Nord"
    folder.mkdir(parents=True)
    (archive / "archive.toml").write_text("schema = 1\n", encoding="utf-8")
    for number in range(3):
        note = old(f"n{number}", today - TWO_YEARS - timedelta(days=number))
        (folder / f"{note.date}-check-out.toml").write_bytes(dumps(note))
    (folder / f"{note.date}-check-out (conflicted copy).toml").write_bytes(dumps(note))
    (folder / f".{note.date}-check-out.toml.0123456789ab.tmp").write_bytes(dumps(note)[:300])
    new = a_note(["stadig ny"], note_id="ny", team="Nord", day=today)
    (folder / f"{today}-check-out.toml").write_bytes(dumps(new))

    with Terminal() as terminal:
        terminal.wait_for("Tid til at slette: 3 noter")
        assert any("cache" in file.parts for file in with_the_word(own_home))
        terminal.press("up", "up", "enter")  # what was last led stands between
        terminal.wait_for("3 stikord, 1 læringspunkt")
        terminal.press("delete")
        terminal.wait_for("Slet for altid")
        terminal.press("down", "enter")
        terminal.wait_for("Slettet for altid: det, der havde nået slettefristen, i 3 noter.")
        terminal.wait_until(lambda: "Tid til at slette" not in terminal.text, "what is left")
        assert with_the_word(own_home) == []
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0

    assert with_the_word(own_home) == []
    left = [read_document(file) for file in sorted(folder.glob("*-check-out.toml"))]
    assert [len(note.questions[0].keywords) for note in left if isinstance(note, Note)] == [
        0, 0, 0, 1,
    ]  # fmt: skip
