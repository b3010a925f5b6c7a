"""A session left open is offered, then destroyed; what is in doubt, or open, never is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from facilitator.store.archive import Archive
from facilitator.store.files import NotRead
from facilitator.store.index import Index
from facilitator.store.left_open import destroy_left_open, left_open, settle
from facilitator.store.paths import sessions_folder
from facilitator.store.running import running
from facilitator.store.session_file import Keeper
from facilitator.words import refusal_words
from tests.store.samples import a_note, a_session

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def left(archive: Archive, days: float, note_id: str = "2026-11-21-k3f9") -> Path:
    """A session that was last written so many days before now."""
    keeper = Keeper.begin(archive, a_session(note=a_note(note_id=note_id)))
    keeper.release()
    assert keeper._file
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(keeper._file.path, (moment, moment))
    return keeper._file.path


def settings(archive: Archive, text: str) -> Archive:
    archive.folder.mkdir(parents=True, exist_ok=True)
    (archive.folder / "archive.toml").write_text(text)
    return Archive(archive.folder)


@pytest.mark.parametrize(
    ("days", "is_offered", "is_destroyed"),
    [
        (0, False, False),
        (6.9, False, False),
        (7, True, False),
        (29, True, False),
        (31, True, True),
        (400, True, True),
        (-5, False, False),
    ],
)
def test_it_is_offered_after_seven_days_and_destroyed_after_thirty(
    archive: Archive, days: float, is_offered: bool, is_destroyed: bool
) -> None:
    path = left(archive, days)

    assert bool(left_open(archive, NOW)) is is_offered
    assert bool(destroy_left_open(archive, NOW)) is is_destroyed
    assert path.exists() is not is_destroyed
    assert len(list(sessions_folder().iterdir())) == (0 if is_destroyed else 2)


def test_the_days_are_the_archives_own(archive: Archive) -> None:
    other = settings(archive, "[left_open_days]\nsessions_offered = 2\nsessions_destroyed = 3\n")
    left(other, 2.5)

    (old,) = left_open(other, NOW)
    assert (old.since.day, old.until.day) == (19, 22)
    assert destroy_left_open(other, NOW) == ()
    assert len(destroy_left_open(other, NOW + timedelta(days=1))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[left_open_days\n",
        "[left_open_days]\nsessions_destroyed = 0\n",
        '[left_open_days]\nsessions_destroyed = "never"\n',
        "[left_open_days]\nsessions_destroyed = 5\n",
        "[left_open_days]\nsession_destroyed = 60\n",
        "",
    ],
)
def test_where_the_setting_cannot_be_read_nothing_is_destroyed(archive: Archive, text: str) -> None:
    path = left(archive, 100)
    doubtful = settings(archive, text)

    assert left_open(doubtful, NOW) == ()
    assert destroy_left_open(doubtful, NOW) == ()
    assert path.exists()
    assert doubtful.problems


def test_what_is_open_is_not_left(archive: Archive) -> None:
    path = left(archive, 100)
    keeper, _ = Keeper.resume(path)
    os.utime(path, (0, 0))

    assert destroy_left_open(archive, NOW) == ()
    assert path.exists()
    keeper.release()


@pytest.mark.parametrize("ending", [".age", ".key"])
@pytest.mark.parametrize("days", [10, 31])
def test_what_nobody_can_read_is_named_and_destroyed_when_its_time_is_up(
    archive: Archive, ending: str, days: int
) -> None:
    path = left(archive, days)
    file = path.with_suffix(ending)
    file.write_bytes(file.read_bytes()[:-1])
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))

    assert [problem.path for problem in running(archive.folder).problems] == [path]
    (old,) = left_open(archive, NOW)
    assert (old.state.path, old.session) == (path, None)
    sentences = [
        refusal_words(sentence) for sentence in settle(archive, Index(archive.folder), NOW)
    ]
    if days < 30:
        assert (sentences, path.exists()) == ([], True)
    else:
        assert (len(sentences), list(sessions_folder().iterdir())) == (1, [])
        assert "2026-11-21-k3f9" in sentences[0]
        assert running(archive.folder).problems == ()


def test_what_may_be_read_another_time_is_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(archive, 100)

    def no_entry(*_: object) -> None:
        raise NotRead("Permission denied")

    monkeypatch.setattr("facilitator.store.state.read_file", no_entry)

    assert destroy_left_open(archive, NOW) == ()
    assert path.exists()
    assert [problem.path for problem in running(archive.folder).problems] == [path]


def test_what_was_written_since_it_was_looked_at_stays(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(archive, 100)
    (old,) = left_open(archive, NOW)
    Keeper.resume(path)[0].release()
    os.utime(path)
    monkeypatch.setattr("facilitator.store.left_open.left_open", lambda *_: (old,))

    assert destroy_left_open(archive, NOW) == ()
    assert path.exists()


def test_what_is_of_another_archive_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    path = left(Archive(tmp_path / "andet"), 100)

    assert settle(archive, Index(archive.folder), NOW) == ()
    assert path.exists()


def test_a_session_of_an_archive_that_is_not_there_is_kept_and_named(
    archive: Archive, tmp_path: Path
) -> None:
    other = Archive(tmp_path / "andet")
    other.prepare()
    path = left(other, 100)
    assert running(archive.folder).problems == ()
    (other.folder / "archive.toml").unlink()
    other.folder.rmdir()

    (problem,) = running(archive.folder).problems
    assert (problem.path, str(other.folder) in refusal_words(problem)) == (path, True)
    settle(archive, Index(archive.folder), NOW)
    assert path.exists()


def test_what_was_destroyed_is_said(archive: Archive) -> None:
    left(archive, 40)

    (destroyed,) = settle(archive, Index(archive.folder), NOW)

    sentence = refusal_words(destroyed)
    assert sentence.startswith(
        "Check-out for Team Nordlys, 21. november 2026, stod åben siden 12. oktober 2026"
    )
