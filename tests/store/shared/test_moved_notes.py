"""A note is its id: whatever is done with its file by hand, it is one note in the store."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.store.index import Index
from facilitator.store.retention import delete
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.local import waiting
from facilitator.store.shared.remote import Unreachable
from facilitator.store.versions import keep_version, versions_of
from tests.store.listing import find, up_to_date
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import Breaking, House, exchange_in_turn

if TYPE_CHECKING:
    from pathlib import Path

ID = "2026-05-20-aaaa"


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    return FolderRemote(tmp_path / "remote")


def in_store(house: House) -> list[str]:
    """The notes in the store: the folder of the team and the id."""
    names = [i.name.split("/") for i in house.remote.names("teams") if "/notes/" in i.name]
    return [f"{words[1]}/{words[3].removesuffix('.toml')}" for words in names]


def moved(file: Path, team: str) -> Path:
    """As a person moves a file, in another program."""
    (file.parents[1] / team).mkdir(exist_ok=True)
    return file.rename(file.parents[1] / team / file.name)


def test_moved_to_another_team_it_is_there_once(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    new = moved(file, "Team Nord")
    assert waiting(mette.folder).files == (new,)
    assert mette.exchange().waiting == 0
    assert in_store(mette) == [f"Team Nord/{ID}"]
    jonas.exchange()
    for house in (mette, jonas):
        (name,) = house.notes()
        assert name.startswith("Team Nord/")
        assert house.exchange()[:3] == (0, 0, 0)


def test_moved_there_and_back_again_it_is_there_once(mette: House, jonas: House) -> None:
    file = mette.write()
    exchange_in_turn(mette, jonas)
    for team in ("Team Nord", "Team Blåbær", "Team Nord", "Team Blåbær"):
        file = moved(file, team)
        exchange_in_turn(mette, jonas, mette)
        assert in_store(mette) == [f"{team}/{ID}"]
        assert len(mette.notes()) == len(jonas.notes()) == 1
        assert next(iter(jonas.notes())).startswith(team)


def test_moved_and_changed_the_change_goes_with_it(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    moved(file, "Team Nord")
    mette.set_status("c1", Status.DONE)
    mette.exchange()
    jonas.exchange()
    assert in_store(mette) == [f"Team Nord/{ID}"]
    (text,) = jonas.notes().values()
    assert 'status = "done"' in text


@pytest.mark.parametrize("moves_first", [True, False])
def test_moved_by_one_and_changed_by_the_other_both_are_kept(
    mette: House, jonas: House, *, moves_first: bool
) -> None:
    file = mette.share_with(jonas)
    moved(file, "Team Nord")
    jonas.set_status("c1", Status.DONE)
    for house in (mette, jonas, mette) if moves_first else (jonas, mette, jonas):
        house.exchange()
    for house in (jonas, mette, jonas):
        assert not house.exchange().problems
    assert in_store(mette) == [f"Team Nord/{ID}"]
    for house in (mette, jonas):
        (text,) = house.notes().values()
        assert 'status = "done"' in text


def test_moved_by_one_and_both_change_one_thing_both_versions_are_shown(
    mette: House, jonas: House
) -> None:
    file = mette.share_with(jonas)
    moved(file, "Team Nord")
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c1", Status.RELEASED)
    mette.exchange()
    assert len(jonas.exchange().two_versions) == 1
    index = up_to_date(jonas.archive)
    entry = find(jonas.archive, ID)
    versions = versions_of(index, entry)
    assert len(versions) == 2
    chosen = next(v for v in versions if v.note.commitments[0].status is Status.RELEASED)  # type: ignore[union-attr]
    keep_version(index, entry, versions, chosen)
    exchange_in_turn(jonas, mette, jonas)
    assert len(in_store(mette)) == 1
    for house in (mette, jonas):
        (text,) = house.notes().values()
        assert 'status = "released"' in text


def test_moved_by_two_to_two_teams_it_is_shown_and_chosen(mette: House, jonas: House) -> None:
    moved_here = mette.share_with(jonas)
    moved(moved_here, "Team Nord")
    moved(next(jonas.folder.glob("Team*/*.toml")), "Team Syd")
    exchange_in_turn(mette, jonas, mette, jonas)
    assert in_store(mette) == [f"Team Nord/{ID}"]  # who was first
    assert len(mette.notes()) == len(jonas.notes()) == 1


def test_moved_by_one_and_deleted_by_the_other_it_is_deleted(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    moved(file, "Team Nord")
    delete(Index(jonas.folder), next(jonas.folder.glob("Team*/*.toml")))
    jonas.exchange()
    mette.exchange()
    jonas.exchange()
    assert in_store(mette) == []
    assert mette.notes() == jonas.notes() == {}


def test_moved_and_deleted_before_anything_was_sent_it_is_deleted(
    mette: House, jonas: House
) -> None:
    file = mette.share_with(jonas)
    delete(Index(mette.folder), moved(file, "Team Nord"))
    exchange_in_turn(mette, jonas, mette)
    assert in_store(mette) == []
    assert mette.notes() == jonas.notes() == {}


def test_a_folder_that_is_given_another_name_moves_its_notes(mette: House, jonas: House) -> None:
    for number in range(3):
        mette.share_with(jonas, f"2026-05-20-000{number}")
    (mette.folder / "Team Blåbær").rename(mette.folder / "Team Nord")
    exchange_in_turn(mette, jonas, mette)
    assert in_store(mette) == [f"Team Nord/2026-05-20-000{number}" for number in range(3)]
    assert sorted(mette.notes().values()) == sorted(jonas.notes().values())
    assert {name.partition("/")[0] for name in jonas.notes()} == {"Team Nord"}


def test_a_folder_that_is_spelled_otherwise_is_the_same_team(mette: House, jonas: House) -> None:
    mette.write()
    mette.exchange()
    (jonas.folder / "Team BLÅBÆR").mkdir()
    jonas.exchange()
    assert {name.partition("/")[0] for name in jonas.notes()} == {"Team BLÅBÆR"}
    jonas.set_status("c1", Status.DONE)
    jonas.write("2026-05-20-bbbb", "Team BLÅBÆR")
    exchange_in_turn(jonas, mette, jonas)
    assert in_store(mette) == [f"Team Blåbær/{ID}", "Team Blåbær/2026-05-20-bbbb"]
    assert sorted(mette.notes().values()) == sorted(jonas.notes().values())


@pytest.mark.parametrize("team", ["Team Blåbær", "Team Nord"])
def test_a_copy_that_a_sync_program_makes_is_not_sent(
    mette: House, jonas: House, team: str
) -> None:
    file = mette.write()
    mette.exchange()
    (mette.folder / team).mkdir(exist_ok=True)
    shutil.copy(file, mette.folder / team / f"{file.stem} (Mettes kopi).toml")
    assert waiting(mette.folder).number == 0
    mette.exchange()
    jonas.exchange()
    assert in_store(mette) == [f"Team Blåbær/{ID}"]
    assert len(jonas.notes()) == 1


def test_where_the_copy_is_kept_the_note_goes_on_in_it(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    copy = mette.folder / "Team Nord" / "2026-05-20-check-out.toml"
    copy.parent.mkdir()
    copy.write_text(file.read_text("utf-8").replace('"open"', '"done"'), "utf-8")
    copy.write_text(copy.read_text("utf-8").replace("Team Blåbær", "Team Nord"), "utf-8")
    index = up_to_date(mette.archive)
    entry = find(mette.archive, ID)
    versions = versions_of(index, entry)
    keep_version(index, entry, versions, next(v for v in versions if copy in v.files))
    exchange_in_turn(mette, jonas, mette)
    assert len(in_store(mette)) == 1
    for house in (mette, jonas):
        (text,) = house.notes().values()
        assert 'status = "done"' in text


def test_a_file_restored_from_a_backup_is_the_note(mette: House, jonas: House) -> None:
    file = mette.write()
    backup = file.read_bytes()
    mette.exchange()
    file.unlink()
    (mette.folder / "Team Blåbær").mkdir(exist_ok=True)
    (mette.folder / "Team Blåbær" / "gendannet.toml").write_bytes(backup)
    mette.exchange()
    jonas.exchange()
    assert len(mette.notes()) == len(jonas.notes()) == 1
    assert in_store(mette) == [f"Team Blåbær/{ID}"]


@pytest.mark.parametrize("team", ["Team Blåbær", "Team Nord"])
def test_a_backup_of_what_was_deleted_is_named_and_never_sent(
    mette: House, jonas: House, team: str
) -> None:
    file = mette.write()
    backup = file.read_bytes()
    exchange_in_turn(mette, jonas)
    delete(Index(jonas.folder), next(jonas.folder.glob("Team*/*.toml")))
    jonas.exchange()
    mette.exchange()
    (mette.folder / team).mkdir(exist_ok=True)
    (mette.folder / team / file.name).write_bytes(backup)
    for _time in range(2):
        (problem,) = mette.exchange().problems
        assert problem.path == mette.folder / team / file.name
    jonas.exchange()
    assert in_store(mette) == []
    assert jonas.notes() == {}


def test_two_files_that_change_places_are_two_notes_that_were_moved(
    mette: House, jonas: House
) -> None:
    first, second = mette.write(), mette.write("2026-05-20-bbbb", "Team Nord")
    mette.exchange()
    jonas.exchange()
    texts = first.read_bytes(), second.read_bytes()
    first.write_bytes(texts[1])
    second.write_bytes(texts[0])
    for house in (mette, jonas, mette):
        assert not house.exchange().problems
    assert in_store(mette) == ["Team Blåbær/2026-05-20-bbbb", f"Team Nord/{ID}"]
    assert sorted(mette.notes().values()) == sorted(jonas.notes().values())
    assert len(jonas.notes()) == 2


@pytest.mark.parametrize("after", [False, True])
def test_cut_off_while_it_is_moved_nothing_is_lost_or_twice(tmp_path: Path, *, after: bool) -> None:
    for at in range(1, 30):
        remote = FolderRemote(tmp_path / f"p{at}")
        mette, jonas = House(tmp_path / f"a{at}", remote), House(tmp_path / f"b{at}", remote)
        file = mette.share_with(jonas)
        moved(file, "Team Nord")
        jonas.set_status("c1", Status.DONE)
        try:
            Exchange(mette.folder, Breaking(remote, at, after=after)).run()  # type: ignore[arg-type]
        except Unreachable:
            pass
        else:
            break
        exchange_in_turn(jonas, mette, jonas, mette)
        assert in_store(mette) == [f"Team Nord/{ID}"]
        assert list(mette.notes().values()) == list(jonas.notes().values())
        (text,) = jonas.notes().values()
        assert 'status = "done"' in text
    else:
        pytest.fail("it never went through")
