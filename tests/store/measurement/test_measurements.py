"""Measurements on the disk: their notes, and the answers while they are open."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from facilitator.core.errors import Refused
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.note import Measurement, Why
from facilitator.core.measurement.result import Result
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.index.notes import running, teams
from facilitator.store.lock import AlreadyOpen
from facilitator.store.measurement.answers import (
    Elsewhere,
    MeasurementKeeper,
    answers_file,
    number_answered,
)
from facilitator.store.measurement.listing import measurements_in, rows_due
from facilitator.store.measurement.note import drop_rows, loads, put, read_measurement
from facilitator.store.notes import NoteError
from facilitator.store.places import answers_folder
from facilitator.store.session_file import Moved, NotSaved
from facilitator.words import said
from tests.core.measurement.measures import TODAY, A, D, a_measurement, closed, random_rows
from tests.store.listed import find, listing, up_to_date

ROOT = Path(__file__).parents[3]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "arkiv")


def begun(archive: Archive, *, label: str = "", number: int = 1) -> MeasurementKeeper:
    return MeasurementKeeper.begin(archive, a_measurement(label=label, number=number))


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_measurement_is_a_note_in_its_teams_folder(archive: Archive) -> None:
    keeper = begun(archive, label="APV 2026: forår")

    assert (
        keeper.path == archive.folder / "Team Nordlys/2026-03-03-measurement-apv-2026-foraar.toml"
    )
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(answers_folder().stat().st_mode) == 0o700
    assert stat.S_IMODE(answers_file(keeper.measurement).stat().st_mode) == 0o600
    assert read_measurement(keeper.path) == keeper.measurement


def test_a_second_measurement_of_the_day_has_a_file_of_its_own(archive: Archive) -> None:
    first, second = begun(archive), begun(archive, number=2)

    assert [first.path.name, second.path.name] == [
        "2026-03-03-measurement.toml",
        "2026-03-03-measurement-2.toml",
    ]


def test_while_it_is_open_its_note_changes_in_no_byte(archive: Archive) -> None:
    keeper = begun(archive)
    before = keeper.path.read_bytes(), keeper.path.stat().st_mtime_ns

    for row in A:
        assert keeper.add(row, "Det går godt") is None

    assert (keeper.path.read_bytes(), keeper.path.stat().st_mtime_ns) == before
    assert b"responses" not in before[0]
    assert "går godt".encode() not in all_bytes(archive.folder)


def test_a_program_that_is_killed_loses_no_answer_that_was_given(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row, "x")
    keeper.release()

    again = MeasurementKeeper.resume(archive, keeper.path)

    assert sorted(again.measurement.responses, key=str) == sorted(A, key=str)
    assert again.measurement.comments == ("x",) * 6
    assert number_answered(read_measurement(keeper.path)) == 6


def test_a_kill_in_the_middle_of_a_write_loses_at_most_that_answer(archive: Archive) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.store.measurement.answering", str(archive.folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with program:
        assert program.stdout is not None
        path = Path(program.stdout.readline().strip())
        while int(program.stdout.readline()) < 25:
            pass
        program.kill()
        told = [int(line) for line in program.stdout if line.strip().isdecimal()]

    keeper = MeasurementKeeper.resume(archive, path)

    assert 0 <= keeper.measurement.number_answered - max([25, *told]) <= 1
    assert len(list(answers_folder().iterdir())) == 1
    keeper.release()


def test_one_program_at_a_time_keeps_it(archive: Archive) -> None:
    keeper = begun(archive)

    with pytest.raises(AlreadyOpen):
        MeasurementKeeper.resume(archive, keeper.path)
    keeper.release()
    MeasurementKeeper.resume(archive, keeper.path).release()


def test_closing_writes_the_result_and_removes_the_answers_outside(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)

    assert keeper.preview(TODAY).withheld is None
    assert keeper.close("rows", TODAY) is None

    note = read_measurement(keeper.path)
    assert sorted(note.responses, key=str) == sorted(A, key=str)
    found = result_of(note, measurements_in(archive).notes)
    assert isinstance(found, Result)
    assert found.index == 70
    assert list(answers_folder().iterdir()) == []
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    MeasurementKeeper.begin(archive, a_measurement(number=2)).release()


def test_counts_alone_leave_no_row_on_the_disk(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)

    keeper.close("counts", TODAY)

    text = keeper.path.read_text(encoding="utf-8")
    assert "2 4 2 4 2 4 5" not in text
    assert "responses" not in text
    found = result_of(read_measurement(keeper.path), ())
    assert isinstance(found, Result)
    assert found.index == 70


def test_too_few_leave_no_answer_on_the_disk_at_all(archive: Archive) -> None:
    keeper = begun(archive)
    for row in D:
        keeper.add(row, "hemmeligt")

    assert keeper.preview(TODAY).withheld is Why.TOO_FEW
    keeper.close("rows", TODAY)

    note = read_measurement(keeper.path)
    assert (note.withheld, note.answered, note.responses) == (Why.TOO_FEW, 4, ())
    assert b"hemmeligt" not in all_bytes(archive.folder) + all_bytes(answers_folder())


def test_the_archives_own_limit_is_asked_at_the_close(archive: Archive) -> None:
    archive.prepare()
    file = archive.folder / "archive.toml"
    file.write_text("schema = 1\nresponses_at_least = 7\n", encoding="utf-8")
    keeper = begun(archive)
    for row in A:
        keeper.add(row)

    assert keeper.preview(TODAY).withheld is Why.TOO_FEW


def test_a_team_measured_again_at_once_has_no_second_result(archive: Archive) -> None:
    put(archive, closed(a_measurement(A, number=7)))
    keeper = begun(archive)
    for row in random_rows(7, 5):
        keeper.add(row)

    keeper.close("rows", TODAY + timedelta(days=3))

    assert read_measurement(keeper.path).withheld is Why.TOO_NEAR


def test_when_the_disk_says_no_the_answer_waits_and_comes_with_the_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    with monkeypatch.context() as broken:
        broken.setattr("facilitator.store.files.os.fsync", _full)
        assert isinstance(keeper.add(A[1]), NotSaved)
        assert isinstance(keeper.close("rows", TODAY), NotSaved)
    assert keeper.measurement.is_open
    assert keeper.measurement.number_answered == 2
    assert number_answered(read_measurement(keeper.path)) == 1

    assert keeper.save() is None
    assert number_answered(read_measurement(keeper.path)) == 2


def test_a_measurement_that_cannot_be_kept_is_not_begun(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.prepare()
    monkeypatch.setattr("facilitator.store.files.os.fsync", _full)

    with pytest.raises(NotWritten, match="full"):
        begun(archive)
    assert [path.name for path in archive.folder.rglob("*.toml")] == ["archive.toml"]


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_thrown_away_nothing_is_left(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.add(A[0], "x")

    assert keeper.throw_away() is None

    assert not keeper.path.exists()
    assert list(answers_folder().iterdir()) == []


def test_without_its_answers_a_measurement_goes_on_where_it_was_opened(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.release()
    answers_file(keeper.measurement).unlink()

    with pytest.raises(Elsewhere):
        MeasurementKeeper.resume(archive, keeper.path)
    assert number_answered(read_measurement(keeper.path)) is None


def test_a_closed_measurement_is_not_resumed(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A)))

    with pytest.raises(Refused, match="closed already"):
        MeasurementKeeper.resume(archive, path)


def test_a_closed_note_made_open_again_by_hand_is_refused_by_line(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A)))
    text = path.read_text(encoding="utf-8").replace('"closed"', '"open"')
    text = text.replace("closed = 2026-03-03\n", "")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoteError) as error:
        read_measurement(path)

    line = error.value.line
    assert line is not None
    assert text.splitlines()[line - 1].startswith("responses")
    assert said(error.value).endswith("og en lukket kan ikke åbnes igen.")


@pytest.mark.parametrize(
    ("old", "new", "begins"),
    [
        ('"2 4 2 4 2 4 5"', '"2 4 2 4 2 4 6"', '    "2 4 2 4 2 4 6"'),
        ('"2 4 2 4 2 4 5"', '"2 4 2"', '    "2 4 2"'),
        ('"2 4 2 4 2 4 5"', "[1, 2]", "    [1, 2]"),
        ("scale = 5", "scale = 6", "scale"),
        ("scale = 5", 'scale = "fem"', "scale"),
        ('status = "closed"', 'status = "lukket"', "status"),
        ("date = 2026-03-03", 'date = "i går"', "date"),
        ('team = "Team Nordlys"', "team = 3", "team"),
        ('source = "in_room"', 'source = "dream"', "source"),
    ],
)
def test_a_note_edited_into_nonsense_is_refused_by_file_and_line(
    archive: Archive, old: str, new: str, begins: str
) -> None:
    path = put(archive, closed(a_measurement(A)))
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoteError) as error:
        read_measurement(path)

    assert error.value.line is not None
    assert text.splitlines()[error.value.line - 1].startswith(begins)
    assert [problem.place for problem in measurements_in(archive).problems] == [error.value.place]
    assert [problem.place for problem in listing(archive).problems] == [error.value.place]


def test_figures_edited_into_nonsense_are_refused_by_line(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A), keep="counts"))
    for old, new, key in [
        ("n = 6", "n = 4", "n = 4"),
        ("mean = 3.8", "mean = 13.8", "mean"),
        ("rwg = 0.6\n", "rwg = 1.6\n", "rwg"),
    ]:
        text = path.read_text(encoding="utf-8").replace(old, new, 1)
        with pytest.raises(NoteError) as error:
            loads(text, path)
        assert error.value.line is not None
        assert text.splitlines()[error.value.line - 1].startswith(key)


def test_answers_edited_into_nonsense_are_refused_by_line(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    keeper.release()
    file = answers_file(keeper.measurement)
    good = file.read_text(encoding="utf-8")

    file.write_text(good.replace("2 4 2 4 2 4 5", "2 4 2 4 2 4 9"), encoding="utf-8")
    with pytest.raises(NoteError) as error:
        MeasurementKeeper.resume(archive, keeper.path)
    assert error.value.place == f"{file}:6"

    file.write_text(good.replace("scale = 5", "scale = 7"), encoding="utf-8")
    with pytest.raises(NoteError, match="scale"):
        MeasurementKeeper.resume(archive, keeper.path)


def test_a_note_of_a_newer_program_is_left_alone(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A)))
    text = path.read_text(encoding="utf-8")

    with pytest.raises(NoteError, match="newer"):
        loads(text.replace("schema = 1", "schema = 2"), path)
    with pytest.raises(NoteError, match="not a note"):
        loads('kind = "measurement"\n', path)


def test_words_we_do_not_know_survive_a_rewrite(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A)))
    path.write_text("remark = 'vores'\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    drop_rows(path)

    assert 'remark = "vores"' in path.read_text(encoding="utf-8")


def test_a_note_changed_meanwhile_is_left_to_them_and_ours_lies_beside_it(
    archive: Archive,
) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    theirs = keeper.path.read_bytes() + b"\n# hej\n"
    keeper.path.write_bytes(theirs)
    before = keeper.path

    moved = keeper.close("rows", TODAY)

    assert isinstance(moved, Moved)
    assert before.read_bytes() == theirs
    assert read_measurement(moved.path).number_answered == 6


def test_a_note_that_is_gone_is_written_again(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    keeper.path.unlink()

    assert keeper.close("rows", TODAY) is None
    assert keeper.path.name == "2026-03-03-measurement.toml"
    assert read_measurement(keeper.path).number_answered == 6


def test_answers_left_by_a_machine_that_stopped_at_the_close_go_at_the_next_beginning(
    archive: Archive,
) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    left = answers_file(keeper.measurement).read_bytes()
    keeper.close("rows", TODAY)
    answers_file(keeper.measurement).write_bytes(left)

    begun(archive, number=2)

    assert not answers_file(keeper.measurement).exists()


def test_a_killed_write_leaves_no_second_version_beside_the_answers(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    keeper.release()
    file = answers_file(keeper.measurement)
    leftover = file.with_name(f".{file.name}.0123456789ab.tmp")
    leftover.write_bytes(b"half")

    MeasurementKeeper.resume(archive, keeper.path)

    assert [path.name for path in answers_folder().iterdir()] == [file.name]


def test_rows_are_due_after_ninety_days_and_can_go(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A)))
    put(archive, closed(a_measurement(random_rows(9, 5), number=2, team="Syd"), keep="counts"))

    assert rows_due(measurements_in(archive), TODAY + timedelta(days=89)) == ()
    (due,) = rows_due(measurements_in(archive), TODAY + timedelta(days=90))
    assert due.path == path

    drop_rows(path)
    assert rows_due(measurements_in(archive), date(2030, 1, 1)) == ()
    with pytest.raises(Refused, match="no single answers"):
        drop_rows(path)


def test_the_archive_lists_measurements_among_its_notes(archive: Archive) -> None:
    later = TODAY + timedelta(days=1)
    put(archive, closed(a_measurement(A, label="APV 2026", day=later)))
    keeper = begun(archive, number=2)

    entries = listing(archive).notes

    assert listing(archive).problems == ()
    assert [(e.kind, e.guide, e.title, e.status) for e in entries] == [
        ("measurement", "measurement", "APV 2026", "closed"),
        ("measurement", "measurement", "Måling", "running"),
    ]
    assert find(archive, keeper.measurement.id).path == keeper.path
    assert teams(up_to_date(archive)) == ("Team Nordlys",)
    assert running(up_to_date(archive)) == ()


def test_a_label_that_speaks_of_conflict_is_no_sync_programs_copy(archive: Archive) -> None:
    path = put(archive, closed(a_measurement(A, label="Konflikt og ro")))

    assert listing(archive).problems == ()
    path.rename(path.with_name("2026-03-03-measurement (conflicted copy).toml"))
    assert len(listing(archive).problems) == 1


def test_the_newest_measurement_comes_first_and_what_is_none_is_passed_over(
    archive: Archive,
) -> None:
    for number, days in enumerate((0, 200, 100), 1):
        note = a_measurement(A, number=number, day=TODAY + timedelta(days=days), team=f"T{number}")
        put(archive, closed(note))
    (archive.folder / "T1/fremmed.toml").write_text("x = 1\n", encoding="utf-8")
    os.mkfifo(archive.folder / "T1/pibe.toml")

    found = measurements_in(archive)

    assert [one.measurement.team for one in found.kept] == ["T2", "T3", "T1"]
    assert found.problems == ()


def test_a_measurement_comes_back_from_its_note_as_it_was(archive: Archive) -> None:
    answers = [*random_rows(12, 7, missing=0.2), *random_rows(4, 7, missing=0.9)]
    comments = ['"""', "'''\n\\", "æøå [/] 👍🏽", "-"]
    for keep in ("rows", "counts"):
        note = closed(a_measurement(answers, comments, scale=7), keep=keep)
        path = put(archive, note)

        back = read_measurement(path)

        assert sorted(back.comments) == sorted(note.comments)
        assert sorted(back.responses, key=str) == sorted(note.responses, key=str)
        assert _without_pools(back) == _without_pools(note)


def _without_pools(measurement: Measurement) -> Measurement:
    return measurement.model_copy(update={"responses": (), "comments": ()})
