"""The index: right whatever becomes of its file, and forgetful of what is deleted."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from facilitator.core.errors import Refused
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.index import Index
from facilitator.store.index import database as index_file
from facilitator.store.index.notes import notes_of, running, teams
from facilitator.store.index.problems import problems
from facilitator.store.index.search import hits, matching
from facilitator.store.notes import dumps
from facilitator.store.paths import index_folder, sessions_folder
from facilitator.store.session_file import Keeper
from facilitator.words import refusal_words
from tests.store.damage import rubbish
from tests.store.listing import listing
from tests.store.samples import a_note, a_session
from tests.store.samples import put as put_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from facilitator.store.index.database import Connection, Read

pytestmark = pytest.mark.usefixtures("may_be_encrypted")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "arkiv"


@pytest.fixture
def index(archive: Path) -> Iterator[Index]:
    opened = Index(archive)
    yield opened
    opened.close()


def put(archive: Path, name: str, *keywords: str, note_id: str | None = None) -> Path:
    """A closed note with those keywords in a file of that name."""
    path = archive / name
    path.parent.mkdir(parents=True, exist_ok=True)
    note_id = note_id or f"2026-11-21-{abs(hash(name)) % 10**8}"
    path.write_bytes(dumps(a_note(keywords, note_id=note_id)))
    return path


def lines(index: Index, text: str) -> list[str]:
    """The lines that are found now."""
    index.refresh()
    return sorted(hit.text for hit in hits(index, query_of(text)))


def files_of_ours() -> list[Path]:
    return sorted(path for path in index_folder().rglob("*") if path.is_file())


def wrong(index: Index) -> dict[str, str]:
    index.refresh()
    return {problem.path.name: refusal_words(problem) for problem in problems(index)}


def test_a_line_is_found_under_its_question(archive: Path, index: Index) -> None:
    put(archive, "Nord/a.toml", "Vi talte åbent om en fejl")
    index.refresh()

    (hit,) = hits(index, query_of("fejl"))

    assert (hit.text, hit.question, hit.team, hit.date) == (
        "Vi talte åbent om en fejl",
        "Hvad observerede du på mødet?",
        "Team Nordlys",
        "2026-11-21",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "arbejdsmiljø",  # the whole word
        "arbej",  # its beginning
        "miljø",  # a part of a compound
        "ARBEJDSMILJØ",
        "aaben",
        "ÅBEN",
        "a\N{COMBINING RING ABOVE}ben",
        "ide",
        "åben miljø",  # every word
        "ø",
        "100%",
        "[x]*",
    ],
)
def test_a_line_is_found_however_its_words_are_typed(
    archive: Path, index: Index, typed: str
) -> None:
    text = "Åben idé om arbejdsmiljøet, 100% [x]*"
    put(archive, "Nord/a.toml", text)
    put(archive, "Nord/b.toml", "Noget helt andet")

    assert lines(index, typed) == [text]


def test_a_note_is_found_when_all_words_are_in_it_though_in_two_lines(
    archive: Path, index: Index
) -> None:
    put(archive, "Nord/a.toml", "Vi manglede tid", "Overleveringen glippede")
    put(archive, "Nord/b.toml", "Vi manglede tid")

    assert lines(index, "tid overlev") == ["Overleveringen glippede", "Vi manglede tid"]
    assert lines(index, "tid overlev nat") == []


def test_an_index_has_every_note_and_what_is_wrong_with_the_other_files(
    archive: Path, index: Index
) -> None:
    put(archive, "Nord/a.toml", "En", note_id="same")
    put(archive, "Syd/b.toml", "To", note_id="same")
    put(archive, "Syd/c (conflicted copy).toml", "Tre", note_id="c")
    (archive / "Syd" / "half.toml").write_text('schema = 1\nid = "x"\nteam = ')
    (archive / "Syd" / "link.toml").symlink_to("/etc/passwd")
    runs = archive / "Team Nordlys" / "2026-11-21-check-out.toml"
    put_note(Archive(archive), str(runs), a_session(note=a_note(note_id="runs")))
    index.refresh()

    entries = notes_of(index, matching(index, query_of("")))
    assert {
        (holds.entry.id, holds.entry.path, holds.entry.status) for holds in entries.values()
    } == {
        ("same", archive / "Syd/b.toml", "closed"),
        ("c", archive / "Syd/c (conflicted copy).toml", "closed"),
        ("runs", runs, "running"),
    }
    assert [entries[number].entry for number in matching(index, query_of(""))] == [
        *listing(Archive(archive)).notes
    ]
    assert {name: sentence.split()[:3] for name, sentence in wrong(index).items()} == {
        "a.toml": ["Det", "er", "en"],
        "half.toml": ["Værdien", "kan", "ikke"],
        "link.toml": ["Denne", "genvej", "fører"],
    }
    assert [entry.id for entry in running(index)] == ["runs"]
    assert teams(index) == ("Team Nordlys",)


def test_a_running_session_is_listed_and_none_of_its_words_is_in_any_file_of_the_index(
    archive: Path, index: Index
) -> None:
    Keeper.begin(Archive(archive), a_session(["fortroligord"])).release()
    left = put_note(Archive(archive), "left.toml", a_session(["fortroligord"]))

    assert lines(index, "fortroligord") == []
    here, there = running(index)
    assert (here.path.parent, there.path) == (sessions_folder(), left)
    assert all(b"fortroligord" not in file.read_bytes() for file in files_of_ours())


def test_what_changes_moves_or_goes_is_seen_the_next_time(archive: Path, index: Index) -> None:
    path = put(archive, "Nord/a.toml", "første")
    assert lines(index, "første") == ["første"]
    path.write_bytes(path.read_bytes().replace("første".encode(), b"anden.."))
    assert lines(index, "anden") == ["anden.."]
    assert lines(index, "første") == []
    path.rename(archive / "b.toml")
    assert lines(index, "anden") == ["anden.."]
    (archive / "b.toml").unlink()
    assert lines(index, "anden") == []


def test_a_text_of_the_same_length_written_in_place_at_once_is_seen(
    archive: Path, index: Index
) -> None:
    path = put(archive, "Nord/a.toml", "ord 0")
    before = path.stat()
    for number in range(1, 5):
        assert lines(index, "ord") == [f"ord {number - 1}"]
        path.write_bytes(
            path.read_bytes().replace(f"ord {number - 1}".encode(), f"ord {number}".encode())
        )
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_file_whose_time_fits_no_clock_is_read_once_and_again_when_it_has_changed(
    archive: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, far = put(archive, "Nord/a.toml", "første"), 10**19
    os.utime(path, ns=(far, far))
    if path.stat().st_mtime_ns < 2**63:
        pytest.skip("this disk has no such times")
    reads: list[str] = []
    read = Index._read

    def counted(self: Index, at: str, stamp: bytes, private: str) -> Read:
        reads.append(at)
        return read(self, at, stamp, private)

    monkeypatch.setattr(Index, "_read", counted)

    assert lines(index, "første") == ["første"]
    assert lines(index, "første") == ["første"]
    assert len(reads) == 1
    path.write_bytes(path.read_bytes().replace("første".encode(), b"anden"))
    os.utime(path, ns=(far, far))
    assert lines(index, "anden") == ["anden"]
    assert len(reads) == 2


def test_others_read_while_much_is_being_put_in(
    archive: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_file, "PATIENCE", 0.1)
    put(archive, "Nord/a.toml", "ord")
    index.refresh()
    other = Index(archive)
    assert other.rows("SELECT count(*) FROM files") == [(1,)]
    file = other.path
    seen: list[object] = []

    def watched(opened: Connection, gone: Iterable[str], read: Iterable[Read]) -> None:
        index_file.put(opened, gone, read)
        seen.append(other.rows("SELECT count(*) FROM files"))

    monkeypatch.setattr("facilitator.store.index.put", watched)
    for number in range(100):
        put(archive, f"Nord/{number}.toml", rubbish(30_000 + number).hex())
    index.refresh()

    assert seen == [[(1,)]]
    assert other.path == file == index.path
    other.close()


def test_a_deleted_word_is_in_no_byte_of_any_file(
    archive: Path, index: Index, *, may_be_encrypted: bool
) -> None:
    words = [f"hemmelig{rubbish(100 + n).hex()[:9]}" for n in range(60)]
    paths = [put(archive, f"Nord/{n}.toml", f"noget {word} her") for n, word in enumerate(words)]
    index.refresh()
    there = b"".join(file.read_bytes() for file in files_of_ours())
    assert all((word.encode() in there) is not may_be_encrypted for word in words)

    for number in (3, 17, 18, 19, *range(30, 60)):
        paths[number].unlink()
        index.refresh()
        there = b"".join(file.read_bytes() for file in files_of_ours())
        assert words[number].encode() not in there

    put(archive, "Nord/0.toml", "et andet")
    index.refresh()
    assert words[0].encode() not in b"".join(file.read_bytes() for file in files_of_ours())
    assert lines(index, words[1]) == [f"noget {words[1]} her"]


def test_only_its_owner_may_read_it(archive: Path, index: Index) -> None:
    put(archive, "Nord/a.toml", "ord")
    index.refresh()

    assert index_folder().stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in files_of_ours()] == [0o600]


def test_where_no_folder_can_be_had_the_index_is_in_memory(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "Nord/a.toml", "ord")
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    index = Index(archive)

    assert lines(index, "ord") == ["ord"]
    assert index.path is None
    index.close()


def test_the_same_is_found_without_fts5(
    archive: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.store.index import database as index_tables

    monkeypatch.setattr(index_tables, "_BY_PART", "CREATE VIRTUAL TABLE texts USING no_such(x)")
    path = put(archive, "Nord/a.toml", "Arbejdsmiljø")
    put(archive, "Nord/b.toml", "arbejde")
    assert lines(index, "arbejds") == ["Arbejdsmiljø"]
    path.unlink()
    assert lines(index, "arbejds") == []
    assert all("arbejdsmiljø".encode() not in file.read_bytes() for file in files_of_ours())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_be_read_again_is_found_again(archive: Path, index: Index) -> None:
    path = put(archive, "Nord/a.toml", "ord")
    path.chmod(0)
    assert (lines(index, "ord"), list(wrong(index))) == ([], ["a.toml"])
    path.chmod(0o600)
    assert (lines(index, "ord"), list(wrong(index))) == (["ord"], [])


def test_reading_can_be_cancelled_and_gone_on_with(archive: Path, index: Index) -> None:
    for number in range(120):
        os.utime(put(archive, f"Nord/{number}.toml", "ord"), (1e9, 1e9))
    told: list[tuple[int, int]] = []

    def to_the_end(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    assert not index.refresh(lambda *at: to_the_end(*at) and at[0] < 100).complete
    assert told == [(0, 120), (50, 120), (100, 120)]
    assert len(matching(index, query_of("ord"))) == 100
    assert index.refresh(to_the_end).complete
    assert told[-1] == (0, 20)
    assert len(matching(index, query_of("ord"))) == 120


SEARCH = """
import sys
from pathlib import Path
from facilitator.core.errors import Refused
from facilitator.core.text.query import query_of
from facilitator.store.index.search import hits
from facilitator.store.index import Index, database
from tests.store.damage import KEY

if sys.argv[3] == "True":
    database.index_key = lambda _archive: KEY
archive = Path(sys.argv[1])
index = Index(archive)
for number in range(25):
    note = (archive / "Nord" / "0.toml").read_text()
    note = note.replace("id = \\"0", f"id = \\"{sys.argv[2]}{number}")
    (archive / "Nord" / f"{sys.argv[2]}-{number}.toml").write_text(note)
    index.refresh()
    there = sum(1 for hit in hits(index, query_of("ord")))
    assert there >= number + 2, (there, number)
"""


def test_two_programs_at_once_are_both_right(
    archive: Path, index: Index, *, may_be_encrypted: bool
) -> None:
    put(archive, "Nord/0.toml", "ord", note_id="0")
    index.refresh()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", SEARCH, str(archive), letter, str(may_be_encrypted)]
        )
        for letter in "ab"
    ]
    while any(program.poll() is None for program in programs):
        index.refresh()

    assert [program.returncode for program in programs] == [0, 0]
    assert len(lines(index, "ord")) == 51
    assert len(files_of_ours()) == 1


def test_threads_may_share_it(archive: Path, index: Index) -> None:
    for number in range(200):
        put(archive, f"Nord/{number}.toml", "ord")
    threads = [threading.Thread(target=index.refresh) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(hits(index, query_of("ord"))) == 200


def always_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on another program changes the index whenever it is used."""

    def run(*_arguments: object, **_settings: object) -> None:
        raise index_file.Renewed

    monkeypatch.setattr(index_file.IndexFile, "run", run)


def test_an_index_that_never_stays_as_it_is_is_said_in_a_sentence(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(archive)
    always_another(monkeypatch)

    for ask in (index.refresh, lambda: index.ask(bool), lambda: index.derived("x", (), str)):
        with pytest.raises(Refused, match="Another program changes the index"):
            ask()


def test_an_index_that_cannot_be_brought_to_forget_goes_whole(
    archive: Path, monkeypatch: pytest.MonkeyPatch, *, may_be_encrypted: bool
) -> None:
    put(archive, "a.toml", "hemmeligt")
    index = Index(archive)
    index.refresh()
    (file,) = index_folder().iterdir()
    assert (b"hemmeligt" in file.read_bytes()) is not may_be_encrypted
    always_another(monkeypatch)

    index.forget()

    assert list(index_folder().iterdir()) == []


def test_an_index_that_cannot_forget_and_cannot_be_removed_is_said_with_its_file(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, "a.toml", "hemmeligt")
    index = Index(archive)
    index.refresh()
    file = index.path
    always_another(monkeypatch)
    monkeypatch.setattr(index_file.IndexFile, "remove_others", lambda _self: None)

    with pytest.raises(Refused, match="may still be in") as refused:
        index.forget()
    assert str(file) in refusal_words(refused.value)
