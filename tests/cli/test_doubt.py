"""Commands while the settings of the archive cannot be read: they stop, and say where and why."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put_measurement
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def archive(own_home: Path) -> Archive:
    """Old notes and a result, kept for longer and shown from more than is usual."""
    archive = Archive(own_home / "sessions")
    archive.prepare()
    for number in range(3):
        put(archive, f"Nord/{number}.toml", a_note(note_id=f"n{number}", day=LONG_AGO, team="Nord"))
    put_measurement(archive, closed(answered(random_rows(8, 5), team="Nord")))
    return archive


@pytest.fixture
def settings(archive: Archive) -> Path:
    return archive.folder / "archive.toml"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[retention_months]\nkeywords = 600\nlearning_points =\n", ":3: "),
        ("responses_at_least = 12\n[retention_months]\nkeywords = sixty\n", ":3: "),
        ("schema = 2\n", ":1: "),
        ("[retention_months]\nkeywords = 60.5\n", ":2: "),
    ],
)
def test_retention_deletes_nothing(
    run: Run, archive: Archive, settings: Path, text: str, where: str
) -> None:
    settings.write_text(text, "utf-8")
    before = {file: file.read_bytes() for file in archive.folder.rglob("*.toml")}

    said = run("retention", "--apply")

    assert (said.code, said.out) == (1, "")
    assert f"{settings}{where}" in said.err
    assert said.err.endswith("slettes intet på grund af sin alder.\n")
    assert {file: file.read_bytes() for file in before} == before
    assert run("retention", "--json").code == 1


@pytest.mark.parametrize("text", ["responses_at_least = 12\nx =", "response_at_least = 12\n"])
def test_no_result_is_shown(run: Run, archive: Archive, settings: Path, text: str) -> None:
    measurement = run("measure", "list", "--json").rows[0]["id"]
    settings.write_text(text, "utf-8")

    for command in (("show", measurement), ("measure", "show", measurement), ("measure", "print")):
        said = run(*command)
        assert (said.code, said.out) == (1, "")
        assert str(settings) in said.err

    review = run("review", "--team", "Nord")
    assert review.code == 0
    assert str(settings) in review.out
    assert "Indeks" not in review.out
    assert archive.problems


def test_a_note_that_somebody_deletes_by_its_id_goes_all_the_same(
    run: Run, archive: Archive, settings: Path
) -> None:
    settings.write_text("schema =", "utf-8")

    assert run("delete", "n0", "--yes").code == 0
    assert not (archive.folder / "Nord" / "0.toml").exists()


def test_what_is_wrong_with_the_settings_is_said_again_when_nothing_has_changed(
    own_home: Path, run: Run
) -> None:
    archive = own_home / "sessions"
    archive.mkdir(parents=True)
    (archive / "archive.toml").write_text("remember_order = 7\n", "utf-8")
    os.utime(archive / "archive.toml", (1e9, 1e9))  # told from every later change

    first, second = run("notes").err, run("notes").err

    assert "archive.toml:1: remember_order" in first
    assert second == first
