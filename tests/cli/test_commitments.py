"""`facilitator commitments`, `retention`, `delete` and `guard`, from the outside."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from facilitator.core.commitments import Status
from facilitator.core.errors import Refused
from facilitator.core.note import Commitment, Note
from facilitator.store import commitments
from facilitator.store.commitments import in_note
from facilitator.store.files import write_privately
from facilitator.store.notes import dumps
from tests.cli.commanded import Run, Said, somebody_answers
from tests.store.samples import a_note, a_session

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.index.commitments import KeptCommitment

DAY = timedelta(days=1)
KEYS = {
    "id",
    "commitment",
    "team",
    "guide",
    "date",
    "what",
    "owner",
    "due",
    "status",
    "theme",
    "cue",
    "response",
    "happened",
    "ended",
    "overdue",
    "waiting_since",
    "waiting_days",
    "path",
}


@pytest.fixture
def sessions(own_home: Path) -> Path:
    folder = own_home / "sessions"
    folder.mkdir(parents=True)
    return folder


def today() -> date:
    return datetime.now().astimezone().date()


def put(folder: Path, note: Note, name: str = "a.toml") -> Path:
    path = folder / name
    path.write_bytes(dumps(note))
    return path


def three(day: date) -> Note:
    """One that waits, one that is overdue, one that is done; made ten days ago."""
    return a_note(
        note_id="n1",
        team="Nord",
        day=day - 10 * DAY,
        commitments=[
            Commitment(id="c1", what="Vi ringer", owner="Mette", due=day),
            Commitment(id="c2", what="Vi spørger", due=day - DAY),
            Commitment(id="c3", what="Vi skriver", status=Status.DONE, ended=day),
        ],
    )


def test_the_list_says_what_who_when_and_since_when(sessions: Path, run: Run) -> None:
    put(sessions, three(today()))

    said = run("commitments")

    first, second, third = said.out.splitlines()
    assert said.code == 0
    assert first.startswith("n1 c2  Nord  Vi spørger; frist: ")
    assert first.endswith("; åben  frist udløbet  10 dage siden sessionen")
    assert "ansvarlig: Mette" in second
    assert "udløbet" not in second
    assert third.endswith("gjort")


def test_json_says_all_of_it(sessions: Path, run: Run) -> None:
    path = put(sessions, three(today()))

    late, waiting, done = run("commitments", "--json").rows

    assert late.keys() == KEYS
    assert (late["commitment"], late["overdue"], late["waiting_days"]) == ("c2", True, 10)
    assert (waiting["owner"], waiting["due"]) == ("Mette", today().isoformat())
    assert (done["status"], done["waiting_since"]) == ("done", None)
    assert {row["path"] for row in (late, waiting, done)} == {str(path)}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--open"], ["c2", "c1"]),
        (["--overdue"], ["c2"]),
        (["--team", "nord"], ["c2", "c1", "c3"]),
    ],
)
def test_fewer_can_be_asked_for(
    sessions: Path, run: Run, options: list[str], found: list[str]
) -> None:
    put(sessions, three(today()))
    put(sessions, a_note(note_id="n2", team="Syd"), "b.toml")

    assert [row["commitment"] for row in run("commitments", *options, "--json").rows] == found


def test_nothing_found_is_told_by_the_exit_code_and_in_words(sessions: Path, run: Run) -> None:
    put(sessions, three(today()))

    assert run("commitments", "--team", "Syd") == Said(
        1, "", "Der er ingen sådanne aftaler i dette arkiv.\n"
    )
    nothing = run("commitments", "--team", "Syd", "--json")
    assert (nothing.code, nothing.rows) == (1, [])


def test_more_than_five_open_are_worth_a_word(sessions: Path, run: Run) -> None:
    many = [Commitment(id=f"c{n}", what="a") for n in range(6)]
    put(sessions, a_note(team="Nord", commitments=many))

    assert "Nord har mere end 5 åbne aftaler" in run("commitments").err


def test_the_calendar_is_one_and_says_what_is_not_in_it(sessions: Path, run: Run) -> None:
    note = three(today())
    put(sessions, note)

    said = run("commitments", "--ics")

    events = Calendar.from_ical(said.out).walk("VEVENT")
    assert [event["uid"] for event in events] == ["n1-c2@facilitator", "n1-c1@facilitator"]
    assert said.code == 0
    assert "1 aftale har ingen frist" in said.err


def test_json_and_calendar_at_once_are_wrong_use(sessions: Path, run: Run) -> None:
    put(sessions, three(today()))

    assert run("commitments", "--json", "--ics").code == 2


def test_a_day_more_than_a_year_ahead_is_kept_where_it_is_meant(sessions: Path, run: Run) -> None:
    path = put(sessions, three(today()))
    day = f"3/12-{today().year + 3}"

    said = run("commitments", "set", "n1", "c1", "--due", day)
    assert (said.code, "mere end et år væk" in said.err) == (1, True)
    assert in_note(path, "c1").commitment == three(today()).commitments[0]

    assert run("commitments", "set", "n1", "c1", "--due", day, "--yes").code == 0
    assert in_note(path, "c1").commitment.due == date(today().year + 3, 12, 3)


def test_a_commitment_is_changed_in_its_note(sessions: Path, run: Run) -> None:
    path = put(sessions, three(today()))

    said = run(
        "commitments", "set", "n1", "c1", "--status", "fortsætter", "--what", "Vi ringer straks",
        "--owner", "", "--due", "", "--when-then", "Når vi er i tvivl, så ringer vi",
        "--happened", "det hjalp",
    )  # fmt: skip

    assert (said.code, said.err) == (0, "")
    assert in_note(path, "c1").commitment == Commitment(
        id="c1",
        what="Vi ringer straks",
        status=Status.CONTINUING,
        cue="vi er i tvivl",
        response="ringer vi",
        happened="det hjalp",
        revision=1,
    )
    shown = run("show", "n1").out
    assert "Vi ringer straks; Når vi er i tvivl, så ringer vi; fortsætter" in shown


@pytest.mark.parametrize("word", ["done", "gjort", "GJORT"])
def test_a_status_is_said_in_either_language(sessions: Path, run: Run, word: str) -> None:
    path = put(sessions, three(today()))

    assert run("commitments", "set", "n1", "c1", "--status", word).code == 0
    assert in_note(path, "c1").commitment.ended == today()


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--status", "måske"],
        ["--due", "i går"],
        ["--when-then", "så ringer vi"],
    ],
)
def test_what_cannot_be_understood_is_wrong_use(
    sessions: Path, run: Run, options: list[str]
) -> None:
    path = put(sessions, three(today()))
    before = path.read_bytes()

    assert run("commitments", "set", "n1", "c1", *options).code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("ids", [("n9", "c1"), ("n1", "c9")])
def test_what_is_not_there_is_said(sessions: Path, run: Run, ids: tuple[str, str]) -> None:
    put(sessions, three(today()))

    said = run("commitments", "set", *ids, "--status", "done")

    assert said.code == 1
    assert ids[0] in said.err or ids[1] in said.err


def test_a_number_is_asked_about_and_a_cpr_number_is_masked(sessions: Path, run: Run) -> None:
    path = put(sessions, three(today()))
    before = path.read_bytes()
    words = ("commitments", "set", "n1", "c1", "--happened", "010136-4007 på 20 12 34 56")

    said = run(*words)
    assert said.code == 1
    assert "et telefonnummer" in said.err
    assert "20 12" not in said.err
    assert path.read_bytes() == before

    kept = run(*words, "--yes")
    assert kept.code == 0
    assert "CPR-nummer er maskeret" in kept.err
    assert in_note(path, "c1").commitment.happened == "••••••-•••• på 20 12 34 56"


def test_a_number_that_was_said_to_be_none_stays_and_nothing_else_is_said(
    sessions: Path, run: Run
) -> None:
    path = put(
        sessions, a_note(note_id="n1", commitments=(Commitment(id="c1", what="nr. 0101364007"),))
    )

    said = run("commitments", "set", "n1", "c1", "--what", "ordre nr. 0101364007")
    assert (said.code, said.err) == (0, "")
    assert in_note(path, "c1").commitment.what == "ordre nr. 0101364007"


def test_both_versions_are_shown_where_somebody_else_was_faster(
    sessions: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(sessions, three(today()))

    def and_then_somebody_writes(file: Path, commitment_id: str) -> KeptCommitment:
        seen = in_note(file, commitment_id)
        file.write_text(file.read_text().replace("Vi ringer", "Vi skriver"))
        return seen

    monkeypatch.setattr(commitments, "in_note", and_then_somebody_writes)

    said = run("commitments", "set", "n1", "c1", "--what", "Vi ringer nu")

    assert said.code == 1
    assert "Din: Vi ringer nu; " in said.err
    assert "Den andens: Vi skriver; " in said.err
    assert in_note(path, "c1").commitment.what == "Vi skriver"


def test_what_is_due_is_listed_and_only_then_deleted(sessions: Path, run: Run) -> None:
    path = put(sessions, a_note(["hemmelig"], note_id="old", day=date(2024, 1, 1)))

    said = run("retention")
    assert said.code == 0
    assert "old  Team Nordlys  a.toml: 1 stikord; slettefrist: 2025-01-01" in said.out
    assert "hemmelig" in path.read_text()

    (row,) = run("retention", "--json").rows
    assert row == {
        "id": "old",
        "team": "Team Nordlys",
        "date": "2024-01-01",
        "due": {"keywords": 1},
        "since": "2025-01-01",
        "path": str(path),
    }

    said = run("retention", "--apply")
    assert (said.code, "1 stikord" in said.out) == (0, True)
    assert "hemmelig" not in path.read_text()

    nothing = "Der er intet, der skal slettes.\n"
    assert run("retention") == Said(1, "", nothing)  # as grep
    assert run("retention", "--apply") == Said(0, "", nothing)  # it is done


def test_a_note_that_could_not_be_rid_of_what_is_due_fails_the_command(
    sessions: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(sessions, a_note(note_id="one", day=date(2023, 1, 1)))
    second = put(sessions, a_note(note_id="two", day=date(2024, 1, 1)), "b.toml")

    def write(path: Path, *said: Any, **more: Any) -> Any:
        if path == first:
            raise Refused("The disk is full.")
        return write_privately(path, *said, **more)

    monkeypatch.setattr("facilitator.store.lock.write_privately", write)

    said = run("retention", "--apply")

    assert said.code == 1
    assert str(first) in said.err
    assert "Vi talte åbent" not in second.read_text()


def test_a_note_is_deleted_only_when_told_so(
    sessions: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(sessions, a_note(note_id="n1"))

    assert run("delete", "n1").code == 1  # no terminal to ask on
    somebody_answers(monkeypatch, "nej")
    assert run("delete", "n1").code == 1
    assert path.exists()

    somebody_answers(monkeypatch, "ja")
    assert run("delete", "n1").code == 0
    assert not path.exists()


def test_yes_deletes_without_a_question(sessions: Path, run: Run) -> None:
    path = put(sessions, a_note(note_id="n1"))

    assert run("delete", "n1", "--yes").code == 0
    assert not path.exists()
    assert run("delete", "n1", "--yes").code == 1


def test_a_running_session_is_not_deleted(sessions: Path, run: Run) -> None:
    path = sessions / "a.toml"
    path.write_bytes(dumps(a_session(note=a_note(note_id="n1"))))

    assert run("delete", "n1", "--yes").code == 1
    assert path.exists()


def test_the_guard_says_where_and_what_but_never_the_words(tmp_path: Path, run: Run) -> None:
    clean, found = tmp_path / "ren.txt", tmp_path / "brev.txt"
    clean.write_text("alt er godt, kl. 10-12")
    found.write_text("Hej\n010136-4007\na@b.dk")

    said = run("guard", clean, found)

    assert said == Said(1, f"{found}:2: et CPR-nummer\n{found}:3: en e-mailadresse\n", "")
    assert run("guard", clean) == Said(0, "", "")


def test_a_number_in_a_files_name_is_not_echoed(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "010136-4007.txt"
    file.write_text("a@b.dk")

    said = run("guard", file)

    assert said.code == 1
    assert "4007" not in said.out


def test_wrong_use_of_the_guard_is_told_apart(tmp_path: Path, run: Run) -> None:
    found = tmp_path / "brev.txt"
    found.write_text("010136-4007")

    assert run("guard").code == 2
    said = run("guard", tmp_path / "missing.txt", found)
    assert said.code == 2
    assert "brev.txt:1" in said.out
