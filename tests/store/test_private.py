"""What is one person's own lies with that person, and is in nothing that a team shares."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.errors import Refused
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.index import notes as asked
from facilitator.store.index import problems
from facilitator.store.index.search import matching
from facilitator.store.lock import Lock
from facilitator.store.notes import dumps
from facilitator.store.paths import private_folder
from facilitator.store.private import (
    delete_private,
    private_archive,
    private_notes,
    take_home,
)
from facilitator.store.session_file import Keeper
from tests.store.listing import listing, up_to_date
from tests.store.samples import a_note, a_session, put
from tests.store.two_at_once import two_at_once

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note


def an_own_note(note_id: str = "2026-11-21-k3f9", word: str = "Jeg var i tvivl") -> Note:
    return a_note([word], note_id=note_id).model_copy(update={"private": True})


def test_a_private_note_in_an_archive_is_in_no_list_search_or_team(archive: Archive) -> None:
    put(archive, "Ledelse/2026-11-21-x.toml", an_own_note().model_copy(update={"team": "Ledelse"}))
    put(archive, "Team Nordlys/2026-11-21-check-out.toml", a_note(note_id="2026-11-21-aaaa"))
    index = up_to_date(archive)
    assert [entry.team for entry in asked.listing(index).notes] == ["Team Nordlys"]
    assert asked.teams(index) == ("Team Nordlys",)
    assert asked.notes_by_team(index) == {"Team Nordlys": 1}
    assert asked.teams_met(index) == ("Team Nordlys",)
    assert matching(index, query_of("tvivl")) == ()
    with pytest.raises(Refused, match="There is no note"):
        asked.find(index, "2026-11-21-k3")


def test_it_is_said_that_such_notes_lie_there_but_not_which(archive: Archive) -> None:
    put(archive, "Ledelse/2026-11-21-x.toml", an_own_note())
    put(archive, "Ledelse/2026-11-22-x.toml", an_own_note("2026-11-22-bbbb"))
    (problem,) = listing(archive).problems
    assert problem.path == archive.folder
    assert "x.toml" not in str(problem)


def test_they_are_taken_home_and_nothing_of_them_is_left(archive: Archive) -> None:
    lies = put(archive, "Ledelse/2026-11-21-x.toml", an_own_note())
    there = put(archive, "Ledelse/2026-11-21-y.toml", a_note(note_id="2026-11-21-aaaa"))
    index = up_to_date(archive)
    assert take_home(index, problems.astray(index)) == 1
    assert not lies.exists()
    assert there.exists()
    assert [each.note for each in private_notes().notes] == [an_own_note()]
    assert all(each.path.is_relative_to(private_folder()) for each in private_notes().notes)
    assert not problems.astray(up_to_date(archive))


def test_two_of_one_name_are_both_taken_home_and_one_twice_is_one(archive: Archive) -> None:
    put(archive, "a/x.toml", an_own_note())
    put(archive, "b/x.toml", an_own_note("2026-11-22-bbbb"))
    put(archive, "b/x (1).toml", an_own_note("2026-11-22-bbbb"))
    index = up_to_date(archive)
    assert take_home(index, problems.astray(index)) == 3
    assert {each.note.id for each in private_notes().notes} == {
        "2026-11-21-k3f9",
        "2026-11-22-bbbb",
    }
    assert len(private_notes().notes) == 2


def test_a_note_that_cannot_be_put_there_stays_where_it_lies(archive: Archive) -> None:
    lies = put(archive, "a/x.toml", an_own_note())
    private_folder().parent.mkdir(parents=True)
    private_folder().write_text("no folder")
    index = up_to_date(archive)
    with pytest.raises(NotWritten):
        take_home(index, problems.astray(index))
    assert lies.read_bytes() == dumps(an_own_note())


def test_a_note_that_has_become_a_teams_meanwhile_is_not_taken(archive: Archive) -> None:
    lies = put(archive, "a/x.toml", an_own_note())
    index = up_to_date(archive)
    astray = problems.astray(index)
    put(archive, "a/x.toml", a_note())
    with pytest.raises(Refused, match="no longer a note that belongs"):
        take_home(index, astray)
    assert lies.exists()
    assert private_notes().notes == ()


def test_a_note_written_while_it_is_taken_home_stays_too(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies = put(archive, "a/x.toml", an_own_note())
    index = up_to_date(archive)
    new, take = dumps(an_own_note(word="Nyt")), Lock.take

    def late(path: Path, **options: Any) -> Lock:
        if path == lies:
            lies.write_bytes(new)
        return take(path, **options)

    monkeypatch.setattr(Lock, "take", late)
    with pytest.raises(Refused, match="changed by someone else"):
        take_home(index, problems.astray(index))

    assert lies.read_bytes() == new


def test_taken_home_by_two_windows_at_once_it_is_there_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "a/x.toml", an_own_note())
    one, other = up_to_date(archive), up_to_date(archive)
    astray = problems.astray(one)

    two_at_once(monkeypatch, lambda: take_home(one, astray), lambda: take_home(other, astray))

    assert [each.note for each in private_notes().notes] == [an_own_note()]
    assert not problems.astray(up_to_date(archive))


def test_a_session_there_becomes_a_note_there_without_an_archive_toml(archive: Archive) -> None:
    session = a_session(note=an_own_note())
    keeper = Keeper.begin(private_archive(), session)
    assert asked.running(up_to_date(archive)) == ()
    assert keeper.close(an_own_note()) is None
    assert keeper.note_file
    assert keeper.note_file.is_relative_to(private_folder())
    assert not (private_folder() / "archive.toml").exists()
    assert private_folder().stat().st_mode & 0o077 == 0


def test_a_session_that_runs_there_is_no_problem_of_another_archive(archive: Archive) -> None:
    keeper = Keeper.begin(private_archive(), a_session(note=an_own_note()))
    keeper.release()
    assert listing(archive).problems == ()


def test_an_archive_around_that_folder_does_not_look_into_it() -> None:
    put(private_archive(), "x/x.toml", a_note())
    around = Archive(private_folder().parent)
    assert listing(around).notes == ()


def test_the_newest_comes_first_and_a_broken_file_is_named() -> None:
    put(private_archive(), "x/old.toml", an_own_note())
    put(private_archive(), "x/broken.toml", "schema = ")
    notes = private_notes()
    assert [each.path.name for each in notes.notes] == ["old.toml"]
    assert [problem.path.name for problem in notes.problems] == ["broken.toml"]
    delete_private(notes.notes[0].path)
    assert private_notes().notes == ()


def test_a_pipe_among_them_is_not_waited_for_when_others_are_taken_home(archive: Archive) -> None:
    lies = put(archive, "Team Nordlys/x.toml", an_own_note())
    folder = private_folder() / "Team Nordlys"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.toml")
    index = up_to_date(archive)

    assert take_home(index, problems.astray(index)) == 1

    assert not lies.exists()
    assert [each.note for each in private_notes().notes] == [an_own_note()]
