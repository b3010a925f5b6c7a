from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from facilitator.core.measurement.result import Result
from facilitator.core.measurement.trend import course
from facilitator.core.note import Note
from facilitator.core.text.guard import guard_findings
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import measurements_in, read_measurement
from facilitator.store.notes import read_document
from facilitator.store.paths import ARCHIVE_FILE
from scripts.samples import ARCHIVE, as_told, became, make, name
from scripts.told import TEAM, Measured, Sample, measured, samples
from tests.store.listing import listing

if TYPE_CHECKING:
    from pathlib import Path

OWNER = re.compile(r"^owner = .*$", re.MULTILINE)

each_sample = pytest.mark.parametrize("sample", samples(), ids=lambda sample: str(sample.day))


def file_of(sample: Sample) -> Path:
    return ARCHIVE / sample.team / f"{sample.day}-{sample.guide}.toml"


@each_sample
def test_a_sample_is_a_closed_note_of_what_was_told(sample: Sample) -> None:
    note = read_document(file_of(sample))
    assert isinstance(note, Note)
    assert as_told(note, sample)
    assert [c.status for c in note.commitments] == list(map(became, sample.agreed))


@each_sample
def test_a_sample_names_nobody_but_owners_and_holds_no_number(sample: Sample) -> None:
    text = file_of(sample).read_text("utf-8")
    names = [name for other in samples() for name in other.people.split(", ")]
    assert guard_findings(OWNER.sub("", text), sample.day, names) == ()


@each_sample
def test_a_sample_has_nothing_left_of_its_running(sample: Sample) -> None:
    text = file_of(sample).read_text("utf-8")
    assert "[live" not in text
    assert not any(words in text for words in sample.let_go)


@pytest.mark.e2e
async def test_a_sample_is_made_again_by_keys_to_the_same_bytes(tmp_path: Path) -> None:
    sample = samples()[0]

    path = await make(Archive(tmp_path / "sessions"), sample)

    assert path.read_bytes() == file_of(sample).read_bytes()


each_measured = pytest.mark.parametrize("told", measured(), ids=lambda told: str(told.day))


def file_measured(told: Measured) -> Path:
    (file,) = (ARCHIVE / told.team).glob(f"{told.day}-measurement*.toml")
    return file


@each_measured
def test_a_sample_measurement_is_what_was_answered_and_holds_no_row(told: Measured) -> None:
    kept = read_measurement(file_measured(told))
    assert (kept.label, kept.scale, kept.expected) == (told.label, told.scale, told.expected)
    assert kept.answered == len(told.answers)
    assert sorted(kept.comments) == sorted(told.comments)
    assert kept.full_figures
    for item in kept.full_figures.items:
        points = [row[item.item - 1] for row in told.answers]
        assert item.distribution == tuple(
            points.count(str(point)) for point in range(1, told.scale + 1)
        )


@each_measured
def test_a_sample_measurement_names_nobody_and_holds_no_number(told: Measured) -> None:
    names = [name for other in samples() for name in other.people.split(", ")]
    comments = read_measurement(file_measured(told)).comments
    assert [guard_findings(comment, told.day, names) for comment in comments] == [()] * len(
        told.comments
    )


def test_the_sample_measurements_are_a_course_with_a_clear_change_and_one_that_is_not(
    sample_archive: Archive,
) -> None:
    steps = course(TEAM, measurements_in(sample_archive).notes)
    assert all(isinstance(step.result, Result) for step in steps)
    changes = [step.change for step in steps if step.change]
    assert [(change.is_clear, change.scales_differ) for change in changes] == [
        (False, True),
        (True, False),
    ]


@pytest.fixture
def sample_archive(tmp_path: Path) -> Archive:
    """The samples alone: beside them there may be the notes of whoever works here."""
    shutil.copyfile(ARCHIVE / ARCHIVE_FILE, tmp_path / ARCHIVE_FILE)
    for sample in samples():
        file = tmp_path / sample.team / file_of(sample).name
        file.parent.mkdir(exist_ok=True)
        shutil.copyfile(file_of(sample), file)
    for told in measured():
        shutil.copyfile(file_measured(told), tmp_path / told.team / file_measured(told).name)
    return Archive(tmp_path)


def test_the_settings_of_the_sample_archive_are_those_of_a_new_one_but_for_its_name(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path / "new")
    archive.prepare()
    name(archive)

    ours = (ARCHIVE / ARCHIVE_FILE).read_text("utf-8")
    assert ours == (archive.folder / ARCHIVE_FILE).read_text("utf-8")


def test_there_is_no_problem_in_the_sample_archive(sample_archive: Archive) -> None:
    found = listing(sample_archive)
    assert len(found.notes) == len(samples()) + len(measured())
    assert found.problems == ()
    assert sample_archive.problems == ()
    assert sample_archive.name == "Eksempler"


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("team", ["Vores team", "Team Nordlys", "Nord/Syd"])
def test_git_leaves_out_a_note_somebody_makes_among_the_samples(team: str, tmp_path: Path) -> None:
    shutil.copyfile(ARCHIVE.parent / ".gitignore", tmp_path / ".gitignore")
    archive = Archive(tmp_path / "sessions")
    archive.prepare()
    archive.team_folder(team).mkdir()
    (archive.team_folder(team) / "2026-11-21-check-out.toml").touch()
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    status = subprocess.run(
        ["git", "-C", tmp_path, "status", "--porcelain", "--untracked-files=all"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert status.stdout == "?? .gitignore\n?? sessions/archive.toml\n"
