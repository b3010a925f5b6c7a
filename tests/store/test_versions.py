"""Where the files of one note differ one version is chosen, and nothing goes unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.errors import Refused
from facilitator.core.note import Keyword
from facilitator.store.lock import Lock
from facilitator.store.notes import dumps, read_document
from facilitator.store.versions import keep_version, versions_of
from tests.store.listing import find, listing, up_to_date
from tests.store.samples import a_note, put, texts

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.note import Note
    from facilitator.store.archive import Archive

STEM, ID = "Team Nordlys/2026-11-21-check-out", "2026-11-21-k3f9"


@pytest.fixture
def files(archive: Archive) -> list[Path]:
    """The note, a copy of it in other words of TOML, and two files of another version."""
    first = put(archive, f"{STEM}.toml", a_note(["ord"]))
    copy = put(archive, f"{STEM} (1).toml", b"# mine\n" + first.read_bytes())
    others = [put(archive, f"{STEM}-{name}.toml", a_note(["andet"])) for name in ("PC", "MAC")]
    return [first, copy, *others]


def words_in(path: Path) -> list[str]:
    note = read_document(path)
    return texts(note)


def test_files_that_say_the_same_are_one_version(archive: Archive, files: list[Path]) -> None:
    first, second = versions_of(up_to_date(archive), find(archive, ID))

    assert first.files == tuple(files[:2])
    assert set(second.files) == set(files[2:])


@pytest.mark.parametrize(("number", "word"), [(0, "ord"), (1, "andet")])
def test_the_chosen_version_is_the_note_in_its_own_file_and_the_others_go(
    archive: Archive, files: list[Path], number: int, word: str
) -> None:
    index, entry = up_to_date(archive), find(archive, ID)
    versions = versions_of(index, entry)

    keep_version(index, entry, versions, versions[number])

    assert sorted((archive.folder / "Team Nordlys").iterdir()) == [files[0]]
    assert words_in(files[0]) == [word]
    assert listing(archive).problems == ()


def test_what_has_changed_since_it_was_looked_at_is_not_deleted(
    archive: Archive, files: list[Path]
) -> None:
    index, entry = up_to_date(archive), find(archive, ID)
    versions = versions_of(index, entry)
    put(archive, f"{STEM}-MAC.toml", a_note(["nyt"]))

    with pytest.raises(Refused):
        keep_version(index, entry, versions, versions[0])

    assert all(file.exists() for file in files)


@pytest.mark.parametrize("at", ["the note", "the copy"])
def test_what_somebody_writes_while_a_version_is_being_kept_is_not_lost(
    archive: Archive, files: list[Path], at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, entry = up_to_date(archive), find(archive, ID)
    versions = versions_of(index, entry)
    target, take = (files[0] if at == "the note" else files[2]), Lock.take
    new = dumps(a_note(["nyt"]))

    def late(path: Path, **options: Any) -> Lock:
        lock = take(path, **options)
        if path == target:  # written since all files were looked at
            target.write_bytes(new)
        return lock

    monkeypatch.setattr(Lock, "take", late)
    with pytest.raises(Refused, match="changed by someone else"):
        keep_version(index, entry, versions, versions[1 if at == "the note" else 0])

    assert target.read_bytes() == new


def test_a_version_may_differ_in_what_others_have_added(archive: Archive) -> None:
    def note(theirs: int) -> Note:
        return a_note().model_copy(update={"learning_points": (Keyword(text=str(theirs)),)})

    put(archive, f"{STEM}.toml", note(1))
    put(archive, f"{STEM} (1).toml", note(2))

    assert len(versions_of(up_to_date(archive), find(archive, ID))) == 2
