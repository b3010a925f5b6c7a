"""Commitments across closed notes, and a change written into the note it came from."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.core.commitment_change import CommitmentChange
from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment
from facilitator.store import lock as rewriting
from facilitator.store.commitments import ChangedMeanwhile, change, in_note
from facilitator.store.files import write_privately
from facilitator.store.index.commitments import commitments, open_of_team
from facilitator.store.lock import AlreadyOpen, Lock
from facilitator.store.notes import NoteError
from tests.store.listing import up_to_date
from tests.store.samples import TODAY, a_note, a_session, put

if TYPE_CHECKING:
    from facilitator.core.note import Note
    from facilitator.store.archive import Archive
    from facilitator.store.files import Stamp
    from facilitator.store.index.commitments import KeptCommitment

ROOT = Path(__file__).parent.parent.parent
DONE = CommitmentChange(status=Status.DONE)
TWO = (Commitment(id="c1", what="Vi ringer", owner="Mette"), Commitment(id="c2", what="Vi spørger"))

BY_HAND = """\
# Skrevet af i hånden
schema = 1
id = "2026-11-04-h4nd"
team = "Nord"
guide = "check-out"
title = "Check-out"
language = "da"
date = 2026-11-04
board = "kept"
farve = "blå" # vores egen

[egne]
tal = [1, 2.5, { dybt = "nede" }]

[[commitments]]
id = "c1"
what = "Vi ringer" # hver mandag
due = 2026-11-20
deres = { "egen nøgle" = true }

[commitments.mere]
ord = "bliver"

[[commitments]]
id = "c2"
what = "Vi spørger"

[[questions]]
id = "q"
text = "Hvad?"
keywords = [
    { text = "sagt", deres = 1 }, # og hørt
]
"""


def kept(archive: Archive) -> tuple[KeptCommitment, ...]:
    return commitments(up_to_date(archive))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_commitments_are_found_across_notes_with_where_they_come_from(archive: Archive) -> None:
    path = put(archive, "Nord/a.toml", a_note(commitments=TWO))

    first, second = kept(archive)

    assert (first.commitment, second.commitment) == TWO
    assert (first.note_id, first.team, first.guide, first.title, first.date, first.path) == (
        "2026-11-21-k3f9",
        "Team Nordlys",
        "check-out",
        "Check-out",
        TODAY,
        path,
    )


def test_those_to_follow_up_come_first_and_the_soonest_on_top(archive: Archive) -> None:
    made = [
        Commitment(id="c1", what="a", status=Status.DONE, ended=date(2026, 11, 1)),
        Commitment(id="c2", what="b", status=Status.RELEASED, ended=date(2026, 11, 2)),
        Commitment(id="c3", what="c"),
        Commitment(id="c4", what="d", due=date(2026, 12, 2)),
        Commitment(id="c5", what="e", due=date(2026, 12, 1), status=Status.ADJUSTED),
    ]
    put(archive, "a.toml", a_note(commitments=made))

    assert [one.commitment.id for one in kept(archive)] == ["c5", "c4", "c3", "c2", "c1"]


def test_very_many_have_the_same_order(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    days = (None, date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 2), None, date(2026, 2, 1))
    for number, day in enumerate(days):
        status = Status.DONE if number % 2 else Status.OPEN
        made = [Commitment(id=f"c{number}", what="Vi ringer", due=day, status=status)]
        put(archive, f"Nord/{number}.toml", a_note(("Ro",), note_id=f"n{number}", commitments=made))
    at_once = kept(archive)
    monkeypatch.setattr("facilitator.store.index.commitments._AT_A_TIME", 2)
    assert kept(archive) == at_once
    assert len(at_once) == len(days)


def test_open_commitments_are_those_of_closed_notes_that_have_not_ended(archive: Archive) -> None:
    def note(day: int, *statuses: Status, team: str = "Nord") -> Note:
        made = tuple(
            Commitment(id=f"c{i}", what=f"{day}.{i}", status=status)
            for i, status in enumerate(statuses, 1)
        )
        return a_note(
            note_id=f"2026-11-{day}-a1", day=date(2026, 11, day), team=team, commitments=made
        )

    put(archive, "Nord/b.toml", note(21, Status.OPEN, Status.DONE))
    put(archive, "Nord/a.toml", note(12, Status.CONTINUING, Status.RELEASED, Status.ADJUSTED))
    put(archive, "Syd/a.toml", note(13, Status.OPEN, team="Syd"))
    put(archive, "Nord/c.toml", a_session(note=note(22, Status.OPEN)))

    found = open_of_team(up_to_date(archive), "NORD")

    assert [(one.commitment.what, one.note_id, one.date.day) for one in found] == [
        ("12.1", "2026-11-12-a1", 12),
        ("12.3", "2026-11-12-a1", 12),
        ("21.1", "2026-11-21-a1", 21),
    ]


def test_a_change_is_written_and_nothing_else_is_other(archive: Archive) -> None:
    path = put(archive, "Nord/h.toml", BY_HAND)
    expected = read(path)
    expected["commitments"][0] |= {
        "status": "done",
        "happened": 'det gik "fint" \\o/',
        "ended": TODAY,
        "revision": 1,
    }
    del expected["commitments"][0]["due"]

    wanted = CommitmentChange(status=Status.DONE, happened='det gik "fint" \\o/', due=None)
    after = change(in_note(path, "c1"), wanted, TODAY)

    assert read(path) == expected
    assert in_note(path, "c1") == after
    assert path.stat().st_mode & 0o777 == 0o600


def test_one_that_the_index_told_of_is_changed_and_the_keys_of_others_in_it_stay(
    archive: Archive,
) -> None:
    theirs = """\
deres = { "egen nøgle" = 2026-11-21T12:00:00Z, tid = 07:30:00, tal = [1, 2.5, inf] }
stort = 12345678901234567890123
dag = 2026-11-21
"""
    text = BY_HAND.replace('deres = { "egen nøgle" = true }\n', theirs)
    path = put(archive, "h.toml", text)
    expected = read(path)
    expected["commitments"][0] |= {"status": "done", "ended": TODAY, "revision": 1}
    seen = next(one for one in kept(archive) if one.commitment.id == "c1")

    after = change(seen, DONE, TODAY)

    assert read(path) == expected
    assert in_note(path, "c1") == after
    again = replace(seen, commitment=after.commitment)
    assert change(again, CommitmentChange(owner="Mette"), TODAY).commitment.owner == "Mette"


def test_comments_and_layout_are_left_as_they_are(archive: Archive) -> None:
    path = put(archive, "h.toml", BY_HAND)

    change(in_note(path, "c2"), CommitmentChange(what="Vi spørger igen"), TODAY)

    changed = 'what = "Vi spørger igen"\nrevision = 1\n'
    assert path.read_text() == BY_HAND.replace('what = "Vi spørger"\n', changed)


def test_where_the_layout_cannot_be_kept_the_words_are(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(archive, "h.toml", BY_HAND)
    expected = read(path)
    expected["commitments"][1] |= {"status": "done", "ended": TODAY, "revision": 1}
    monkeypatch.setattr("tomlkit.dumps", lambda _: "schema = 1\n")

    change(in_note(path, "c2"), DONE, TODAY)

    assert read(path) == expected


def test_a_change_of_nothing_leaves_the_file_alone(archive: Archive) -> None:
    path = put(archive, "h.toml", BY_HAND)
    before = path.stat()

    change(in_note(path, "c1"), CommitmentChange(what="Vi ringer"), TODAY)

    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_masked_number_never_reaches_the_file(archive: Archive) -> None:
    path = put(archive, "h.toml", BY_HAND)

    change(in_note(path, "c1"), CommitmentChange(happened="010136-4007 ringede"), TODAY)

    assert "4007" not in path.read_text()


def test_what_another_has_changed_in_the_note_stays(archive: Archive) -> None:
    path = put(archive, "h.toml", BY_HAND)
    seen = in_note(path, "c1")
    path.write_text(BY_HAND.replace("Vi spørger", "Vi spørger straks").replace("blå", "rød"))

    change(seen, DONE, TODAY)

    assert read(path)["farve"] == "rød"
    assert [one["what"] for one in read(path)["commitments"]] == ["Vi ringer", "Vi spørger straks"]
    assert in_note(path, "c1").commitment.status is Status.DONE


def test_what_another_has_changed_in_the_commitment_is_never_overwritten(archive: Archive) -> None:
    path = put(archive, "h.toml", BY_HAND)
    seen = in_note(path, "c1")
    theirs = BY_HAND.replace("Vi ringer", "Vi skriver")
    path.write_text(theirs)

    with pytest.raises(ChangedMeanwhile) as refused:
        change(seen, CommitmentChange(what="Vi ringer om aftenen"), TODAY)

    assert path.read_text() == theirs
    assert refused.value.mine is not None
    assert refused.value.theirs is not None
    assert refused.value.mine.what == "Vi ringer om aftenen"
    assert refused.value.theirs.what == "Vi skriver"


def test_a_commitment_that_is_gone_is_not_brought_back(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    seen = in_note(path, "c2")
    put(archive, "a.toml", a_note(commitments=TWO[:1]))

    with pytest.raises(ChangedMeanwhile) as refused:
        change(seen, DONE, TODAY)

    assert refused.value.theirs is None
    assert len(read(path)["commitments"]) == 1


def test_another_note_in_its_place_is_left_alone(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    seen = in_note(path, "c1")
    put(archive, "a.toml", a_note(note_id="another", commitments=TWO))
    before = path.read_bytes()

    with pytest.raises(ChangedMeanwhile):
        change(seen, DONE, TODAY)

    assert path.read_bytes() == before


def test_a_note_that_is_gone_stays_gone(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    seen = in_note(path, "c1")
    path.unlink()

    with pytest.raises(Refused, match="no longer there"):
        change(seen, DONE, TODAY)

    assert not path.exists()


def test_a_program_that_asks_no_lock_and_writes_in_between_loses_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(archive, "h.toml", BY_HAND)
    waiting = ["blå", "rød", "grøn", "gul"]

    def write(file: Path, data: bytes, *, over: Stamp | None = None) -> Stamp:
        if len(waiting) > 1:  # a sync program is faster, three times
            file.write_text(file.read_text().replace(waiting.pop(0), waiting[0]))
        return write_privately(file, data, over=over)

    monkeypatch.setattr(rewriting, "write_privately", write)

    change(in_note(path, "c1"), DONE, TODAY)

    assert read(path)["farve"] == "gul"
    assert in_note(path, "c1").commitment.status is Status.DONE


def test_a_running_sessions_note_is_not_touched(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    seen = in_note(path, "c1")
    put(archive, "a.toml", a_session(note=a_note(commitments=TWO)))
    before = path.read_bytes()

    with pytest.raises(Refused, match="still running"):
        change(seen, DONE, TODAY)
    with pytest.raises(Refused, match="still running"):
        in_note(path, "c1")

    assert path.read_bytes() == before


def test_a_note_that_another_holds_is_waited_for_and_then_refused(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    held = Lock.take(path)

    with pytest.raises(AlreadyOpen, match="Nothing was saved"):
        change(in_note(path, "c1"), DONE, TODAY, wait=0.05)

    held.release()
    change(in_note(path, "c1"), DONE, TODAY)


def test_two_commitments_of_one_id_are_not_mixed_up(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=[TWO[0], TWO[0]]))

    with pytest.raises(Refused, match="Two commitments"):
        in_note(path, "c1")


def test_a_commitment_that_is_not_there_is_told_from_those_that_are(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))

    with pytest.raises(Refused, match="It has: c1, c2"):
        in_note(path, "c3")


def test_a_file_that_is_broken_by_now_is_left_as_it_is(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    seen = in_note(path, "c1")
    path.write_bytes(b"schema = 1\nid =")

    with pytest.raises(NoteError):
        change(seen, DONE, TODAY)

    assert path.read_bytes() == b"schema = 1\nid ="


def test_two_programs_changing_at_once_lose_none(archive: Archive) -> None:
    path = put(archive, "a.toml", a_note(commitments=TWO))
    times = 30
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.changing", archive.folder,
             "2026-11-21-k3f9", commitment, str(times)],
            cwd=ROOT, stderr=subprocess.PIPE,
        )
        for commitment in ("c1", "c2")
    ]  # fmt: skip
    for program in programs:
        _out, err = program.communicate(timeout=60)
        assert program.returncode == 0, err.decode()[-2000:]

    found = [in_note(path, id_).commitment for id_ in ("c1", "c2")]

    assert [one.revision for one in found] == [times, times]
    assert [one.happened for one in found] == [f"gang {times}"] * 2
    assert not [file for file in path.parent.iterdir() if file.suffix == ".tmp"]
