"""Which guides' notes are one person's own: doubt counts as private, and an index keeps it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from facilitator.core.text.query import query_of
from facilitator.store.guides import Guides, PrivateGuides, private_guides, shipped
from facilitator.store.index import Index
from facilitator.store.index.database import derived, put_derived
from facilitator.store.index.search import hits
from tests.store.samples import PRIVATE_GUIDE, a_note, put

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.archive import Archive
    from facilitator.store.index.database import Connection

ALL_READ = PrivateGuides(frozenset({"own"}))
IN_DOUBT = PrivateGuides(frozenset({"own"}), frozenset({"own", "check-out"}))


@pytest.mark.parametrize(
    ("guides", "guide_id", "may_be"),
    [
        (PrivateGuides(), "own", False),
        (ALL_READ, "own", True),
        (ALL_READ, "check-out", False),
        (ALL_READ, "of-another-archive", False),
        (IN_DOUBT, "own", True),
        (IN_DOUBT, "check-out", False),
        (IN_DOUBT, "of-another-archive", True),
        (PrivateGuides(frozenset({"broken"}), frozenset({"check-out"})), "broken", True),
        (PrivateGuides(frozenset(), frozenset()), "check-out", True),
    ],
)
def test_a_guide_may_be_private_where_it_is_or_nothing_is_known_of_it_in_doubt(
    guides: PrivateGuides, guide_id: str, *, may_be: bool
) -> None:
    assert guides.may_be_private(guide_id) is may_be


@pytest.mark.parametrize(
    ("text", "is_private"),
    [
        (PRIVATE_GUIDE, True),
        (PRIVATE_GUIDE.replace("private = true", "private = tru"), True),
        (PRIVATE_GUIDE.replace("private = true", 'private = "ja"'), True),
        (PRIVATE_GUIDE.replace('door = "role_model"', "door = "), True),
        (PRIVATE_GUIDE.encode("utf-16"), True),
        (PRIVATE_GUIDE.replace("private = true", "private = false") + "x = ", False),
        (PRIVATE_GUIDE.replace("private = true\n", "") + "x = ", False),
    ],
)
def test_a_guide_whose_flag_is_in_doubt_is_private(
    tmp_path: Path, text: str | bytes, *, is_private: bool
) -> None:
    file = tmp_path / "min.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)

    guides = private_guides(Guides(tmp_path))

    assert guides.may_be_private("for-mig-selv") is is_private
    assert not guides.may_be_private("check-out")


@pytest.mark.parametrize(
    ("text", "is_in_doubt"),
    [
        (b"\xff\xfe no text", True),
        (b"private = maybe", True),
        (b'id = "half"\nprivate = maybe', False),
        (b"minutes = ", False),
        (PRIVATE_GUIDE.encode(), False),
    ],
)
def test_a_guide_in_no_file_is_private_while_a_file_may_hold_it(
    tmp_path: Path, text: bytes, *, is_in_doubt: bool
) -> None:
    (tmp_path / "min.toml").write_bytes(text)

    guides = private_guides(Guides(tmp_path))

    assert guides.may_be_private("in-no-file") is is_in_doubt
    assert not guides.may_be_private("check-out")


def test_a_folder_that_cannot_be_read_puts_every_guide_in_doubt_that_no_other_file_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> list[str]:
        raise PermissionError(13, "Permission denied", str(folder))

    shipped("da"), shipped("en")  # read once, and not in this folder
    monkeypatch.setattr("facilitator.store.guide_files.os.listdir", refuse)

    guides = private_guides(Guides(tmp_path))

    assert guides.may_be_private("in-no-file")
    assert not guides.may_be_private("check-out")


@pytest.mark.parametrize(
    ("guides", "text"),
    [
        (PrivateGuides(), "[[], null]"),
        (PrivateGuides(frozenset({"b", "a"})), '[["a", "b"], null]'),
        (PrivateGuides(frozenset({"a"}), frozenset({"c", "a"})), '[["a"], ["a", "c"]]'),
        (PrivateGuides(frozenset(), frozenset()), "[[], []]"),
    ],
)
def test_they_are_the_same_again_from_their_text_which_stays_as_indexes_have_it(
    guides: PrivateGuides, text: str
) -> None:
    assert guides.text == text
    assert PrivateGuides.of_text(text) == guides


def test_what_an_index_has_kept_of_the_guides_holds_until_their_files_change(
    archive: Archive,
) -> None:
    index = Index(archive.folder)
    index.refresh()
    before = index.ask(lambda opened: derived(opened, "private"))
    assert before is not None
    assert PrivateGuides.of_text(before[1]) == private_guides(Guides(archive.guides))

    def as_kept(opened: Connection) -> None:
        put_derived(opened, "private", before[0], '[["own"], ["own", "check-out"]]')

    index._file.run(as_kept, writes=True)
    for guide in ("own", "check-out", "of-another-archive"):
        about = a_note([f"om {guide}"], note_id=guide).model_copy(update={"guide": guide})
        put(archive, f"Nord/{guide}.toml", about)
    index.refresh()
    assert {hit.id for hit in hits(index, query_of("om"))} == {"check-out"}

    archive.guides.mkdir()
    os.utime(archive.guides, (1e9, 1e9))
    index.refresh()
    assert len(hits(index, query_of("om"))) == 3
    index.close()
