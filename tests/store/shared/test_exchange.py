"""Two people's folders and one remote: what one writes the other has, and nothing is lost."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.commitments import Status
from facilitator.store.files import FinishedFile, finish_file
from facilitator.store.index import Index
from facilitator.store.index.notes import notes_by_team
from facilitator.store.retention import delete
from facilitator.store.shared.exchange import Exchange
from facilitator.store.shared.layout import path_of
from facilitator.store.shared.local import Local, changed_here, waiting
from facilitator.store.shared.remote import Object, Unreachable
from facilitator.store.versions import keep_version, versions_of
from tests.store.listing import find, up_to_date
from tests.store.shared.folder_remote import FolderRemote
from tests.store.shared.houses import NOTE, Breaking, House, exchange_in_turn

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.shared.remote import Remote


PATIENCE = 60.0
"""Seconds."""


def test_a_note_of_one_is_with_the_other(mette: House, jonas: House) -> None:
    file = mette.write()
    assert waiting(mette.folder).files == (file,)
    assert mette.exchange().sent == 1
    assert waiting(mette.folder).number == 0
    assert jonas.exchange().received == 1
    assert list(jonas.notes().values()) == [file.read_text("utf-8")]
    assert notes_by_team(up_to_date(jonas.archive)) == {"Team Blåbær": 1}


def test_what_only_comes_is_looked_at_twice(
    mette: House, jonas: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    mette.write()
    mette.exchange()
    looks: list[Path] = []

    def looked(folder: Path, *rest: Any) -> Local:
        looks.append(folder)
        return changed_here(folder, *rest)

    monkeypatch.setattr("facilitator.store.shared.exchange.changed_here", looked)
    result = jonas.exchange()

    assert (result.received, result.waiting) == (1, 0)
    assert len(looks) == 2


class Versioned(FolderRemote):
    """A store whose lists leave out the number of a version, as Google's and S3 with versions."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reads: list[str] = []

    def read(self, name: str) -> Object:
        self.reads.append(name)
        data, tag = super().read(name)
        return Object(data, f"{tag} 7")

    def create(self, name: str, data: bytes) -> str:
        return f"{super().create(name, data)} 7"

    def replace(self, name: str, data: bytes, tag: str) -> str:
        etag, _space, version = tag.partition(" ")
        assert version == "7"
        return f"{super().replace(name, data, etag)} 7"


def test_what_is_listed_without_its_version_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.store.shared.exchange._MOST_LINES", 0)  # all are listed
    remote = Versioned(tmp_path / "there")
    mette, jonas = House(tmp_path / "mette", remote), House(tmp_path / "jonas", remote)
    for number in range(3):
        mette.write(f"2026-05-20-aaa{number}")
    assert mette.exchange().sent == 3
    assert jonas.exchange().received == 3
    remote.reads.clear()

    mette.write("2026-05-29-bbbb")
    mette.exchange()
    assert jonas.exchange().received == 1
    assert [name.rpartition("/")[2] for name in remote.reads] == ["2026-05-29-bbbb.toml"]
    assert len(jonas.notes()) == 4


def test_where_the_store_breaks_off_no_file_that_was_made_ahead_stays_open(
    mette: House, jonas: House, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        mette.write(f"2026-05-20-aaa{number}")
    mette.exchange()
    made: list[FinishedFile] = []
    all_made = threading.Event()

    def finished(path: Path, data: bytes) -> FinishedFile:
        made.append(finish_file(path, data))
        if len(made) == 8:
            all_made.set()
        return made[-1]

    read = remote.read

    def breaks(name: str) -> Object:
        if name.endswith("-aaa0.toml"):
            all_made.wait(PATIENCE)
            raise Unreachable("…")
        return read(name)

    with monkeypatch.context() as patched:
        patched.setattr("facilitator.store.shared.exchange.finish_file", finished)
        patched.setattr(remote, "read", breaks)
        with pytest.raises(Unreachable):
            jonas.exchange()

    end = time.monotonic() + PATIENCE
    while any(each._descriptor is not None for each in made) and time.monotonic() < end:
        time.sleep(0.005)
    assert len(made) == 8
    assert all(each._descriptor is None for each in made)
    assert not list(jonas.folder.rglob("*.tmp"))
    assert jonas.exchange().received == 9


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('schema = 1\ndate = 2026-05-20\nguide = "check-out"\n', "2026-05-20-check-out.toml"),
        ('kind = "measurement"\r\ndate = 2026-05-20\r\n', "2026-05-20-measurement.toml"),
        ('date = 2026-05-20\n[[questions]]\nguide = "x"\n', "n1.toml"),
        ('guide = "../x"\ndate = 2026-05-20\n', "n1.toml"),
        ("\xff", "n1.toml"),
    ],
)
def test_a_file_that_comes_is_named_by_its_day_and_guide(
    tmp_path: Path, text: str, name: str
) -> None:
    data = text.encode("latin-1")

    assert path_of(tmp_path, "teams/Nord/notes/n1.toml", data) == tmp_path / name


def test_an_exchange_with_nothing_new_changes_nothing(mette: House, jonas: House) -> None:
    mette.share_with(jonas)
    for house in (mette, jonas, mette):
        assert house.exchange()[:3] == (0, 0, 0)


def test_a_note_of_an_id_that_was_named_otherwise_is_not_doubled(
    mette: House, jonas: House
) -> None:
    mette.write()
    jonas.write().rename(jonas.folder / "Team Blåbær" / "andet.toml")
    mette.exchange()
    jonas.exchange()
    assert len(jonas.notes()) == 1
    assert jonas.exchange()[:3] == (0, 0, 0)


def test_a_change_goes_both_ways(mette: House, jonas: House) -> None:
    mette.share_with(jonas)
    jonas.set_status("c1", Status.DONE)
    assert jonas.exchange().sent == 1
    assert mette.exchange().received == 1
    assert list(mette.notes().values()) == list(jonas.notes().values())
    assert 'status = "done"' in next(iter(mette.notes().values()))


def test_changes_of_two_commitments_become_one_note(mette: House, jonas: House) -> None:
    mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c2", Status.RELEASED)
    mette.exchange()
    assert not jonas.exchange().two_versions
    mette.exchange()
    (text,) = mette.notes().values()
    assert list(jonas.notes().values()) == [text]
    assert 'status = "done"' in text
    assert 'status = "released"' in text
    assert "# en bemærkning" in text


def test_changes_of_one_commitment_are_two_versions(mette: House, jonas: House) -> None:
    mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c1", Status.RELEASED)
    mette.exchange()
    assert len(jonas.exchange().two_versions) == 1
    assert len(jonas.notes()) == 2
    assert jonas.exchange()[:3] == (0, 0, 0)  # neither is sent before one is chosen
    index = up_to_date(jonas.archive)
    entry = find(jonas.archive, "2026-05-20-aaaa")
    versions = versions_of(index, entry)
    assert len(versions) == 2
    keep_version(index, entry, versions, versions[1])
    jonas.exchange()
    mette.exchange()
    (text,) = mette.notes().values()
    assert 'status = "released"' in text
    assert list(jonas.notes().values()) == [text]


def test_a_deletion_reaches_store_cache_index_and_the_other(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    delete(Index(mette.folder), file)
    assert waiting(mette.folder).deletions == 1
    assert mette.exchange().sent == 1
    assert jonas.exchange().forgotten == 1
    assert mette.notes() == jonas.notes() == {}
    assert [i.name for i in mette.remote.names("teams") if "/notes/" in i.name] == []
    for folder in (mette.folder, jonas.folder):
        for path in folder.rglob("*"):
            if path.is_file():
                assert "faciliterer næste gang".encode() not in path.read_bytes(), path


def test_a_deletion_that_waits_is_not_undone_by_a_look(mette: House, jonas: House) -> None:
    file = mette.write()
    mette.exchange()
    delete(Index(mette.folder), file)
    jonas.exchange()
    mette.exchange()
    assert mette.notes() == {}


def test_what_somebody_changed_is_not_deleted_and_comes_back(mette: House, jonas: House) -> None:
    file = mette.share_with(jonas)
    jonas.set_status("c1", Status.DONE)
    jonas.exchange()
    delete(Index(mette.folder), file)
    assert mette.exchange().problems
    mette.exchange()
    assert list(mette.notes().values()) == list(jonas.notes().values())
    assert mette.notes()


def test_what_was_changed_here_and_deleted_there_stays_and_is_named(
    mette: House, jonas: House
) -> None:
    file = mette.share_with(jonas)
    delete(Index(mette.folder), file)
    mette.exchange()
    jonas.set_status("c1", Status.DONE)
    assert jonas.exchange().problems
    assert 'status = "done"' in next(iter(jonas.notes().values()))
    assert mette.exchange()[:3] == (0, 0, 0)


def test_a_version_of_what_was_deleted_there_is_never_sent_again(
    mette: House, jonas: House
) -> None:
    file = mette.share_with(jonas)
    mette.set_status("c1", Status.DONE)
    jonas.set_status("c1", Status.RELEASED)
    mette.exchange()
    jonas.exchange()
    delete(Index(mette.folder), file)
    mette.exchange()
    assert jonas.exchange().problems
    exchange_in_turn(jonas, mette, jonas)
    assert mette.notes() == {}
    assert [name for name in jonas.notes() if "(here)" not in name] == []
    assert [i.name for i in mette.remote.names("teams") if "/notes/" in i.name] == []


def test_a_file_that_vanished_comes_back(mette: House) -> None:
    file = mette.write()
    mette.exchange()
    file.unlink()
    assert mette.exchange().received == 1
    assert mette.notes()


def test_a_broken_file_is_never_sent_over_a_whole_one(mette: House, jonas: House) -> None:
    file = mette.write()
    mette.exchange()
    for broken in (b"", b"schema = 1\nid = ", b"\xff\xfe", b'schema = 1\nteam = "x"\n'):
        file.write_bytes(broken)
        assert mette.exchange().problems
        assert file.read_bytes() == broken
    jonas.exchange()
    assert 'id = "2026-05-20-aaaa"' in next(iter(jonas.notes().values()))


def test_objects_that_lead_out_of_the_folder_are_passed_over(mette: House, tmp_path: Path) -> None:
    remote = FolderRemote(tmp_path / "hostile")
    for name in (
        "teams/Team A/notes/x y.toml",
        "teams/con/notes/a.toml",
        "teams/.hidden/notes/a.toml",
        "house/guides/a/b.toml",
        "house/settings.toml",
        "teams/Team A/other/a.toml",
        "teams/a.toml",
    ):
        remote.create(name, NOTE.format(id="a", team="x").encode())
    before = sorted(tmp_path.rglob("*"))
    Exchange(mette.folder, remote).run()
    new = {p for p in set(tmp_path.rglob("*")) - set(before) if "hostile" not in p.parts}
    assert {p.name for p in new if p.is_file()} <= {"ledger.sqlite3", "ledger.sqlite3-journal"}


@pytest.mark.parametrize("after", [False, True])
def test_cut_off_at_any_call_nothing_is_lost_or_twice(tmp_path: Path, *, after: bool) -> None:
    for at in range(1, 40):
        house = House(tmp_path / f"a{at}", FolderRemote(tmp_path / f"p{at}"))
        jonas = House(tmp_path / f"b{at}", house.remote)
        house.write("2026-05-20-aaaa")
        gone = house.share_with(jonas, "2026-05-20-bbbb", "Team B")
        changed = next(house.folder.glob("Team Bl*/*.toml"))
        changed.write_text(changed.read_text("utf-8").replace("open", "done"), "utf-8")
        delete(Index(house.folder), gone)
        new = house.write("2026-05-20-cccc", "Team C")
        breaking = Breaking(house.remote, at, after=after)
        try:
            Exchange(house.folder, breaking).run()  # type: ignore[arg-type]
        except Unreachable:
            pass
        else:
            break
        house.exchange()
        assert waiting(house.folder).number == 0
        jonas.exchange()
        assert list(jonas.notes().values()) == list(house.notes().values())
        assert len(jonas.notes()) == 2
        assert new.exists()
    else:
        pytest.fail("it never went through")


class LosesAnswers(FolderRemote):
    """Takes what is sent, but whoever has sent it is never told."""

    loses = False

    def create(self, name: str, data: bytes) -> str:
        return self._told(super().create(name, data), name)

    def replace(self, name: str, data: bytes, tag: str) -> str:
        return self._told(super().replace(name, data, tag), name)

    def _told(self, tag: str, name: str) -> str:
        if self.loses and name.endswith("2026-05-20-aaaa.toml"):
            raise Unreachable("Away.")
        return tag


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("times", [1, 2])
def test_what_has_come_there_unheard_is_no_version_of_somebody_else(
    tmp_path: Path, is_new: bool, times: int
) -> None:
    remote = LosesAnswers(tmp_path / "store")
    mette, jonas = House(tmp_path / "mette", remote), House(tmp_path / "jonas", remote)
    mette.write()
    if not is_new:
        mette.exchange()
        jonas.exchange()
        mette.set_status("c1", Status.DONE)
    remote.loses = True
    for status in (Status.CONTINUING, Status.RELEASED)[:times]:
        with pytest.raises(Unreachable):
            mette.exchange()
        mette.set_status("c1", status)  # and goes on in the same place
    remote.loses = False

    result = mette.exchange()
    jonas.exchange()

    assert result.two_versions == ()
    assert len(mette.notes()) == 1
    assert list(jonas.notes().values()) == list(mette.notes().values())
