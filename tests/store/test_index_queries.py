"""Commitments, what is due and a team's notes, as the index gives them: right whatever happens."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitments import Status
from facilitator.core.note import Commitment, Keyword, Note
from facilitator.core.retention import Due, Kind
from facilitator.core.text.query import query_of
from facilitator.store.exporting import closed_note, closed_notes
from facilitator.store.guides import PrivateGuides
from facilitator.store.index import Index
from facilitator.store.index import database as index_file
from facilitator.store.index.commitments import agreed, commitments, open_of_team
from facilitator.store.index.due import due, how_many_due
from facilitator.store.index.notes import (
    files_of,
    find,
    listing,
    teams_met,
)
from facilitator.store.index.search import hits
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from facilitator.store.paths import index_folder
from tests.core.measurement.measures import answered, closed, random_rows
from tests.store.damage import HOWS, rubbish
from tests.store.samples import PRIVATE_GUIDE, a_note, a_session, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.store.archive import Archive


TODAY = date(2026, 11, 21)
LONG_AGO = date(2024, 11, 21)


@pytest.fixture
def index(archive: Archive) -> Iterator[Index]:
    opened = Index(archive.folder)
    yield opened
    opened.close()


def note(note_id: str, *, team: str = "Nord", day: date = LONG_AGO, word: str = "sande") -> Note:
    """A note with a commitment that waits, one that has ended, and a keyword."""
    made = [
        Commitment(id="c1", what=f"{word} aftale {note_id}"),
        Commitment(id="c2", what="gjort", status=Status.DONE, ended=day),
    ]
    return a_note([f"{word} ord"], note_id=note_id, team=team, day=day, commitments=made)


def answers(archive: Archive, index: Index) -> dict[str, object]:
    """Everything that is asked of the index, without what is only order."""
    retention = archive.retention
    found = due(archive, index, TODAY)
    return {
        "commitments": [(c.note_id, c.commitment.what) for c in commitments(index)],
        "open": [(c.note_id, c.commitment.what) for c in open_of_team(index, "NORD")],
        "due": [(one.id, one.path.name, one.due) for one in found.notes],
        "unread": [problem.path.name for problem in found.problems],
        "how many": how_many_due(index, retention, TODAY),
        "teams": teams_met(index),
        "notes": [found.id for found in closed_notes(index, "nord", PrivateGuides())],
        "listed": [entry.id for entry in listing(index).notes],
        "found": find(index, "n0").path.name,
        "searched": sorted(hit.text for hit in hits(index, query_of("sande ord"))),
        "never written": hits(index, query_of("falsk")),
    }


def expected(number: int) -> dict[str, object]:
    names = [f"n{n}" for n in range(number)]
    passed = (
        Due(Kind.KEYWORDS, 1, date(2025, 11, 21)),
        Due(Kind.COMMITMENTS, 1, date(2025, 5, 21)),
    )
    waiting = [(name, f"sande aftale {name}") for name in names]
    return {
        "commitments": [*waiting, *((name, "gjort") for name in names)],
        "open": waiting,
        "due": [(name, f"{name}.toml", passed) for name in names],
        "unread": [],
        "how many": number,
        "teams": ("Nord",),
        "notes": names[::-1],
        "listed": names[::-1],
        "found": "n0.toml",
        "searched": [*(f"sande aftale {name}" for name in sorted(names)), *["sande ord"] * number],
        "never written": [],
    }


@pytest.mark.usefixtures("may_be_encrypted")
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("in_use", [True, False], ids=["in mid-use", "between"])
def test_every_answer_is_right_whatever_became_of_the_index(
    archive: Archive, index: Index, how: str, *, in_use: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_file, "_SEALING", 0.02)
    for number in range(9):
        put(archive, f"Nord/n{number}.toml", note(f"n{number}"))
    index.refresh()
    assert answers(archive, index) == expected(9)
    (file,) = index_folder().iterdir()
    if not in_use:
        index.close()
        index = Index(archive.folder)
    HOWS[how](file)

    index.refresh()
    assert answers(archive, index) == expected(9)
    put(archive, "Nord/n9.toml", note("n9"))
    for opened in (index, Index(archive.folder)):
        opened.refresh()
        assert answers(archive, opened) == expected(10)
        opened.close()


@pytest.mark.usefixtures("may_be_encrypted")
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("asked", expected(0))
def test_an_answer_is_right_where_the_index_is_damaged_since_it_was_brought_up_to_date(
    archive: Archive, index: Index, how: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_file, "_SEALING", 0.02)
    for number in range(3):
        put(archive, f"Nord/n{number}.toml", note(f"n{number}"))
    index.refresh()
    asks: dict[str, Callable[[], object]] = {
        "commitments": lambda: [c.note_id for c in commitments(index)],
        "open": lambda: [c.note_id for c in open_of_team(index, "Nord")],
        "due": lambda: [one.id for one in due(archive, index, TODAY).notes],
        "unread": lambda: due(archive, index, TODAY).problems,
        "how many": lambda: how_many_due(index, archive.retention, TODAY),
        "teams": lambda: teams_met(index),
        "notes": lambda: [found.id for found in closed_notes(index, "Nord", PrivateGuides())],
        "listed": lambda: [entry.id for entry in listing(index).notes],
        "found": lambda: find(index, "n0").id,
        "searched": lambda: sorted(hit.text for hit in hits(index, query_of("sande ord"))),
        "never written": lambda: hits(index, query_of("falsk")),
    }
    ask = asks[asked]
    before = ask()
    (file,) = index_folder().iterdir()
    HOWS[how](file)

    assert ask() == before


@pytest.mark.usefixtures("may_be_encrypted")
def test_a_thousand_files_that_cannot_be_used_stop_nothing_and_nothing_of_them_is_known(
    archive: Archive, index: Index, tmp_path: Path
) -> None:
    good = dumps(note("bad"))
    for number in range(1000):
        kinds = (
            good[: 20 + number % 70],
            rubbish(200 + number),
            good.replace(b'team = "Nord"', b"team = 7"),
            b"commitments = 3\n" + good,
            b"[" * 3000,
            b"\xff\xfe",
            b"",
        )
        if number % 8 == 7:
            (archive.folder / f"Nord/x{number}.toml").mkdir()
        else:
            put(archive, f"Nord/x{number}.toml", kinds[number % 8])
    outside = tmp_path / "outside.toml"
    outside.write_bytes(dumps(note("outside")))
    (archive.folder / "link.toml").symlink_to(outside)
    os.mkfifo(archive.folder / "pipe.toml")
    with (archive.folder / "huge.toml").open("wb") as huge:
        huge.truncate(2**30)
    put(archive, "Nord/live.toml", a_session(note=note("live")))
    put(archive, "Nord/n0.toml", note("n0"))
    index.refresh()

    assert [hit.id for hit in hits(index, query_of("aftale"))] == ["n0"]
    assert {each.note_id for each in commitments(index)} == {"n0"}
    listed = due(archive, index, TODAY)
    assert [due_note.id for due_note in listed.notes] == ["n0"]
    assert len(listed.problems) == 1000 - 125 + 3
    files = {problem.path.name for problem in listed.problems}
    assert {"link.toml", "pipe.toml", "huge.toml"} <= files
    assert how_many_due(index, archive.retention, TODAY) == 1
    assert teams_met(index) == ("Nord",)


def test_a_copy_by_a_sync_program_is_due_and_deleted_with_its_note(
    archive: Archive, index: Index
) -> None:
    path = put(archive, "Nord/2024-11-21-check-out.toml", note("n0"))
    copy = put(archive, "Nord/2024-11-21-check-out (conflicted copy).toml", note("n0"))
    whole = put_measurement(archive, closed(answered(random_rows(9, 5), day=LONG_AGO)))
    other = whole.rename(whole.with_stem(f"{whole.stem} (Mettes konflikt)"))
    index.refresh()

    found = due(archive, index, date(2030, 1, 1))
    assert [(one.file, one.files) for one in found.notes] == [
        (str(other), (str(other),)),
        (str(path), (str(path), str(copy))),
    ]
    assert found.problems == ()
    assert how_many_due(index, archive.retention, date(2030, 1, 1)) == 2
    assert files_of(index, find(index, "n0")) == (path, copy)
    assert len(commitments(index)) == 2
    assert {entry.path for entry in listing(index).notes} == {path, other}
    assert [found.id for found in closed_notes(index, "Nord", PrivateGuides())] == ["n0"]


def test_two_files_of_one_id_are_one_note(archive: Archive, index: Index) -> None:
    put(archive, "Nord/a.toml", note("same"))
    put(archive, "Syd/b.toml", note("same", team="Syd"))
    index.refresh()

    assert len(commitments(index)) == 2
    assert len(due(archive, index, TODAY).notes) == 1
    assert teams_met(index) == ("Syd",)


def test_teams_that_differ_by_an_accent_are_two_and_aa_is_no_accent(
    archive: Archive, index: Index
) -> None:
    put(archive, "a.toml", note("a", team="Åsen"))
    put(archive, "b.toml", note("b", team="Asen"))
    put(archive, "c.toml", note("c", team="AASEN", day=TODAY))
    index.refresh()

    assert teams_met(index) == ("AASEN", "Asen")
    assert [found.id for found in closed_notes(index, "åsen", PrivateGuides())] == ["c", "a"]
    assert {one.note_id for one in open_of_team(index, "asen")} == {"b"}


def test_a_note_that_changed_since_the_index_was_asked_is_shared_as_it_is_by_now(
    archive: Archive, index: Index
) -> None:
    one = put(archive, "a.toml", note("a"))
    put(archive, "b.toml", note("b"))
    put(archive, "c.toml", note("c"))
    index.refresh()
    one.unlink()
    put(archive, "b.toml", note("b").model_copy(update={"private": True}))
    put(archive, "c.toml", note("c").model_copy(update={"title": "En anden"}))

    assert [found.title for found in closed_notes(index, "Nord", PrivateGuides())] == ["En anden"]


def test_a_private_note_is_due_and_in_nothing_that_others_see(
    archive: Archive, index: Index
) -> None:
    own = note("own", word="hemmelige").model_copy(
        update={"private": True, "learning_points": (Keyword(text="hemmeligt"),)}
    )
    put(archive, "Nord/own.toml", own)
    index.refresh()

    assert commitments(index) == open_of_team(index, "Nord") == ()
    assert (teams_met(index), closed_notes(index, "Nord", PrivateGuides())) == ((), ())
    assert hits(index, query_of("hemmelige")) == hits(index, query_of("gjort")) == []
    assert all(b"hemmelig" not in file.read_bytes() for file in index_folder().iterdir())
    with pytest.raises(Exception, match="its writer's own"):
        closed_note(index, "own", PrivateGuides())
    assert listing(index).notes == ()
    assert [one.id for one in due(archive, index, TODAY).notes] == ["own"]


def test_a_note_that_does_not_say_so_is_private_by_its_guide(
    archive: Archive, index: Index
) -> None:
    archive.guides.mkdir()
    (archive.guides / "for-mig-selv.toml").write_text(PRIVATE_GUIDE, encoding="utf-8")
    own = note("own", word="hemmelige").model_copy(update={"guide": "for-mig-selv"})
    put(archive, "Nord/own.toml", own)
    index.refresh()

    assert commitments(index) == ()
    assert hits(index, query_of("hemmelige")) == []
    assert all(b"hemmelig" not in file.read_bytes() for file in index_folder().iterdir())


def test_a_guide_that_becomes_private_takes_its_notes_from_everywhere_and_gives_them_back(
    archive: Archive, index: Index
) -> None:
    own = note("own", word="hemmelige").model_copy(update={"guide": "for-mig-selv"})
    put(archive, "Nord/own.toml", own)
    put(archive, "Nord/other.toml", note("other"))

    def seen() -> list[int]:
        index.refresh()
        return [len(hits(index, query_of("hemmelige"))), len(agreed(index, "Nord")),
                len(open_of_team(index, "Nord")), len(teams_met(index))]  # fmt: skip

    shared = seen()
    assert all(shared)

    archive.guides.mkdir()
    guide = archive.guides / "for-mig-selv.toml"
    guide.write_text(PRIVATE_GUIDE, encoding="utf-8")
    private = seen()
    assert private == [0, shared[1] // 2, shared[2] // 2, 1]
    assert all(b"hemmelige" not in file.read_bytes() for file in index_folder().iterdir())

    guide.unlink()
    assert seen() == shared
    guide.write_text(PRIVATE_GUIDE, encoding="utf-8")
    index.refresh(lambda _done, _total: False)  # broken off before a note is read anew
    assert (hits(index, query_of("hemmelige")), teams_met(index)) == ([], ("Nord",))

    guide.write_text("private = maybe", encoding="utf-8")  # in doubt it is
    assert seen()[0] == 0
    guide.unlink()
    assert seen() == shared


def test_what_lies_in_the_folder_asked_for_is_read_first(archive: Archive, index: Index) -> None:
    for number in range(120):
        path = put(archive, f"Nord/{number}.toml", note(f"n{number}"))
        os.utime(path, (1e9, 1e9))
    put(archive, "Syd/z.toml", note("z", team="Syd"))

    index.refresh(lambda done, _total: done == 0, archive.folder / "Syd")

    assert [one.note_id for one in open_of_team(index, "Syd")] == ["z"]
    assert len(listing(index).notes) == 50


def test_commitments_that_nobody_waits_for_any_more_are_read_no_further(
    archive: Archive, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.store.index.commitments._ASKED_EVERY", 2)
    agreed = [Commitment(id=f"c{number}", what="mere ro") for number in range(9)]
    put(archive, "Nord/2026-11-21-check-out.toml", a_note(team="Nord", commitments=agreed))
    index.refresh()
    asked: list[int] = []

    def go_on(*_progress: int) -> bool:
        asked.append(len(asked))
        return len(asked) < 4

    assert len(commitments(index, go_on=go_on)) == 4
    assert len(commitments(index)) == 9
    assert commitments(index, go_on=lambda *_progress: False) == ()
