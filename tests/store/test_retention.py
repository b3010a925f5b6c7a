"""What is due is deleted for good: no byte of it is left in any file of ours."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Keyword, Note
from facilitator.core.retention import Kind
from facilitator.core.text.query import query_of
from facilitator.store import lock as rewriting
from facilitator.store.archive import Archive
from facilitator.store.files import write_privately
from facilitator.store.index import Index
from facilitator.store.index.commitments import commitments
from facilitator.store.index.database import clean
from facilitator.store.index.due import (
    DueList,
    DueNote,
    due,
    how_many_due,
)
from facilitator.store.index.notes import files_of
from facilitator.store.index.search import hits
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps, read_document
from facilitator.store.paths import index_folder
from facilitator.store.retention import NotDeleted, delete, delete_due
from tests.core.measurement.measures import a_measurement, answered, closed, random_rows
from tests.store.listing import find, listing, up_to_date
from tests.store.samples import a_note, a_session, put

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from facilitator.store.files import Stamp

LONG_AGO = date(2024, 11, 21)
TODAY = date(2026, 11, 21)
SECRET = "hemmeligheden"  # noqa: S105 a word to look for


def old(note_id: str = "old", *, day: date = LONG_AGO) -> Note:
    ended = Commitment(id="c1", what=f"{SECRET} a", status=Status.DONE, ended=day)
    waiting = Commitment(id="c2", what="Vi spørger")
    note = a_note([f"{SECRET} b"], note_id=note_id, day=day, commitments=[ended, waiting])
    return note.model_copy(
        update={
            "learning_points": (Keyword(text=f"{SECRET} c"),),
            "theme_word": f"{SECRET} d",
            "purpose": f"{SECRET} e",
        }
    )


def what_is_due(archive: Archive, today: date) -> DueList:
    index = Index(archive.folder)
    index.refresh()
    found = due(archive, index, today)
    assert how_many_due(index, archive.retention, today) == len(found.notes)
    index.close()
    return found


def rid_of(archive: Archive, *notes: DueNote, today: date = TODAY) -> tuple[NotDeleted, ...]:
    index = Index(archive.folder)
    failed = delete_due(archive, index, notes, today)
    index.close()
    return failed


def written_by_us(archive: Archive, home: Path) -> list[Path]:
    return [
        file
        for folder in (archive.folder, home)
        for file in folder.rglob("*")
        if file.is_file() and SECRET.encode() in file.read_bytes()
    ]


def test_nothing_is_due_in_a_new_note(archive: Archive) -> None:
    put(archive, "Nord/a.toml", old(day=TODAY))

    assert what_is_due(archive, TODAY) == DueList((), ())


def test_what_is_due_is_listed_oldest_first(archive: Archive) -> None:
    put(archive, "Nord/a.toml", old())
    path = put(archive, "Nord/b.toml", old("older", day=date(2023, 1, 1)))

    first, second = what_is_due(archive, TODAY).notes

    assert (first.id, first.team, first.date, first.path) == (
        "older",
        "Team Nordlys",
        date(2023, 1, 1),
        path,
    )
    assert [one.kind for one in second.due] == [
        Kind.KEYWORDS,
        Kind.LEARNING_POINTS,
        Kind.COMMITMENTS,
    ]


def test_the_archives_own_periods_count(archive: Archive) -> None:
    put(archive, "Nord/a.toml", old())
    (archive.folder / "archive.toml").write_text(
        "schema = 1\n[retention_months]\nkeywords = 120\nlearning_points = 120\ncommitments = 120\n"
    )

    assert what_is_due(Archive(archive.folder), TODAY).notes == ()


def test_no_byte_of_what_was_due_is_left(archive: Archive, own_home: Path) -> None:
    path = put(archive, "Nord/a.toml", old())
    put(archive, "Nord/.a.toml.0123456789ab.tmp", dumps(old()))  # of a write that was killed
    index_folder().mkdir(parents=True)
    (index_folder() / "0123-1.sqlite3").write_text(SECRET)
    (index_folder() / "0123-1.sqlite3-journal").write_text(SECRET)

    (one,) = what_is_due(archive, TODAY).notes
    assert rid_of(archive, one) == ()

    assert written_by_us(archive, own_home) == []
    assert what_is_due(archive, TODAY).notes == ()
    left = read_document(path)
    assert isinstance(left, Note)
    assert [c.id for c in left.commitments] == ["c2"]


def test_no_byte_is_left_in_the_index_that_is_in_use_nor_in_another_of_the_same_notes(
    archive: Archive, own_home: Path, tmp_path: Path
) -> None:
    for number in range(30):
        put(archive, f"Nord/{number}.toml", old(f"n{number}"))
    put(archive, "Nord/new.toml", a_note(["bliver"], note_id="new"))
    (tmp_path / "link").symlink_to(archive.folder)
    other = Index(tmp_path / "link")
    other.refresh()
    index = up_to_date(archive)
    assert index.path is not None
    assert other.path is not None
    assert {index.path, other.path} <= set(written_by_us(archive, own_home))

    failed = delete_due(archive, index, due(archive, index, TODAY).notes, TODAY)

    assert failed == ()
    assert written_by_us(archive, own_home) == []
    assert index.path.exists()
    assert [hit.text for hit in hits(index, query_of("bliver"))] == ["bliver"]
    assert len(commitments(index)) == 30
    other.refresh()
    assert written_by_us(archive, own_home) == []
    assert len(commitments(other)) == 30


def test_a_journal_that_a_killed_program_left_goes_too(archive: Archive, own_home: Path) -> None:
    put(archive, "Nord/a.toml", old())
    index = up_to_date(archive)
    assert index.path is not None
    index.path.with_name(f"{index.path.name}-journal").write_text(SECRET * 500)

    assert delete_due(archive, index, due(archive, index, TODAY).notes, TODAY) == ()

    assert written_by_us(archive, own_home) == []


def test_what_another_program_has_read_before_the_deletion_does_not_come_back_with_it(
    archive: Archive, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "Nord/a.toml", old())
    put(archive, "Nord/b.toml", old("b"))
    index, other = Index(archive.folder), Index(archive.folder)
    index.refresh()
    os.utime(archive.folder / "Nord/a.toml", (1e9, 1e9))  # to be read anew
    (archive.folder / "Nord/b.toml").touch()
    real = other._take_in
    before = [one for one in due(archive, index, TODAY).notes if one.id == "old"]

    def take_in(read: list[Any], private: str) -> None:
        delete(index, archive.folder / "Nord/b.toml")
        assert delete_due(archive, index, before, TODAY) == ()
        real(read, private)

    monkeypatch.setattr(other, "_take_in", take_in)
    other.refresh()

    assert written_by_us(archive, own_home) == []
    assert len(commitments(other)) == 1


def test_the_index_forgets_once_however_many_notes_are_rid_of_what_is_due(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        put(archive, f"{number}.toml", old(f"n{number}"))
    index, cleaned = up_to_date(archive), []

    def counted(opened: sqlite3.Connection) -> None:
        cleaned.append(opened)
        clean(opened)

    monkeypatch.setattr("facilitator.store.index.clean", counted)

    assert delete_due(archive, index, due(archive, index, TODAY).notes, TODAY) == ()

    assert len(cleaned) == 1


def test_deletion_can_be_stopped_between_two_notes(archive: Archive, own_home: Path) -> None:
    for number in range(3):
        put(archive, f"{number}.toml", old(f"n{number}"))
    index = up_to_date(archive)
    told = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    assert delete_due(archive, index, due(archive, index, TODAY).notes, TODAY, go_on) == ()

    assert told == [(0, 3), (1, 3)]
    assert index.path in written_by_us(archive, own_home)
    assert [one.id for one in due(archive, index, TODAY).notes] == ["n1", "n2"]


def test_comments_that_quote_it_go_with_it(archive: Archive, own_home: Path) -> None:
    put(archive, "a.toml", dumps(old()) + f"# {SECRET}\n".encode())

    assert rid_of(archive, *what_is_due(archive, TODAY).notes) == ()

    assert written_by_us(archive, own_home) == []


def test_keys_of_others_stay_where_nothing_is_due(archive: Archive) -> None:
    note = Note.model_validate(old().model_dump(by_alias=True) | {"deres": "bliver"})
    waiting = Commitment.model_validate({"id": "c2", "what": "a", "egen": {"nøgle": 1}})
    path = put(archive, "a.toml", note.model_copy(update={"commitments": (waiting,)}))

    assert rid_of(archive, *what_is_due(archive, TODAY).notes) == ()

    left = read_document(path)
    assert isinstance(left, Note)
    assert left.model_extra == {"deres": "bliver"}
    assert left.commitments == (waiting,)


def test_a_copy_made_by_a_sync_program_is_due_as_well(archive: Archive, own_home: Path) -> None:
    put(archive, "Nord/2024-11-21-check-out.toml", old())
    put(archive, "Nord/2024-11-21-check-out (conflicted copy).toml", old())

    found = what_is_due(archive, TODAY)
    assert rid_of(archive, *found.notes) == ()

    assert [len(note.files) for note in found.notes] == [2]
    assert found.problems == ()
    assert written_by_us(archive, own_home) == []


def test_files_that_nobody_can_look_into_are_named(archive: Archive, tmp_path: Path) -> None:
    put(archive, "god.toml", old())
    put(archive, "half.toml", dumps(old())[:60])
    put(archive, "noise.toml", os.urandom(300))
    outside = tmp_path / "outside.toml"
    outside.write_bytes(dumps(old("outside")))
    (archive.folder / "link.toml").symlink_to(outside)

    found = what_is_due(archive, TODAY)

    assert [one.id for one in found.notes] == ["old"]
    assert {problem.path.name for problem in found.problems} == {
        "half.toml",
        "noise.toml",
        "link.toml",
    }


def test_a_running_session_is_never_touched(archive: Archive) -> None:
    path = put(archive, "a.toml", a_session(note=old()))
    before = path.read_bytes()

    assert what_is_due(archive, TODAY).notes == ()
    with pytest.raises(Refused, match="still running"):
        delete(Index(archive.folder), path)

    put(archive, "a.toml", old())
    (one,) = what_is_due(archive, TODAY).notes
    path.write_bytes(before)  # and one that began since it was listed
    (left,) = rid_of(archive, one)
    assert (left.note, "still running" in left.why.msgid) == (one, True)
    assert path.read_bytes() == before


def test_a_note_another_program_holds_is_left_alone(archive: Archive) -> None:
    path = put(archive, "a.toml", old())
    held = Lock.take(path)

    (left,) = rid_of(archive, *what_is_due(archive, TODAY).notes)
    assert isinstance(left.why, AlreadyOpen)
    with pytest.raises(AlreadyOpen, match="left as it is"):
        delete(Index(archive.folder), path)

    assert path.read_bytes() == dumps(old())
    held.release()


def test_what_somebody_writes_meanwhile_is_not_lost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(archive, "a.toml", old())
    waiting = ["Vi spørger straks"]

    def write(file: Path, data: bytes, *, over: Stamp | None = None) -> Stamp:
        if waiting:
            file.write_text(file.read_text().replace("Vi spørger", waiting.pop()))
        return write_privately(file, data, over=over)

    monkeypatch.setattr(rewriting, "write_privately", write)

    assert rid_of(archive, *what_is_due(archive, TODAY).notes) == ()

    assert "Vi spørger straks" in path.read_text()
    assert SECRET not in path.read_text()


def test_a_measurement_goes_whole(archive: Archive) -> None:
    path = put_measurement(archive, closed(answered(random_rows(9, 5), day=LONG_AGO)))
    assert what_is_due(archive, TODAY).notes == ()

    (whole,) = what_is_due(archive, date(2027, 11, 21)).notes
    assert [one.kind for one in whole.due] == [Kind.AGGREGATES]
    assert rid_of(archive, whole, today=date(2027, 11, 21)) == ()
    assert not path.exists()


def test_a_deleted_note_leaves_nothing_behind(archive: Archive, own_home: Path) -> None:
    path = put(archive, "Nord/2024-11-21-check-out.toml", old())
    put(archive, "Nord/2024-11-21-check-out-konflikt.toml", old())
    other = put(archive, "Syd/b.toml", a_note(note_id="other"))

    index = Index(archive.folder)
    index.refresh()
    files = files_of(index, find(archive, "old"))
    assert files[0] == path
    delete(index, *files)

    assert written_by_us(archive, own_home) == []
    assert not path.parent.exists()
    assert [entry.path for entry in listing(archive).notes] == [other]
    assert archive.folder.is_dir()


def test_the_archive_stays_when_the_last_note_in_it_goes(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv")
    path = put(archive, "a.toml", old())
    assert [file.name for file in archive.folder.iterdir()] == ["a.toml"]

    delete(Index(archive.folder), path)

    assert archive.folder.is_dir()
    assert list(archive.folder.iterdir()) == []


def test_an_open_measurement_is_not_deleted(archive: Archive) -> None:
    path = put_measurement(archive, a_measurement())

    with pytest.raises(Refused, match="still running"):
        delete(Index(archive.folder), path)

    assert path.exists()


def test_settings_that_cannot_be_read_any_more_stop_the_deletion_and_are_said_once(
    archive: Archive,
) -> None:
    for number in range(4):
        put(archive, f"Nord/{number}.toml", old(f"n{number}"))
    listed = what_is_due(archive, TODAY).notes

    def spoil_after_two(done: int, _total: int) -> bool:
        if done == 2:
            (archive.folder / "archive.toml").write_text(
                "schema = 1\nretention_months =\n", "utf-8"
            )
        return True

    failed = delete_due(archive, Index(archive.folder), listed, TODAY, spoil_after_two)

    assert [left.note for left in failed] == list(listed[2:])
    assert len({id(left.why) for left in failed}) == 1
