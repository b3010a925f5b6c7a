"""A note is its id: whatever sync programs and people have made of its file, it is one note."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Note
from facilitator.core.text.query import query_of
from facilitator.store.archive import Archive
from facilitator.store.commitments import change, in_note
from facilitator.store.exporting import closed_notes
from facilitator.store.guides import PrivateGuides
from facilitator.store.index import notes as index_notes
from facilitator.store.index.commitments import commitments
from facilitator.store.index.due import due, how_many_due
from facilitator.store.index.notes import (
    files_of,
    measurements,
    running,
    teams,
)
from facilitator.store.index.problems import copies
from facilitator.store.index.search import hits, matching
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.notes import read_document
from facilitator.store.retention import delete, delete_due
from facilitator.store.toml import FileProblem
from facilitator.words import refusal_words
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.listing import find, listing, named, up_to_date
from tests.store.samples import TODAY, a_note, a_session, put

if TYPE_CHECKING:
    from pathlib import Path

TEAM, STEM, ID = "Team Nordlys", "2026-11-21-check-out", "2026-11-21-k3f9"
OURS = f"{TEAM}/{STEM}.toml"
COPIES = [
    f"{TEAM}/{STEM}-DESKTOP-7H2K1.toml",
    f"{TEAM}/{STEM} (1).toml",
    f"{TEAM}/{STEM} - Kopi.toml",
    f"{TEAM}/{STEM} - Kopi (2).toml",
    f"{TEAM}/{STEM} - Copy.toml",
    f"{TEAM}/Kopi af {STEM}.toml",
    f"{TEAM}/~{STEM}.toml",
    f"{TEAM}/~{STEM}-.toml",
    f"{TEAM}/{STEM} (conflicted copy 2026-11-22 101112).toml",
    f"{TEAM}/{STEM} (Mettes maskine i konflikt).toml",
    f"{TEAM}/{STEM}.sync-conflict-20261122-101112-ABCDEFG.toml",
    f"{TEAM}/{STEM}_conflict-20261122.toml",
    f"{TEAM}/{STEM}-2.toml",
    f"{TEAM}/{STEM}.TOML",
    f"{TEAM}/a.toml",
    f"{TEAM} - Kopi/{STEM}.toml",
    f"{TEAM}/gammelt/{STEM}.toml",
    f"{STEM}.toml",
    f"0/{STEM}.toml",
]
"""As programs and people name what they copy, before and after ours in the alphabet."""

MADE = (Commitment(id="c1", what="Ringe først"),)


def note(*words: str, **other: object) -> Note:
    kept = a_note(words or ("Overlevering",), commitments=MADE)
    return kept.model_copy(update=other)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_one_note_with_its_original_everywhere(archive: Archive, name: str) -> None:
    path, copy = put(archive, OURS, note()), put(archive, name, note())
    index = up_to_date(archive)

    (entry,) = listing(archive).notes
    assert (entry.path, entry.copies) == (path, (copy,))
    assert find(archive, ID) == find(archive, "2026-11-21") == entry
    assert len(teams(index)) == 1
    assert len(matching(index, query_of("overlev"))) == len(hits(index, query_of("overlev"))) == 1
    assert [kept.path for kept in commitments(index)] == [path]
    assert len(closed_notes(index, TEAM, PrivateGuides())) == 1
    (late,) = due(archive, index, date(2030, 1, 1)).notes
    assert (late.file, late.files) == (str(path), (str(path), str(copy)))
    assert how_many_due(index, archive.retention, date(2030, 1, 1)) == 1
    assert named(archive) == {name: f"Det er en kopi af {OURS}. De er én note, {ID}."}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_whose_original_is_gone_is_the_note(archive: Archive, name: str) -> None:
    copy = put(archive, name, note())

    assert [(entry.path, entry.copies) for entry in listing(archive).notes] == [(copy, ())]
    assert named(archive) == {}


@pytest.mark.parametrize("name", COPIES)
def test_a_version_that_differs_is_named_and_the_original_is_the_note(
    archive: Archive, name: str
) -> None:
    path, copy = put(archive, OURS, note()), put(archive, name, note("Noget andet"))

    assert [(entry.path, entry.copies) for entry in listing(archive).notes] == [(path, (copy,))]
    assert named(archive) == {
        name: f"Det er en anden version af {OURS}. "
        f"Se begge, og vælg, med: facilitator versions {ID}"
    }


@pytest.mark.parametrize("name", COPIES)
def test_what_is_deleted_is_deleted_in_the_copies_too(archive: Archive, name: str) -> None:
    path, copy = put(archive, OURS, note()), put(archive, name, note("Noget andet"))
    index = up_to_date(archive)

    delete(index, *files_of(index, find(archive, ID)))

    assert not path.exists()
    assert not copy.exists()
    assert listing(archive).notes == ()


@pytest.mark.parametrize("name", COPIES)
def test_what_is_due_goes_from_the_copies_too(archive: Archive, name: str) -> None:
    put(archive, OURS, note())
    put(archive, name, note("Noget andet"))
    index, late = up_to_date(archive), date(2030, 1, 1)

    assert delete_due(archive, index, due(archive, index, late).notes, late) == ()

    assert due(archive, index, late).notes == ()
    texts = "".join(file.read_text("utf-8") for file in archive.folder.rglob("*.[tT]*"))
    assert "Noget andet" not in texts
    assert "Overlevering" not in texts


@pytest.mark.parametrize("name", COPIES)
def test_a_change_of_a_commitment_reaches_the_copies_where_it_stands_the_same(
    archive: Archive, name: str
) -> None:
    path, copy = put(archive, OURS, note()), put(archive, name, note("Noget andet"))
    (kept,) = commitments(up_to_date(archive))

    change(kept, CommitmentChange(status=Status.DONE), TODAY)

    for file in (path, copy):
        assert in_note(file, "c1").commitment.status is Status.DONE


def test_a_copy_in_which_a_commitment_differs_is_left_as_it_is(archive: Archive) -> None:
    path = put(archive, OURS, note())
    other = note(commitments=(Commitment(id="c1", what="Skrive først"),))
    copy = put(archive, f"{TEAM}/{STEM} (1).toml", other)
    (kept,) = commitments(up_to_date(archive))

    change(kept, CommitmentChange(status=Status.DONE), TODAY)

    assert in_note(path, "c1").commitment.status is Status.DONE
    assert read_document(copy) == other


def test_which_file_is_the_note_does_not_hang_on_the_order_they_came_in(archive: Archive) -> None:
    names = [OURS, *COPIES]
    for name in reversed(names):
        put(archive, name, note(name))
    index = up_to_date(archive)
    (entry,) = listing(archive).notes
    assert entry.path == archive.folder / OURS
    assert len(entry.copies) == len(COPIES)

    (archive.folder / OURS).unlink()
    index.refresh()
    (entry,) = listing(archive).notes
    assert entry.path == archive.folder / f"{TEAM}/{STEM}-2.toml"

    put(archive, OURS, note("igen"))
    index.refresh()
    (entry,) = listing(archive).notes
    assert entry.path == archive.folder / OURS


def test_what_is_closed_is_the_note_and_a_copy_that_still_runs_is_none(archive: Archive) -> None:
    copy = put(archive, f"{TEAM}/{STEM} (1).toml", note())
    runs = put(archive, OURS, a_session(note=note()))

    index = up_to_date(archive)
    assert running(index) == ()
    assert find(archive, ID).path == copy
    delete(index, *files_of(index, find(archive, ID)))
    assert not runs.exists()


def test_a_version_that_is_its_writers_own_keeps_the_other_from_being_shared(
    archive: Archive,
) -> None:
    put(archive, OURS, note())
    put(archive, f"{TEAM}/{STEM} (1).toml", note(private=True))
    index = up_to_date(archive)

    assert closed_notes(index, TEAM, PrivateGuides()) == ()
    assert hits(index, query_of("overlev")) == []
    assert commitments(index) == ()


def test_a_copied_archive_inside_an_archive_doubles_nothing(archive: Archive) -> None:
    put(archive, OURS, note())
    put(archive, "Syd/2026-11-20-check-out.toml", a_note(note_id="b", team="Syd"))
    shutil.copytree(archive.folder / TEAM, archive.folder / f"{TEAM} (1)")
    shutil.copytree(archive.folder / "Syd", archive.folder / "backup" / "Syd")

    assert len(listing(archive).notes) == 2
    assert all(len(entry.copies) == 1 for entry in listing(archive).notes)


def test_a_measurement_and_its_copies_are_one_with_the_index_and_without(archive: Archive) -> None:
    path = put_measurement(archive, closed(answered(random_rows(9, 5))))
    for name in ("x (1).toml", "a.toml", f"{path.stem}-DESKTOP-1.toml"):
        shutil.copy(path, path.with_name(name))
    index = up_to_date(archive)

    assert [file.path for file in measurements(archive, index).files] == [path]
    assert [file.path for file in measurements_in(archive).files] == [path]
    (late,) = due(archive, index, date(2040, 1, 1)).notes
    assert len(late.files) == 4
    assert delete_due(archive, index, [late], date(2040, 1, 1)) == ()
    assert list(archive.folder.rglob("*.toml")) == [archive.folder / "archive.toml"]


def test_a_copy_is_found_by_its_file_and_deleted_alone(archive: Archive) -> None:
    path, copy = put(archive, OURS, note()), put(archive, f"{TEAM}/x (1).toml", note("andet"))
    index = up_to_date(archive)

    entry = find(archive, f"{TEAM}/x (1).toml")

    assert (entry.path, files_of(index, entry)) == (copy, (copy,))
    delete(index, *files_of(index, entry))
    assert path.exists()
    assert named(archive) == {}


@pytest.mark.parametrize("wanted", [ID, "2026-11-21", f"{TEAM}/{STEM} (1).toml"])
def test_a_note_that_cannot_be_read_is_said_to_be_broken_and_not_absent(
    archive: Archive, wanted: str
) -> None:
    broken = put(archive, f"{TEAM}/{STEM} (1).toml", f'schema = 1\nid = "{ID}"\nteam = \n')

    with pytest.raises(Refused) as refused:
        find(archive, wanted)

    assert str(broken) in getattr(refused.value, "place", "")
    put(archive, OURS, note())
    if not wanted.endswith(".toml"):
        entry = find(archive, wanted)
        assert entry.path == archive.folder / OURS
        assert files_of(up_to_date(archive), entry) == (entry.path, broken)


@pytest.mark.parametrize(
    "text",
    [
        f"schema = 1\nid = '{ID}'\nteam = 5\n".encode(),
        f'schema = 1\n"id" = "{ID}"\nteam = ]\n'.encode(),
        f'schema = 1\nid = """{ID}"""\nteam = ]\n'.encode(),
        f'\ufeffid = "{ID}"\nschema = 9\n'.encode(),
        f'schema = 1\rid = "{ID}"\r'.encode(),
        f'schema = 1\nid = "{ID}"\n'.encode("utf-16"),
        f'schema = 1\nid = "{ID}"\nteam = "Br\xf8nd"\n'.encode("latin-1"),
        f'schema = 1\nid = "{ID}"\n'.encode() + b"#" * (8 * 2**20),
        f'schema = 1\nid = "{ID}"\n'.encode() + bytes(512),
    ],
    ids=["type", "quoted", "quotes", "mark", "returns", "utf-16", "latin", "large", "zeros"],
)
def test_a_note_is_broken_and_not_absent_however_it_is_broken(
    archive: Archive, text: bytes
) -> None:
    broken = put(archive, OURS, text)

    with pytest.raises(FileProblem) as refused:
        find(archive, ID)
    assert refused.value.path == broken


@pytest.mark.parametrize("wanted", ["", "a\0b", "\udce5", "x" * 5000, "../../etc/passwd", "/"])
def test_what_can_be_no_id_is_no_note(archive: Archive, wanted: str) -> None:
    put(archive, OURS, note())

    with pytest.raises(Refused) as refused:
        find(archive, wanted)
    assert refusal_words(refused.value).startswith("Der er ingen note ")
    refusal_words(refused.value).encode()


def test_the_archive_of_the_field_has_one_note(tmp_path: Path) -> None:
    folder = tmp_path / "felt"
    archive = Archive(folder)
    name = "2026-11-04-check-out"
    first = a_note(note_id="2026-11-04-ab23", day=date(2026, 11, 4))
    put(archive, f"{TEAM}/{name}.toml", first)
    put(archive, f"{TEAM}/{name}-DESKTOP-7H2K1.toml", first)

    assert [entry.path.name for entry in listing(archive).notes] == [f"{name}.toml"]


@pytest.mark.parametrize(
    "name",
    ["a.toml.bak", "a.toml~", ".a.toml.swp", "a.TOML.orig", "a.bak", "A.OLD", "a.toml.part", "a~",
     "a.toml (1)", "#a.toml#", "a.toml.tmp", "~syncthing~a.toml.tmp"],
)  # fmt: skip
def test_what_an_editor_left_of_a_note_is_named_and_counts_for_nothing(
    archive: Archive, name: str
) -> None:
    put(archive, "Nord/a.toml", a_note(["hemmeligt"], note_id="n1"))
    left = put(archive, f"Nord/{name}", a_note(["hemmeligt"], note_id="n1"))
    index = up_to_date(archive)

    assert len(index_notes.listing(index).notes) == 1
    assert [problem.path for problem in index_notes.listing(index).problems] == [left]
    assert copies(index) == ()

    entry = find(archive, "n1")
    assert set(index_notes.files_of(up_to_date(archive), entry)) == {entry.path, left}
    delete(up_to_date(archive), *index_notes.files_of(up_to_date(archive), entry))
    assert not left.exists()


@pytest.mark.parametrize("name", ["._a.toml", ".a.toml", "a.txt", "note.md", ".nextcloudsync.log"])
def test_a_file_that_holds_no_note_is_passed_over(archive: Archive, name: str) -> None:
    put(archive, f"Nord/{name}", b"ingen note")

    assert listing(archive).problems == ()


def test_a_folder_that_was_copied_whole_is_named_once(archive: Archive) -> None:
    for number in range(5):
        day = date(2026, 11, number + 10)
        note = a_note(["ord"], note_id=f"n{number}", team="Team Nord", day=day)
        for folder in ("Team Nord", "Team Nord - Kopi"):
            put(archive, f"{folder}/{day}-check-out.toml", note)
    other = a_note(["andet"], note_id="n3", team="Team Nord", day=date(2026, 11, 13))
    put(archive, "Team Nord - Kopi/x.toml", other)

    whole, version = listing(archive).problems

    assert (
        refusal_words(whole)
        == "5 filer i denne mappe er kopier af dem i Team Nord og tæller én gang."
    )
    assert whole.path == archive.folder / "Team Nord - Kopi"
    assert version.path.name == "x.toml"
    assert len(listing(archive).notes) == 5
