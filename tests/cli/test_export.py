"""`facilitator export` and `facilitator review`, from the outside."""

from __future__ import annotations

import csv
import json
import stat
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from facilitator.core.guide.model import BoardAtClose
from facilitator.core.note import Commitment, Keyword, Note
from facilitator.core.session.model import Session
from facilitator.core.text.tags import ContributionKind, Theme
from facilitator.store.archive import Archive
from facilitator.store.measurement.notes import create as put_measurement
from facilitator.store.notes import dumps
from tests.cli.commanded import somebody_answers
from tests.core.measurement.measures import A, answered, closed
from tests.store.samples import PRIVATE_GUIDE, a_note, a_session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commanded import Run


@pytest.fixture
def archive(own_home: Path) -> Archive:
    archive = Archive(own_home / "sessions")
    archive.prepare()
    return archive


def put(archive: Archive, *notes: Note | Session) -> None:
    for found in notes:
        note = found.note if isinstance(found, Session) else found
        folder = archive.folder / note.team
        folder.mkdir(exist_ok=True)
        (folder / f"{note.date}-{note.guide}-{note.id[-4:]}.toml").write_bytes(dumps(found))


def note(number: int, *, team: str = "Nord", keywords: tuple[str, ...] = ()) -> Note:
    day = date(2026, 9, number)
    return a_note(keywords or (f"ord {number}",), note_id=f"2026-09-{number:02}-aa{number:02}",
                  team=team, day=day)  # fmt: skip


@pytest.mark.parametrize(
    ("fmt", "begins"),
    [("md", "**Fortroligt.**"), ("html", "<!DOCTYPE html>"), ("csv", '\ufeff"Fortrolighed"'),
     ("json", '{\n  "confidential": "Fortroligt"')],
)  # fmt: skip
def test_a_note_goes_to_the_screen_in_each_format(
    run: Run, archive: Archive, fmt: str, begins: str
) -> None:
    put(archive, note(1))

    said = run("export", "2026-09-01-aa01", "--format", fmt)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(begins)
    assert "ord 1" in said.out


def test_a_file_is_for_its_owner_alone_and_the_screen_stays_empty(
    run: Run, archive: Archive, tmp_path: Path
) -> None:
    put(archive, note(1))
    file = tmp_path / "note.csv"

    said = run("export", "2026-09-01", "--out", file)

    assert (said.code, said.out) == (0, "")
    assert said.err == f"Skrevet, fortroligt: {file}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[7] for row in rows] == ["Tekst", "ord 1"]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\r\n" not in file.read_bytes()


def test_a_team_is_all_its_closed_sessions_newest_first_in_whatever_letter_case(
    run: Run, archive: Archive
) -> None:
    put(archive, note(1), note(3), note(2), note(4, team="Syd"))

    found = json.loads(run("export", "--team", "NORD", "--format", "json").out)

    assert found["team"] == "Nord"
    assert [one["date"] for one in found["notes"]] == ["2026-09-03", "2026-09-02", "2026-09-01"]


def test_what_is_running_and_who_takes_part_is_in_no_export(run: Run, archive: Archive) -> None:
    running = a_session(["HEMMELIGT"], names=["Yrsa", "Karl"], note=note(7))
    put(archive, running, note(1))

    for fmt in ("md", "html", "csv", "json"):
        said = run("export", "--team", "Nord", "--format", fmt)
        assert said.code == 0
        assert not any(word in said.out for word in ("Yrsa", "Karl", "HEMMELIGT", "live"))
    said = run("export", running.note.id)
    assert (said.code, said.out) == (1, "")
    assert said.err == "Sessionen er stadig i gang. Den kan deles, når den er lukket.\n"


def test_a_note_of_a_private_guide_is_in_no_export_and_in_no_review(
    run: Run, archive: Archive
) -> None:
    archive.guides.mkdir()
    (archive.guides / "for-mig-selv.toml").write_text(PRIVATE_GUIDE, encoding="utf-8")
    own = note(5, keywords=("EGET",)).model_copy(update={"guide": "for-mig-selv"})
    said_so = Note.model_validate({**note(6, keywords=("EGET",)).model_dump(by_alias=True),
                                   "private": True})  # fmt: skip
    put(archive, own, said_so, note(1), note(2))

    for arguments in (("export", "--team", "Nord"), ("review",)):
        said = run(*arguments)
        assert said.code == 0
        assert "EGET" not in said.out
    assert run("review").out.endswith("Indtil nu er der 2.\n")
    for one in (own, said_so):
        said = run("export", one.id)
        assert (said.code, said.out) == (1, "")
        assert said.err == "Noten er skrevet til én selv og bliver ikke delt.\n"


def test_keys_of_somebody_elses_stay_in_the_archive(run: Run, archive: Archive) -> None:
    put(archive, note(1))
    (file,) = archive.folder.glob("Nord/*.toml")
    file.write_text('present = ["Yrsa"]\n' + file.read_text("utf-8"), encoding="utf-8")

    for fmt in ("md", "html", "csv", "json"):
        assert "Yrsa" not in run("export", "2026-09-01", "--format", fmt).out


@pytest.mark.parametrize(
    "arguments",
    [(), ("x", "--team", "Nord"), ("x", "--format", "pdf"), ("x", "--nonsense"), ("x", "y")],
)
def test_wrong_use_ends_with_two(run: Run, archive: Archive, arguments: tuple[str, ...]) -> None:
    put(archive, note(1))

    said = run("export", *arguments)

    assert (said.code, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize(
    "arguments",
    [("export", "2026-01-01"), ("export", "--team", "Syd"), ("export", "--team", ""),
     ("review", "--team", "Syd")],
)  # fmt: skip
def test_nothing_found_ends_with_one(
    run: Run, archive: Archive, arguments: tuple[str, ...]
) -> None:
    put(archive, note(1))

    said = run(*arguments)

    assert (said.code, said.out) == (1, "")
    assert said.err


def test_a_measurement_is_shown_elsewhere(run: Run, archive: Archive) -> None:
    measurement = closed(answered(A))
    put_measurement(archive, measurement)

    said = run("export", measurement.id)

    assert (said.code, said.out) == (1, "")
    assert f"facilitator measure show {measurement.id}" in said.err


def test_nothing_is_written_into_the_archive(run: Run, archive: Archive, tmp_path: Path) -> None:
    put(archive, note(1))
    before = {file: file.read_bytes() for file in archive.folder.rglob("*.toml")}
    (tmp_path / "link").symlink_to(archive.folder)
    (tmp_path / "note.md").symlink_to(next(iter(before)))

    inside = next(iter(before))
    for file in (inside, archive.folder / "ny.md", tmp_path / "link" / "ny.md"):
        said = run("export", "2026-09-01", "--out", file, "--yes")
        assert (said.code, said.out) == (1, "")
    run("export", "2026-09-01", "--out", tmp_path / "note.md", "--yes")

    assert {file: file.read_bytes() for file in archive.folder.rglob("*.*") if file.is_file()} == (
        before
    )


def test_a_folder_that_is_not_there_is_said(run: Run, archive: Archive, tmp_path: Path) -> None:
    put(archive, note(1))

    said = run("export", "2026-09-01", "--out", tmp_path / "nej" / "note.md")

    assert (said.code, said.out) == (1, "")
    assert "nej" in said.err


@pytest.mark.parametrize("answer", ["j", "JA ", "y", "n", "", "hvad?"])
def test_on_a_terminal_it_is_seen_before_it_is_written(
    run: Run, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    yes = answer in {"j", "JA ", "y"}
    promise = Commitment(id="c1", what="ringe", owner="Mette")
    put(archive, note(1).model_copy(update={"commitments": (promise,)}))
    file = tmp_path / "note.html"
    somebody_answers(monkeypatch, answer)

    said = run("export", "2026-09-01", "--out", file)

    assert (said.code, said.out) == (0 if yes else 1, "")
    assert said.err.startswith("  Check-out – Nord\n  1. september 2026\n")
    assert "1 aftale nævner den ansvarlige." in said.err
    assert "Fortroligt. Del det kun med dem, teamet har aftalt." in said.err
    assert file.exists() is yes
    assert "<" not in said.err
    assert ("Intet er skrevet." in said.err) is not yes


def test_with_yes_nobody_is_asked(
    run: Run, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, note(1))
    somebody_answers(monkeypatch, "n")

    assert run("export", "2026-09-01", "--out", tmp_path / "a.md", "--yes").code == 0


def with_tags(number: int) -> Note:
    error = Keyword(text="nøglerne", kind=ContributionKind.ERROR, theme=Theme.TRUST)
    found = note(number)
    column = found.questions[0].model_copy(update={"keywords": (error,)})
    promise = Commitment(id="c1", what="ringe dagen efter", owner="Mette", due=date(2026, 9, 20))
    return found.model_copy(update={"questions": (column,), "commitments": (promise,)})


def test_a_review_is_in_the_leaders_order_and_names_nobody(run: Run, archive: Archive) -> None:
    put(archive, *(with_tags(number) for number in (1, 8, 15)))
    put_measurement(archive, closed(answered(A, team="Nord")))

    out = run("review", "--team", "nord").out

    headings = ["Åbne aftaler", "Målinger", "Temaer, der går igen",
                "Bidragstyper", "Læringspunkter", "Hvor ofte vi har mødtes",
                "Seneste ramme"]  # fmt: skip
    assert [line for line in out.splitlines() if line in headings] == headings
    assert "- ringe dagen efter; frist: 20. september 2026; aftalt 1. september 2026\n" in out
    assert "3 i alt: 3 åbne." in out
    assert "Indeks omkring 70 af 100, 6 svar" in out
    assert "- Tillid til hinanden: 3 gange i 3 sessioner (september 2026: 3)\n" in out
    assert "Mange »fejl« er ikke et dårligt tegn" in out
    assert "Mette" not in out
    assert not any("\u2500" <= letter <= "\u259f" for letter in out)


def test_without_a_team_the_only_one_is_taken_and_of_several_none(
    run: Run, archive: Archive
) -> None:
    put(archive, *(note(number) for number in (1, 2, 3)))
    assert run("review").out.startswith("Tilbageblik for Nord\n")

    put(archive, note(4, team="Syd"))

    said = run("review")
    assert (said.code, said.out) == (2, "")
    assert "Nord, Syd" in said.err


def test_an_empty_archive_has_nothing_to_look_back_on(run: Run) -> None:
    said = run("review")

    assert (said.code, said.out) == (1, "")
    assert said.err == "Der er ingen lukkede sessioner i dette arkiv.\n"


def test_under_three_sessions_a_review_is_one_sentence(run: Run, archive: Archive) -> None:
    put(archive, note(1), note(2))

    said = run("review")

    assert (said.code, said.err) == (0, "")
    assert said.out == "Et tilbageblik vises fra 3 sessioner. Indtil nu er der 2.\n"


def test_supervision_is_not_told_in_a_review(run: Run, archive: Archive) -> None:
    supervision = [
        with_tags(number).model_copy(
            update={"board": BoardAtClose.CLEARED, "theme_word": "SKAM", "questions": ()}
        )
        for number in (1, 2, 3)
    ]
    put(archive, *supervision)

    out = run("review").out

    assert "3 af dem var supervision eller læringssamtaler." in out
    assert not any(word in out for word in ("SKAM", "ringe dagen efter", "Tillid"))


@pytest.mark.parametrize("arguments", [("export", "--team", "Nord"), ("review",)], ids=" ".join)
def test_neither_loads_a_screen(archive: Archive, arguments: tuple[str, ...]) -> None:
    put(archive, *(note(number) for number in (1, 2, 3)))

    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "facilitator", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert said.returncode == 0
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in
              said.stderr.splitlines() if "|" in line}  # fmt: skip
    assert "babel" in loaded
    assert not loaded & {"textual", "rich"}


def test_a_file_by_the_name_of_another_programs_format_is_wrong_use(
    run: Run, archive: Archive, tmp_path: Path
) -> None:
    put(archive, note(1))

    said = run("export", "2026-09-01-aa01", "--out", tmp_path / "note.docx")

    assert (said.code, said.out) == (2, "")
    assert "Filer af typen .docx kan ikke skrives her." in said.err
    assert not (tmp_path / "note.docx").exists()


def test_a_file_without_a_name_is_wrong_use(run: Run) -> None:
    for command in (("export", "a"), ("measure", "print")):
        said = run(*command, "--out", "", "--yes")
        assert (said.code, "Nævn en fil efter --out." in said.err) == (2, True)


def test_what_was_written_is_said_with_the_name_as_it_is(run: Run, tmp_path: Path) -> None:
    said = run("measure", "print", "--out", str(tmp_path / "skema\x1b[31m.html"))
    assert (said.code, said.err) == (0, f"Skrevet: {tmp_path}/skema\\x1b[31m.html\n")
