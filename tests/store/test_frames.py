"""The frames of an archive: which is in force, whose turn it is, and what retention leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.core.guide.model import BoardAtClose
from facilitator.store.index.due import due, how_many_due
from facilitator.store.index.frames import (
    frame_in_force,
    frame_versions,
    frames,
    replaced_on,
    to_revisit,
)
from facilitator.store.index.notes import listing
from facilitator.store.notes import dumps, loads
from facilitator.store.retention import delete_due
from tests.store.listing import up_to_date
from tests.store.samples import a_frame, a_note, put

if TYPE_CHECKING:
    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.index import Index

TODAY = date(2026, 11, 28)


def filled(archive: Archive, *notes: Note) -> Index:
    """The index of the archive with these notes in it."""
    for note in notes:
        put(archive, f"{note.team}/{note.date}-{note.guide}-{note.id}.toml", note)
    return up_to_date(archive)


def test_a_frame_comes_back_from_its_file_as_it_was() -> None:
    frame = a_frame(2, revisit=TODAY, what=["Mere ro"])
    assert loads(dumps(frame).decode(), Path("frame.toml")) == frame


def test_the_versions_stand_by_team_the_one_in_force_first(archive: Archive) -> None:
    index = filled(
        archive,
        a_frame(1, day=date(2026, 1, 5)),
        a_frame(2, day=date(2026, 4, 5)),
        a_frame(1, team="Team Ærø", day=date(2026, 5, 5)),
        a_note(),
    )

    kept = [(frame.team, frame.version) for frame in frames(index)]

    assert kept == [("Team Nordlys", 2), ("Team Nordlys", 1), ("Team Ærø", 1)]
    assert [frame.version for frame in frames(index, "team NORDLYS")] == [2, 1]


def test_the_frame_in_force_is_read_with_its_words(archive: Archive) -> None:
    newest = a_frame(2, day=date(2026, 4, 5), what=["Mere ro"])
    index = filled(archive, a_frame(1, day=date(2026, 1, 5)), newest)

    assert frame_in_force(index, "Team Nordlys") == newest
    assert frame_in_force(index, "Team Syd") is None


def test_a_copy_of_a_frame_is_no_version_of_its_own(archive: Archive) -> None:
    filled(archive, a_frame(1))
    put(archive, "Team Nordlys/a copy.toml", a_frame(1))

    assert len(frame_versions(up_to_date(archive))) == 1


def test_only_the_frame_in_force_is_to_be_looked_at_again(archive: Archive) -> None:
    index = filled(
        archive,
        a_frame(1, day=date(2026, 1, 5), revisit=date(2026, 4, 5)),
        a_frame(2, day=date(2026, 4, 5), revisit=date(2026, 12, 5)),
        a_frame(1, team="Syd", day=date(2026, 5, 5), revisit=TODAY),
        a_frame(1, team="Vest", day=date(2026, 5, 6)),
    )

    assert [frame.team for frame in to_revisit(index, TODAY)] == ["Syd"]
    assert [frame.team for frame in to_revisit(index, date(2026, 12, 5))] == ["Syd", "Team Nordlys"]


def test_the_list_of_notes_says_which_version_a_note_is(archive: Archive) -> None:
    index = filled(archive, a_frame(3), a_note())
    assert {entry.guide: entry.frame for entry in listing(index).notes} == {
        "framing": 3,
        "check-out": None,
    }


def test_one_persons_own_note_is_no_frame_of_a_team(archive: Archive) -> None:
    own = a_frame(1).model_copy(update={"private": True})
    index = filled(archive, own)
    assert frames(index) == ()


# Retention


def old_frames() -> tuple[Note, Note]:
    first = a_frame(1, day=date(2020, 1, 5), what=["Mere ro"])
    return first, a_frame(2, day=date(2025, 11, 28), what=["Færre fald"])


def test_the_frame_in_force_is_never_due_and_one_replaced_a_year_ago_is(archive: Archive) -> None:
    index = filled(archive, *old_frames())
    first, second = old_frames()

    (note,) = due(archive, index, TODAY).notes
    failed = delete_due(archive, index, [note], TODAY)
    index.refresh()

    assert note.id == first.id
    assert note.due[0].since == TODAY
    assert failed == ()
    assert replaced_on(index, first.id) == second.date
    assert replaced_on(index, second.id) is None
    assert [len(v.note.questions[0].keywords) for v in frame_versions(index)] == [1, 0]
    assert due(archive, index, date(2040, 1, 1)).notes == ()


def test_the_day_before_nothing_is_due(archive: Archive) -> None:
    index = filled(archive, *old_frames())
    assert how_many_due(index, archive.retention, date(2026, 11, 27)) == 0
    assert how_many_due(index, archive.retention, TODAY) == 1


def test_a_frame_of_a_cleared_board_holds_no_columns(archive: Archive) -> None:
    cleared = a_frame(1, what=["Mere ro"]).model_copy(update={"board": BoardAtClose.CLEARED})
    index = filled(archive, cleared)
    frame = frame_in_force(index, "Team Nordlys")
    assert frame
    assert frame.questions == ()
