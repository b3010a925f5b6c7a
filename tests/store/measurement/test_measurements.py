"""Measurements on the disk: their notes, and the answers while they are open."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.measurement.figures import publish
from facilitator.core.measurement.lifecycle import result_of
from facilitator.core.measurement.note import Why
from facilitator.core.measurement.overlap import TooNear
from facilitator.core.measurement.result import Result
from facilitator.core.text.guard import CPR_MASK
from facilitator.store.archive import Archive
from facilitator.store.files import NotRead, NotWritten
from facilitator.store.index.notes import running, teams
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.measurement.answers import (
    Elsewhere,
    MeasurementKeeper,
    Over,
    number_answered,
)
from facilitator.store.measurement.notes import (
    create as put,
)
from facilitator.store.measurement.notes import (
    dumps,
    loads,
    measurements_in,
    migrate_all,
    read_measurement,
)
from facilitator.store.measurement.settling import (
    destroyed_words,
    measurements_left_open,
    settle,
    without_note,
)
from facilitator.store.notes import NoteError
from facilitator.store.paths import answers_folder
from facilitator.store.session_file import NotSaved
from facilitator.store.state import State, StateFile
from facilitator.words import refusal_words
from tests.core.measurement.measures import (
    TODAY,
    A,
    D,
    a_measurement,
    answered,
    closed,
    random_rows,
)
from tests.store.listing import find, listing, up_to_date
from tests.store.measurement.older import ROWS_OF_A, older_note
from tests.store.two_at_once import two_at_once

if TYPE_CHECKING:
    from collections.abc import Callable


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

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
    assert stat.S_IMODE(next(answers_folder().iterdir()).stat().st_mode) == 0o600
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


ENDS = {
    "closed": lambda keeper: keeper.close(TODAY),
    "thrown away": lambda keeper: keeper.throw_away(),
    "let go of": lambda keeper: keeper.release(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_is_written_too_late_by_a_thread_that_had_to_wait_brings_no_answer_back(
    archive: Archive, end: Callable[[MeasurementKeeper], object]
) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row, "x")
    end(keeper)
    before = {path: path.read_bytes() for path in answers_folder().iterdir()}

    assert keeper.save() is None
    with pytest.raises(Refused):
        keeper.add(A[0], "for sent")

    assert {path: path.read_bytes() for path in answers_folder().iterdir()} == before


def test_a_program_that_is_killed_loses_no_answer_that_was_given(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row, "x")
    keeper.release()

    again = MeasurementKeeper.resume(archive, keeper.path)

    assert sorted(again.answers.responses, key=str) == sorted(A, key=str)
    assert again.answers.comments == ("x",) * 6
    assert number_answered(archive, read_measurement(keeper.path)) == 6


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

    assert 0 <= keeper.number_answered - max([25, *told]) <= 1
    assert len(list(answers_folder().iterdir())) == 2
    keeper.release()


def test_one_program_at_a_time_keeps_it(archive: Archive) -> None:
    keeper = begun(archive)

    with pytest.raises(AlreadyOpen):
        MeasurementKeeper.resume(archive, keeper.path)
    keeper.release()
    MeasurementKeeper.resume(archive, keeper.path).release()


def test_closing_writes_what_is_published_and_destroys_the_answers(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)

    assert keeper.preview(TODAY).withheld is None
    assert keeper.close(TODAY) is None

    note = read_measurement(keeper.path)
    found = result_of(note, measurements_in(archive).notes)
    assert isinstance(found, Result)
    assert found.figures.index == 70
    assert list(answers_folder().iterdir()) == []
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    MeasurementKeeper.begin(archive, a_measurement(number=2)).release()


@pytest.mark.parametrize("n", [4, 6, 8])
def test_no_row_is_ever_in_the_archive(archive: Archive, n: int) -> None:
    keeper = begun(archive)
    for row in random_rows(n, 5):
        keeper.add(row)

    keeper.close(TODAY)

    text = keeper.path.read_text(encoding="utf-8")
    assert "responses" not in text
    assert not re.search(r"[1-5] [1-5] [1-5]", text)


def test_too_few_leave_no_answer_on_the_disk_at_all(archive: Archive) -> None:
    keeper = begun(archive)
    for row in D:
        keeper.add(row, "hemmeligt")

    assert keeper.preview(TODAY).withheld is Why.TOO_FEW
    keeper.close(TODAY)

    note = read_measurement(keeper.path)
    assert (note.withheld, note.answered, note.figures) == (Why.TOO_FEW, 4, None)
    assert b"hemmeligt" not in all_bytes(archive.folder) + all_bytes(answers_folder())


def test_the_archives_own_limit_is_asked_at_the_close(archive: Archive) -> None:
    archive.prepare()
    file = archive.folder / "archive.toml"
    file.write_text("schema = 1\nresponses_at_least = 7\n", encoding="utf-8")
    keeper = begun(archive)
    for row in A:
        keeper.add(row)

    assert keeper.preview(TODAY).withheld is Why.TOO_FEW


def test_one_that_could_be_of_the_same_people_stays_open_with_its_answers(
    archive: Archive,
) -> None:
    put(archive, closed(answered(A, number=7, team="Huset")))
    keeper = begun(archive)
    for row in A[:5]:
        keeper.add(row)
    before = all_bytes(archive.folder)

    for ask in (keeper.preview, keeper.close):
        with pytest.raises(TooNear) as near:
            ask(TODAY + timedelta(days=3))
        assert near.value.other.team == "Huset"

    assert all_bytes(archive.folder) == before
    assert number_answered(archive, keeper.measurement) == 5
    assert keeper.add(A[5]) is None


def test_of_two_closed_at_once_the_second_knows_of_the_first(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = begun(archive), begun(archive, number=2)
    for row in A[:5]:
        first.add(row)
        second.add(row)

    came = two_at_once(monkeypatch, lambda: first.close(TODAY), lambda: second.close(TODAY))

    assert came[0].result() is None
    assert isinstance(came[1].exception(), TooNear)
    assert second.takes_answers


def test_no_cpr_number_is_in_a_comment_from_a_phone_where_nobody_is_asked(
    archive: Archive,
) -> None:
    keeper = begun(archive)
    keeper.hand_in(A[0], "om 031226-1430, mødt 03.12.26 1430", "ticket")
    assert keeper.write_lot(least=1) is None

    assert keeper.answers.comments == (f"om {CPR_MASK}, mødt 03.12.26 1430",)


def test_an_answer_that_comes_as_it_is_closed_is_refused(archive: Archive) -> None:
    keeper = begun(archive)
    assert keeper.close(TODAY) is None

    with pytest.raises(Over):
        keeper.hand_in(A[0], "", "ticket")

    assert keeper.is_spent("ticket") is None


def test_what_is_answered_as_its_end_comes_is_not_destroyed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, opening = left_for(archive, 90), StateFile.open

    def late(path: Path) -> tuple[StateFile, State]:
        monkeypatch.setattr(StateFile, "open", opening)
        again = MeasurementKeeper.resume(archive, keeper.path)
        again.add(A[1])
        again.release()
        return opening(path)

    monkeypatch.setattr(StateFile, "open", late)
    assert settle(archive, lambda: measurements_in(archive), NOW) == ()

    assert number_answered(archive, keeper.measurement) == 2


def test_when_the_disk_says_no_the_answer_is_kept_until_it_can_be_saved(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    with monkeypatch.context() as broken:
        broken.setattr("facilitator.store.files.os.fsync", _full)
        assert isinstance(keeper.add(A[1]), NotSaved)
        assert isinstance(keeper.close(TODAY), NotSaved)
    assert keeper.measurement.is_open
    assert keeper.number_answered == 2
    assert number_answered(archive, read_measurement(keeper.path)) == 1

    assert keeper.save() is None
    assert number_answered(archive, read_measurement(keeper.path)) == 2


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
    for file in answers_folder().iterdir():
        file.unlink()

    with pytest.raises(Elsewhere, match="not on this machine"):
        MeasurementKeeper.resume(archive, keeper.path)
    assert number_answered(archive, read_measurement(keeper.path)) is None


def test_answers_of_another_archive_on_this_machine_are_left_to_it(
    archive: Archive, tmp_path: Path
) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    keeper.release()
    other = Archive(tmp_path / "andet")
    copy = other.folder / keeper.path.name
    other.folder.mkdir()
    copy.write_bytes(keeper.path.read_bytes())

    with pytest.raises(Elsewhere, match="arkiv"):
        MeasurementKeeper.resume(other, copy)
    assert number_answered(other, read_measurement(copy)) is None


def test_a_closed_measurement_is_not_resumed(archive: Archive) -> None:
    path = put(archive, closed(answered(A)))

    with pytest.raises(Refused, match="closed already"):
        MeasurementKeeper.resume(archive, path)


def test_a_closed_note_made_open_again_by_hand_is_refused_by_line(archive: Archive) -> None:
    path = put(archive, closed(answered(A)))
    text = path.read_text(encoding="utf-8").replace('"closed"', '"open"')
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoteError) as error:
        read_measurement(path)

    line = error.value.line
    assert line is not None
    assert text.splitlines()[line - 1].startswith("closed")


@pytest.mark.parametrize("status", ["open", "closed"])
def test_a_note_with_rows_in_it_is_refused_by_line(archive: Archive, status: str) -> None:
    path = put(archive, closed(answered(A)) if status == "closed" else a_measurement())
    text = 'responses = ["2 4 2 4 2 4 5"]\n' + path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoteError, match="no single answers") as error:
        read_measurement(path)
    assert error.value.line == 1


@pytest.mark.parametrize(
    ("old", "new", "begins"),
    [
        ("scale = 5", "scale = 6", "scale"),
        ("scale = 5", 'scale = "fem"', "scale"),
        ('status = "closed"', 'status = "lukket"', "status"),
        ("date = 2026-03-03", 'date = "i går"', "date"),
        ('team = "Team Nordlys"', "team = 3", "team"),
        ('source = "in_room"', 'source = "dream"', "source"),
        ("n = 6", "n = 4", "n = 4"),
        ("n = 6", "n = 8", "n = 8"),
        ("index = 70", "index = 71", "index"),
        ("index = 70", "index = 70\nmean = 3.8095", "mean"),
        ("item = 1", "item = 9", "item"),
    ],
)
def test_a_note_edited_into_nonsense_is_refused_by_file_and_line(
    archive: Archive, old: str, new: str, begins: str
) -> None:
    path = put(archive, closed(answered(A)))
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NoteError) as error:
        read_measurement(path)

    assert error.value.line is not None
    assert text.splitlines()[error.value.line - 1].startswith(begins)
    assert [problem.place for problem in measurements_in(archive).problems] == [error.value.place]
    assert [problem.place for problem in listing(archive).problems] == [error.value.place]


def test_answers_that_cannot_be_read_are_left_as_they_are(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    keeper.release()
    (file,) = (path for path in answers_folder().iterdir() if path.suffix == ".age")
    file.write_bytes(file.read_bytes()[:-20])

    with pytest.raises(NotRead):
        MeasurementKeeper.resume(archive, keeper.path)
    assert number_answered(archive, read_measurement(keeper.path)) is None
    settle(archive, lambda: measurements_in(archive), NOW)
    assert file.exists()


def test_a_note_whose_scale_was_edited_does_not_go_on(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.release()
    note = keeper.path.read_text(encoding="utf-8")
    keeper.path.write_text(note.replace("scale = 5", "scale = 7"), encoding="utf-8")

    with pytest.raises(NotRead, match="scale"):
        MeasurementKeeper.resume(archive, keeper.path)


def test_a_note_of_a_newer_program_is_left_alone(archive: Archive) -> None:
    path = put(archive, closed(answered(A)))
    text = path.read_text(encoding="utf-8")

    with pytest.raises(NoteError, match="newer"):
        loads(text.replace("schema = 2", "schema = 3"), path)
    with pytest.raises(NoteError, match="not a note"):
        loads('kind = "measurement"\n', path)


def test_words_we_do_not_know_survive_the_close(archive: Archive) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    note = keeper.path.read_text(encoding="utf-8")
    keeper.path.write_text(f"remark = 'vores'\n{note}", encoding="utf-8")

    assert keeper.close(TODAY) is None

    assert 'remark = "vores"' in keeper.path.read_text(encoding="utf-8")
    assert read_measurement(keeper.path).number_included == 6


@pytest.mark.parametrize("theirs", ["gone", "another", "broken", "closed"])
def test_where_the_open_note_is_no_more_ours_has_a_file_of_its_own(
    archive: Archive, theirs: str
) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    before = keeper.path
    if theirs == "gone":
        before.unlink()
    else:
        others = {
            "another": dumps(a_measurement(number=9)),
            "broken": b"kind = 'measurement",
            "closed": dumps(closed(answered(D, number=9))),
        }
        before.write_bytes(others[theirs])
    left = before.read_bytes() if before.exists() else None

    assert keeper.close(TODAY) is None

    assert read_measurement(keeper.path).number_included == 6
    assert (keeper.path == before) == (theirs == "gone")
    if left is not None:
        assert before.read_bytes() == left


@pytest.mark.parametrize("old_form", [False, True])
def test_answers_left_by_a_machine_that_stopped_at_the_close_are_destroyed(
    archive: Archive, old_form: bool
) -> None:
    keeper = begun(archive)
    for row in A:
        keeper.add(row)
    left = {file: file.read_bytes() for file in answers_folder().iterdir()}
    keeper.close(TODAY)
    if old_form:
        left = {answers_folder() / f"{keeper.measurement.id}.toml": b"schema = 1"}
    for file, data in left.items():
        file.write_bytes(data)

    settle(archive, lambda: measurements_in(archive), NOW)

    assert list(answers_folder().iterdir()) == []


@pytest.mark.parametrize("stage", ["marked", "note gone"])
def test_what_was_being_thrown_away_goes_whole(
    archive: Archive, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = begun(archive)
    keeper.add(A[0], "x")
    with monkeypatch.context() as stopped:
        place = "remove_open_note" if stage == "marked" else "StateFile.destroy"
        stopped.setattr(f"facilitator.store.measurement.answers.{place}", _killed)
        with pytest.raises(KeyboardInterrupt):
            keeper.throw_away()
    keeper.release()

    settle(archive, lambda: measurements_in(archive), NOW)

    assert not keeper.path.exists()
    assert list(answers_folder().iterdir()) == []


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("doubt", ["open", "gone", "broken", "no archive"])
def test_in_doubt_answers_are_kept(archive: Archive, doubt: str) -> None:
    keeper = begun(archive)
    keeper.add(A[0])
    keeper.release()
    if doubt == "gone":
        keeper.path.unlink()
    elif doubt == "broken":
        keeper.path.write_text('kind = "measurement"\nstatus = "closed"\n', encoding="utf-8")
    elif doubt == "no archive":
        archive.folder.rename(archive.folder.with_name("flyttet"))

    settle(archive, lambda: measurements_in(archive), NOW)

    assert number_answered(archive, keeper.measurement) == 1


def test_a_measurement_that_is_being_closed_elsewhere_is_left_alone(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.path.write_bytes(dumps(closed(answered(A))))

    settle(archive, lambda: measurements_in(archive), NOW)

    assert number_answered(archive, keeper.measurement.model_copy()) == 0
    keeper.release()
    settle(archive, lambda: measurements_in(archive), NOW)
    assert list(answers_folder().iterdir()) == []


def left_for(archive: Archive, days: int, number: int = 1) -> MeasurementKeeper:
    """An open measurement that was last answered so many days before now."""
    keeper = begun(archive, number=number)
    keeper.add(A[0])
    keeper.release()
    moment = (NOW - timedelta(days=days)).timestamp()
    for file in answers_folder().iterdir():
        if file.name.endswith(f"{keeper.measurement.id}.age"):
            os.utime(file, (moment, moment))
    return keeper


@pytest.mark.parametrize(
    ("days", "offered", "destroyed"),
    [(13, False, False), (14, True, False), (89, True, False), (90, True, True)],
)
def test_a_measurement_left_open_is_offered_after_14_days_and_destroyed_after_90(
    archive: Archive, days: int, offered: bool, destroyed: bool
) -> None:
    keeper = left_for(archive, days)

    assert bool(measurements_left_open(archive, lambda: measurements_in(archive), NOW)) == offered
    ended = settle(archive, lambda: measurements_in(archive), NOW)

    assert bool(ended) == destroyed
    assert keeper.path.exists() != destroyed
    assert bool(list(answers_folder().iterdir())) != destroyed
    if ended:
        assert "Team Nordlys" in refusal_words(destroyed_words(ended[0]))


@pytest.mark.parametrize("doubt", ["setting", "note gone", "note broken", "open elsewhere"])
def test_in_doubt_the_oldest_answers_are_kept(archive: Archive, doubt: str) -> None:
    keeper = left_for(archive, 400)
    held = None
    if doubt == "setting":
        (archive.folder / "archive.toml").write_text("schema = 1\nleft_open_days = 3\n")
    elif doubt == "note gone":
        keeper.path.unlink()
    elif doubt == "note broken":
        keeper.path.write_text('kind = "measurement"\n')
    else:
        held = MeasurementKeeper.resume(archive, keeper.path)
    archive = Archive(archive.folder)

    assert settle(archive, lambda: measurements_in(archive), NOW) == ()

    assert number_answered(archive, keeper.measurement) == 1
    if held:
        held.release()


def test_answers_whose_note_or_archive_is_not_there_are_named(
    archive: Archive, tmp_path: Path
) -> None:
    keeper = left_for(archive, 1)
    assert without_note(archive, lambda: measurements_in(archive)) == ()

    keeper.path.unlink()
    (named,) = without_note(archive, lambda: measurements_in(archive))
    assert named.path.name.endswith(f"{keeper.measurement.id}.age")
    assert str(archive.folder) in refusal_words(named)

    other = Archive(tmp_path / "andet")
    assert without_note(other, lambda: measurements_in(other)) == ()
    archive.folder.rename(tmp_path / "flyttet")
    assert [p.path for p in without_note(other, lambda: measurements_in(other))] == [named.path]


def test_answers_in_a_file_of_an_older_version_are_taken_over(archive: Archive) -> None:
    keeper = begun(archive)
    keeper.release()
    for file in answers_folder().iterdir():
        file.unlink()
    plain = answers_folder() / f"{keeper.measurement.id}.toml"
    plain.write_text(
        f'schema = 1\nid = "{keeper.measurement.id}"\nkind = "answers"\nscale = 5\n'
        'responses = ["2 4 2 4 2 4 5"]\n',
        encoding="utf-8",
    )

    assert number_answered(archive, keeper.measurement) == 1

    again = MeasurementKeeper.resume(archive, keeper.path)

    assert again.answers.responses == (A[0],)
    assert not plain.exists()
    assert number_answered(archive, again.measurement) == 1


def test_a_note_with_rows_is_read_as_what_is_published_and_then_written_so(
    archive: Archive,
) -> None:
    path = older_note(archive.folder)
    read = read_measurement(path)
    assert read.figures == publish(A, 5)

    (done,) = migrate_all(measurements_in(archive))

    assert (done.path, done.trouble) == (path, None)
    text = path.read_text(encoding="utf-8")
    assert not any(row in text for row in ROWS_OF_A)
    assert "responses" not in text
    assert 'remark = "vores"' in text
    assert read_measurement(path) == read
    assert migrate_all(measurements_in(archive)) == ()


def test_a_note_that_cannot_be_written_anew_says_why_and_is_tried_again(
    archive: Archive,
) -> None:
    path, other = older_note(archive.folder), older_note(archive.folder, 2, ROWS_OF_A[::-1])
    lock = Lock.take(path)

    first = {done.path: done.trouble for done in migrate_all(measurements_in(archive))}
    lock.release()
    again = migrate_all(measurements_in(archive))

    assert first[other] is None
    assert isinstance(first[path], AlreadyOpen)
    assert [(done.path, done.trouble) for done in again] == [(path, None)]


@pytest.mark.parametrize("bad", ["2 4 2 4 2 4 6", "2 4 2"])
def test_rows_edited_into_nonsense_are_refused_by_line_and_stay(archive: Archive, bad: str) -> None:
    path = older_note(archive.folder, rows=[*ROWS_OF_A, bad])
    before = path.read_bytes()

    with pytest.raises(NoteError) as error:
        read_measurement(path)

    assert error.value.line == before.decode().splitlines().index("closed = 2026-03-04") + 2
    assert migrate_all(measurements_in(archive)) == ()
    assert path.read_bytes() == before


def test_the_archive_lists_measurements_among_its_notes(archive: Archive) -> None:
    later = TODAY + timedelta(days=1)
    put(archive, closed(answered(A, label="APV 2026", day=later)))
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


def test_a_measurement_is_one_whatever_a_sync_program_calls_its_file(archive: Archive) -> None:
    path = put(archive, closed(answered(A, label="Konflikt og ro")))

    assert listing(archive).problems == ()
    path.rename(path.with_name("2026-03-03-measurement (conflicted copy).toml"))
    assert (len(listing(archive).notes), listing(archive).problems) == (1, ())


def test_the_newest_measurement_comes_first_and_what_is_none_is_passed_over(
    archive: Archive,
) -> None:
    for number, days in enumerate((0, 200, 100), 1):
        day = TODAY + timedelta(days=days)
        put(archive, closed(answered(A, number=number, day=day, team=f"T{number}")))
    (archive.folder / "T1/fremmed.toml").write_text("x = 1\n", encoding="utf-8")
    os.mkfifo(archive.folder / "T1/pibe.toml")

    found = measurements_in(archive)

    assert [file.measurement.team for file in found.files] == ["T2", "T3", "T1"]
    assert found.problems == ()


def test_a_measurement_comes_back_from_its_note_as_it_was(archive: Archive) -> None:
    rows = [*random_rows(12, 7, missing=0.2), *random_rows(4, 7, missing=0.9)]
    comments = ['"""', "'''\n\\", "æøå [/] 👍🏽", "-"]
    for number, some in enumerate((rows, rows[:6], rows[-4:])):
        note = closed(answered(some, comments, scale=7, number=number))

        assert read_measurement(put(archive, note)) == note
