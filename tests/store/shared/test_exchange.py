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
from tests.store.shared.houses import NOTE, Breaking, House

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.shared.remote import Remote


PATIENCE = 5.0


@pytest.fixture
def one(tmp_path: Path, remote: Remote) -> House:
    return House(tmp_path / "one", remote)


@pytest.fixture
def other(tmp_path: Path, remote: Remote) -> House:
    return House(tmp_path / "other", remote)


def test_a_note_of_one_is_with_the_other(one: House, other: House) -> None:
    file = one.write()
    assert waiting(one.folder).files == (file,)
    assert one.exchange().sent == 1
    assert waiting(one.folder).number == 0
    assert other.exchange().received == 1
    assert list(other.notes().values()) == [file.read_text("utf-8")]
    assert notes_by_team(up_to_date(other.archive)) == {"Team Blåbær": 1}


def test_what_only_comes_is_looked_at_twice(
    one: House, other: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.write()
    one.exchange()
    looks: list[Path] = []

    def looked(folder: Path, *rest: Any) -> Local:
        looks.append(folder)
        return changed_here(folder, *rest)

    monkeypatch.setattr("facilitator.store.shared.exchange.changed_here", looked)
    result = other.exchange()

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
    one, other = House(tmp_path / "one", remote), House(tmp_path / "other", remote)
    for number in range(3):
        one.write(f"2026-05-20-aaa{number}")
    assert one.exchange().sent == 3
    assert other.exchange().received == 3
    remote.reads.clear()

    one.write("2026-05-29-bbbb")
    one.exchange()
    assert other.exchange().received == 1
    assert [name.rpartition("/")[2] for name in remote.reads] == ["2026-05-29-bbbb.toml"]
    assert len(other.notes()) == 4


def test_where_the_store_breaks_off_no_file_that_was_made_ahead_stays_open(
    tmp_path: Path, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = House(tmp_path / "one", remote), House(tmp_path / "other", remote)
    for number in range(9):
        one.write(f"2026-05-20-aaa{number}")
    one.exchange()
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
            other.exchange()

    end = time.monotonic() + PATIENCE
    while any(each._descriptor is not None for each in made) and time.monotonic() < end:
        time.sleep(0.005)
    assert len(made) == 8
    assert all(each._descriptor is None for each in made)
    assert not list(other.folder.rglob("*.tmp"))
    assert other.exchange().received == 9


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


def test_an_exchange_with_nothing_new_changes_nothing(one: House, other: House) -> None:
    one.share_with(other)
    for house in (one, other, one):
        assert house.exchange()[:3] == (0, 0, 0)


def test_a_note_of_an_id_that_was_named_otherwise_is_not_doubled(one: House, other: House) -> None:
    one.write()
    other.write().rename(other.folder / "Team Blåbær" / "andet.toml")
    one.exchange()
    other.exchange()
    assert len(other.notes()) == 1
    assert other.exchange()[:3] == (0, 0, 0)


def test_a_change_goes_both_ways(one: House, other: House) -> None:
    one.share_with(other)
    other.set_status("c1", Status.DONE)
    assert other.exchange().sent == 1
    assert one.exchange().received == 1
    assert list(one.notes().values()) == list(other.notes().values())
    assert 'status = "done"' in next(iter(one.notes().values()))


def test_changes_of_two_commitments_become_one_note(one: House, other: House) -> None:
    one.share_with(other)
    one.set_status("c1", Status.DONE)
    other.set_status("c2", Status.RELEASED)
    one.exchange()
    assert not other.exchange().two_versions
    one.exchange()
    (text,) = one.notes().values()
    assert list(other.notes().values()) == [text]
    assert 'status = "done"' in text
    assert 'status = "released"' in text
    assert "# en bemærkning" in text


def test_changes_of_one_commitment_are_two_versions(one: House, other: House) -> None:
    one.share_with(other)
    one.set_status("c1", Status.DONE)
    other.set_status("c1", Status.RELEASED)
    one.exchange()
    assert len(other.exchange().two_versions) == 1
    assert len(other.notes()) == 2
    assert other.exchange()[:3] == (0, 0, 0)  # neither is sent before one is chosen
    index = up_to_date(other.archive)
    entry = find(other.archive, "2026-05-20-aaaa")
    versions = versions_of(index, entry)
    assert len(versions) == 2
    keep_version(index, entry, versions, versions[1])
    other.exchange()
    one.exchange()
    (text,) = one.notes().values()
    assert 'status = "released"' in text
    assert list(other.notes().values()) == [text]


def test_a_deletion_reaches_store_cache_index_and_the_other(one: House, other: House) -> None:
    file = one.share_with(other)
    delete(Index(one.folder), file)
    assert waiting(one.folder).deletions == 1
    assert one.exchange().sent == 1
    assert other.exchange().forgotten == 1
    assert one.notes() == other.notes() == {}
    assert [i.name for i in one.remote.names("teams") if "/notes/" in i.name] == []
    for folder in (one.folder, other.folder):
        for path in folder.rglob("*"):
            if path.is_file():
                assert "faciliterer næste gang".encode() not in path.read_bytes(), path


def test_a_deletion_that_waits_is_not_undone_by_a_look(one: House, other: House) -> None:
    file = one.write()
    one.exchange()
    delete(Index(one.folder), file)
    other.exchange()
    one.exchange()
    assert one.notes() == {}


def test_what_somebody_changed_is_not_deleted_and_comes_back(one: House, other: House) -> None:
    file = one.share_with(other)
    other.set_status("c1", Status.DONE)
    other.exchange()
    delete(Index(one.folder), file)
    assert one.exchange().problems
    one.exchange()
    assert list(one.notes().values()) == list(other.notes().values())
    assert one.notes()


def test_what_was_changed_here_and_deleted_there_stays_and_is_named(
    one: House, other: House
) -> None:
    file = one.share_with(other)
    delete(Index(one.folder), file)
    one.exchange()
    other.set_status("c1", Status.DONE)
    assert other.exchange().problems
    assert 'status = "done"' in next(iter(other.notes().values()))
    assert one.exchange()[:3] == (0, 0, 0)


def test_a_version_of_what_was_deleted_there_is_never_sent_again(one: House, other: House) -> None:
    file = one.share_with(other)
    one.set_status("c1", Status.DONE)
    other.set_status("c1", Status.RELEASED)
    one.exchange()
    other.exchange()
    delete(Index(one.folder), file)
    one.exchange()
    assert other.exchange().problems
    for house in (other, one, other):
        house.exchange()
    assert one.notes() == {}
    assert [name for name in other.notes() if "(here)" not in name] == []
    assert [i.name for i in one.remote.names("teams") if "/notes/" in i.name] == []


def test_a_file_that_vanished_comes_back(one: House) -> None:
    file = one.write()
    one.exchange()
    file.unlink()
    assert one.exchange().received == 1
    assert one.notes()


def test_a_broken_file_is_never_sent_over_a_whole_one(one: House, other: House) -> None:
    file = one.write()
    one.exchange()
    for broken in (b"", b"schema = 1\nid = ", b"\xff\xfe", b'schema = 1\nteam = "x"\n'):
        file.write_bytes(broken)
        assert one.exchange().problems
        assert file.read_bytes() == broken
    other.exchange()
    assert 'id = "2026-05-20-aaaa"' in next(iter(other.notes().values()))


def test_objects_that_lead_out_of_the_folder_are_passed_over(one: House, tmp_path: Path) -> None:
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
    Exchange(one.folder, remote).run()
    new = {p for p in set(tmp_path.rglob("*")) - set(before) if "hostile" not in p.parts}
    assert {p.name for p in new if p.is_file()} <= {"ledger.sqlite3", "ledger.sqlite3-journal"}


@pytest.mark.parametrize("after", [False, True])
def test_cut_off_at_any_call_nothing_is_lost_or_twice(tmp_path: Path, *, after: bool) -> None:
    for at in range(1, 40):
        house = House(tmp_path / f"a{at}", FolderRemote(tmp_path / f"p{at}"))
        other = House(tmp_path / f"b{at}", house.remote)
        house.write("2026-05-20-aaaa")
        gone = house.share_with(other, "2026-05-20-bbbb", "Team B")
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
        other.exchange()
        assert list(other.notes().values()) == list(house.notes().values())
        assert len(other.notes()) == 2
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
    one, other = House(tmp_path / "one", remote), House(tmp_path / "other", remote)
    one.write()
    if not is_new:
        one.exchange()
        other.exchange()
        one.set_status("c1", Status.DONE)
    remote.loses = True
    for status in (Status.CONTINUING, Status.RELEASED)[:times]:
        with pytest.raises(Unreachable):
            one.exchange()
        one.set_status("c1", status)  # and goes on in the same place
    remote.loses = False

    result = one.exchange()
    other.exchange()

    assert result.two_versions == ()
    assert len(one.notes()) == 1
    assert list(other.notes().values()) == list(one.notes().values())
