"""What leaves the archive goes to a new file outside it, for its owner alone."""

from __future__ import annotations

import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.store.archive import Archive
from facilitator.store.exporting import free_name, write_shared
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 3)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "arkiv"
    folder.mkdir()
    return folder


def test_it_is_whole_new_and_for_its_owner_alone(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "delt.md"
    write_shared(archive, file, "Fortroligt æøå")
    assert file.read_bytes().decode() == "Fortroligt æøå"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Refused):
        write_shared(archive, file, "noget andet")
    assert file.read_bytes().decode() == "Fortroligt æøå"


def test_no_way_leads_into_the_archive(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "vej").symlink_to(archive)
    for file in (archive / "a.md", tmp_path / "vej" / "a.md", tmp_path / "x" / ".." / "arkiv/a.md"):
        with pytest.raises(Refused):
            write_shared(archive, file, "x")
    assert list(archive.iterdir()) == []


def test_nor_does_any_into_another_archive(archive: Path, tmp_path: Path) -> None:
    note = put(Archive(tmp_path / "andet"), "Nord/a.toml", a_note(note_id="a", day=TODAY))
    (tmp_path / "andet" / "archive.toml").write_text("schema = 1\n", "utf-8")
    before = note.read_bytes()
    for file in (note, note.parent / "ny.md"):
        with pytest.raises(Refused, match="belong in an archive"):
            write_shared(archive, file, "x", replace=True)
    assert (note.read_bytes(), len(list(note.parent.iterdir()))) == (before, 1)


def test_a_link_in_the_archive_is_of_the_archive_wherever_it_leads(
    archive: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "ude"
    outside.mkdir()
    (archive / "link").symlink_to(outside)
    with pytest.raises(Refused):
        write_shared(archive, archive / "link" / "a.md", "x")
    assert list(outside.iterdir()) == []


def test_a_name_is_one_that_any_disk_takes_and_that_is_not_there_yet(tmp_path: Path) -> None:
    note = a_note(note_id="a", team="Åhus & Ærø: 100 % [bo]", day=TODAY)
    name = free_name(tmp_path, note, "md")
    assert name == "2026-03-03-check-out-aahus-aeroe-100-bo.md"
    (tmp_path / name).touch()
    assert free_name(tmp_path, note, "md") == name.replace(".md", "-2.md")
    assert free_name(tmp_path, note, "csv") == name.replace(".md", ".csv")

    (tmp_path / name.replace(".md", "-2.md")).symlink_to(tmp_path / "væk")
    assert free_name(tmp_path, note, "md") == name.replace(".md", "-3.md")


def test_a_long_team_makes_no_name_too_long_for_a_disk(tmp_path: Path) -> None:
    note = a_note(note_id="a", day=TODAY).model_copy(update={"team": "æ" * 200})
    (tmp_path / free_name(tmp_path, note, "html")).touch()
