"""What a team has from earlier, on lines: commitments and a frame; and what is thrown away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from facilitator.core.commitments import Status
from facilitator.core.note import Commitment, Note
from facilitator.store.archive import Archive
from facilitator.store.files import NotWritten
from facilitator.store.guides import Guides
from facilitator.store.notes import read_document
from facilitator.store.paths import private_folder
from facilitator.store.session_file import Keeper, NotSaved
from tests.e2e.notes import the_session
from tests.linear.led import Led, by, item
from tests.store.samples import a_frame, a_note, put

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEAM = "Nord"


def with_commitments(folder: Path) -> Path:
    archive = Archive(folder)
    archive.prepare()
    made = [
        Commitment(id="c1", what="Vi begynder med en runde", owner="Bo"),
        Commitment(id="c2", what="Vi ringer", due=date(2026, 3, 12)),
    ]
    return put(archive, f"{TEAM}/før.toml", a_note(["ord"], team=TEAM, commitments=made))


def test_earlier_commitments_are_heard_at_the_opening_gone_through_and_written(
    tmp_path: Path,
) -> None:
    note = with_commitments(tmp_path)
    led = Led(
        tmp_path,
        "0", "0", "", "1",
        "", ".sidst", by("Vi begynder"), by("gjort"), by("Vi ringer"), by("fortsætter"), "0",
        ".sidst", by("Vi ringer"), "0", "0",
        ".afslut", "g",
    ).run("check-out", team=TEAM, names="Mette, Bo")  # fmt: skip
    assert "Vi begynder med en runde; ansvarlig: Bo; åben" in led.text
    assert "status nu: gjort" in led.text
    after = read_document(note)
    assert isinstance(after, Note)
    assert [c.status for c in after.commitments] == [Status.DONE, Status.OPEN]


def test_a_commitment_changed_meanwhile_is_asked_about(tmp_path: Path) -> None:
    path = with_commitments(tmp_path)

    def changed(_led: Led) -> None:
        text = path.read_text("utf-8").replace('status = "open"', 'status = "released"', 1)
        path.write_text(text, encoding="utf-8")

    led = Led(
        tmp_path,
        ".sidst", by("Vi begynder"), by("gjort"), "0",
        changed,
        ".afslut", "g", by("Behold det"),
    ).run("check-out", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    assert "Gemt: " in led.text
    after = read_document(path)
    assert isinstance(after, Note)
    assert after.commitments[0].status is Status.RELEASED


def test_a_new_frame_begins_with_the_one_in_force_and_says_what_it_leaves_out(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    archive.prepare()
    frame = a_frame(1, team=TEAM, day=date(2026, 2, 2), what=["Mere ro", "Mere mod"])
    put(archive, f"{TEAM}/ramme.toml", frame)

    led = Led(
        tmp_path,
        "ja", ".ramme", "n",
        ".afslut", item("Mere mod"), by("Slet det nu"), "g", "",
    ).run("framing", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    assert "Spørgsmål: Der er en ramme, version 1." in led.text
    assert "Ramme: Rammen, version 1" in led.text
    assert "Ikke længere i rammen: Mere mod" in led.text
    (new,) = [p for p in led.notes if p.name != "ramme.toml"]
    note = read_document(new)
    assert isinstance(note, Note)
    assert note.frame
    assert note.frame.version == 2


def test_a_session_is_discarded_only_on_a_yes(tmp_path: Path) -> None:
    led = Led(tmp_path, "et ord", ".afslut", ".kassér", "nej", ".kassér", "ja")
    led.run("check-out", team=TEAM, names="Mette, Bo", start=True)
    assert "Session: Intet fra sessionen er gemt." in led.text
    assert led.notes == []


def test_a_text_that_names_somebody_and_was_never_asked_about_is_asked_about_at_the_close(
    tmp_path: Path,
) -> None:
    led = Led(
        tmp_path, "ML sagde tak", ".kommer ML", ".afslut", "g", by("Tag navnene"), "g",
    ).run("check-out", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    (path,) = led.notes
    assert "ML" not in path.read_text("utf-8")


def test_a_purpose_that_was_asked_about_when_it_was_changed_is_not_asked_about_at_the_close(
    tmp_path: Path,
) -> None:
    led = Led(
        tmp_path, "tak", ".forbered", by("Formål"), "Mettes sag", "1", "0", ".afslut", "g",
    ).run("check-out", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    (path,) = led.notes
    assert led.text.count("Værn: ") == 1
    assert "Mettes sag" in path.read_text("utf-8")


def test_a_purpose_is_asked_about_again_where_somebody_comes_who_is_named_in_it(
    tmp_path: Path,
) -> None:
    led = Led(
        tmp_path, "tak", ".forbered", by("Formål"), "MLs sag", by("Hvem"), "Mette, Bo, ML", "1",
        "0", ".afslut", "g",
    ).run("check-out", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    (path,) = led.notes
    assert led.text.count("Værn: ") == 1
    assert "MLs sag" in path.read_text("utf-8")


def test_a_purpose_that_stood_there_is_asked_about_at_the_close_for_somebody_who_has_come_since(
    tmp_path: Path,
) -> None:
    led = Led(
        tmp_path, "tak", ".forbered", by("Formål"), "MLs sag", "0",
        ".forbered", by("Hvem"), "Mette, Bo, ML", "0", ".afslut", "g", by("Tag navnene"), "g",
    ).run("check-out", team=TEAM, names="Mette, Bo", start=True)  # fmt: skip
    (path,) = led.notes
    assert "ikke spurgt" in led.text
    assert "ML" not in path.read_text("utf-8")


def test_what_the_disk_does_not_take_is_said_once_and_again_when_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Keeper.save

    def full(_keeper: Keeper, _session: object) -> NotSaved:
        return NotSaved(NotWritten("The disk is full."))

    def fill(_led: Led) -> None:
        monkeypatch.setattr(Keeper, "save", full)

    def empty(_led: Led) -> None:
        monkeypatch.setattr(Keeper, "save", real)

    led = Led(tmp_path, fill, "et", "to", empty, "tre")
    led.run("check-out", team=TEAM, names="Mette, Bo", start=True)
    assert led.text.count("Ikke udført: Ikke gemt:") == 1
    assert led.text.count("Bemærk: Nu er det gemt.") == 1


def test_the_menu_reads_notes_and_commitments_and_goes_on_with_what_runs(tmp_path: Path) -> None:
    with_commitments(tmp_path)
    Led(tmp_path, "et ord").run("check-out", team="Syd", names="Mette, Bo", start=True)
    led = Led(tmp_path, by("Aftaler"), by("Læs en note"), "1", by("Fortsæt"), ".afslut", "g", "0")
    led.does(lambda program: program.menu())
    assert "Aftale: Vi begynder med en runde; ansvarlig: Bo; åben; Nord" in led.text
    assert "Note: - ord" in led.text
    assert "Session: Gemt: " in led.text
    assert len(led.notes) == 2


def test_where_a_guide_asks_for_it_a_commitment_says_when_and_what_then(tmp_path: Path) -> None:
    guide = Guides().guide("self-reflection", "da")
    at = next(n for n, phase in enumerate(guide.phases) if phase.when_then)
    led = Led(
        tmp_path,
        *["n"] * at,
        ".aftale", "jeg tier først", "i morgen", "vi mødes", "", "nej", "jeg spørger først",
    ).run("self-reflection", start=True)  # fmt: skip
    commitments = the_session(private_folder()).note.commitments
    assert [(c.what, c.cue, c.response) for c in commitments] == [
        ("jeg tier først", "vi mødes", "jeg spørger først"),
    ]
    assert "Hvem?" not in led.text, "it is for one person alone"
