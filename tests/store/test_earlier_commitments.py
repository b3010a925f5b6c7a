"""What a session says of earlier commitments goes into their notes, never over somebody else."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.note import Commitment
from facilitator.core.session.model import Followed
from facilitator.store.commitments import (
    ChangedMeanwhile,
    change,
    in_note,
    write_followed,
    write_over,
)
from tests.store.listing import up_to_date
from tests.store.samples import TODAY, a_note, put

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.archive import Archive

DONE = Followed(
    note="n1", commitment="c1", what="Vi ringer først", before=Status.OPEN, status=Status.DONE
)


@pytest.fixture
def note(archive: Archive) -> Path:
    agreed = (Commitment(id="c1", what="Vi ringer først"), Commitment(id="c2", what="Vi spørger"))
    return put(archive, "Nord/n1.toml", a_note(note_id="n1", team="Nord", commitments=agreed))


def statuses(path: Path) -> list[str]:
    return [c["status"] for c in tomllib.loads(path.read_text(encoding="utf-8"))["commitments"]]


def test_each_is_written_into_the_note_it_came_from(archive: Archive, note: Path) -> None:
    both = (DONE, DONE.model_copy(update={"commitment": "c2", "status": Status.ADJUSTED}))
    assert write_followed(up_to_date(archive), both, TODAY) == ()
    assert statuses(note) == ["done", "adjusted"]


def test_done_again_after_a_kill_it_changes_nothing(archive: Archive, note: Path) -> None:
    write_followed(up_to_date(archive), (DONE,), TODAY)
    before = note.read_bytes()
    assert write_followed(up_to_date(archive), (DONE,), TODAY) == ()
    assert note.read_bytes() == before


def test_one_changed_meanwhile_is_shown_and_written_only_when_it_is_chosen(
    archive: Archive, note: Path
) -> None:
    change(in_note(note, "c1"), CommitmentChange(status=Status.RELEASED), TODAY)
    (unwritten,) = write_followed(up_to_date(archive), (DONE,), TODAY)
    assert isinstance(unwritten.why, ChangedMeanwhile)
    assert unwritten.kept
    assert unwritten.kept.commitment.status is Status.RELEASED
    assert statuses(note)[0] == "released"
    write_over(unwritten, TODAY)
    assert statuses(note)[0] == "done"


def test_what_was_changed_by_hand_without_a_revision_is_seen_too(
    archive: Archive, note: Path
) -> None:
    text = note.read_text(encoding="utf-8").replace('status = "open"', 'status = "adjusted"', 1)
    note.write_text(text, encoding="utf-8")
    (unwritten,) = write_followed(up_to_date(archive), (DONE,), TODAY)
    assert isinstance(unwritten.why, ChangedMeanwhile)


@pytest.mark.parametrize("gone", ["note", "commitment"])
def test_what_is_no_longer_there_is_said_and_the_others_are_written(
    archive: Archive, note: Path, gone: str
) -> None:
    absent = DONE.model_copy(update={gone: "c9"})
    there = DONE.model_copy(update={"commitment": "c2"})
    (unwritten,) = write_followed(up_to_date(archive), (absent, there), TODAY)
    assert unwritten.followed == absent
    assert unwritten.kept is None
    assert statuses(note) == ["open", "done"]
