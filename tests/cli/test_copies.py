"""Copies, versions, teams that are near, and odd names, from the outside."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facilitator.core.note import Commitment
from facilitator.store.archive import Archive
from tests.store.samples import a_note, put

if TYPE_CHECKING:
    from tests.cli.commanded import Run

STEM, ID = "Team Nordlys/2026-11-21-check-out", "2026-11-21-k3f9"
MADE = (Commitment(id="c1", what="Ringe først"),)


@pytest.fixture
def archive(own_home: Path) -> Archive:
    archive = Archive(own_home / "sessions")
    archive.prepare()
    put(archive, f"{STEM}.toml", a_note(["ord"], commitments=MADE))
    return archive


@pytest.mark.parametrize("word", ["ord", "andet"])
def test_every_command_knows_one_note(run: Run, archive: Archive, word: str) -> None:
    put(archive, f"{STEM}-DESKTOP-7H2K1.toml", a_note([word], commitments=MADE))

    assert [row["id"] for row in run("notes", "--json").rows] == [ID]
    assert "DESKTOP-7H2K1.toml: Det er en" in run("notes").err
    for command in (("show", ID), ("export", ID)):
        said = run(*command)
        assert (said.code, "ord" in said.out) == (0, True)
    assert len(run("search", "ringe", "--json").rows) == 1
    assert len(run("commitments", "--json").rows) == 1
    assert run("commitments", "set", ID, "c1", "--status", "done").code == 0
    assert len(run("commitments", "--open", "--json").rows) == 0
    assert "DESKTOP-7H2K1.toml" in run("show", ID).err
    assert run("delete", ID, "--yes").code == 0
    assert not list(archive.folder.rglob("*check-out*"))


def test_versions_are_seen_and_one_is_chosen(run: Run, archive: Archive) -> None:
    put(archive, f"{STEM} (1).toml", a_note(["andet"], commitments=MADE))

    said = run("versions", ID)
    assert said.code == 0
    assert said.out.splitlines()[2:] == ["   Kun i 2: - andet", "   Kun i 1: - ord"]
    assert f"facilitator versions {ID} --keep VERSION" in said.err

    assert run("versions", ID, "--keep", "3", "--yes").code == 2
    assert run("versions", ID, "--keep", "2").code == 1  # nobody is there to ask
    assert len(list(archive.folder.rglob("*check-out*"))) == 2
    assert run("versions", ID, "--keep", "2", "--yes").code == 0
    assert "andet" in run("show", ID).out
    assert run("notes").err == ""
    assert len(list(archive.folder.rglob("*check-out*"))) == 1


def test_versions_whose_words_are_the_same_are_said_to_differ_all_the_same(
    run: Run, archive: Archive
) -> None:
    same = a_note(["ord"], commitments=MADE).model_copy(update={"guide": "check-out-2"})
    put(archive, f"{STEM} (1).toml", same)

    assert run("versions", ID).out.splitlines()[2:] == [
        "   Ordene er de samme; noget andet i filen er forskelligt."
    ]


def test_a_note_is_found_by_its_file_as_a_shell_completes_it(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = next(archive.folder.rglob("*check-out*.toml"))
    monkeypatch.chdir(archive.folder.parent)

    for name in (file, file.relative_to(archive.folder), file.relative_to(Path.cwd())):
        assert run("show", str(name)).code == 0
        assert run("versions", str(name)).code == 0
    assert run("show", str(file) + "x").code == 1


def test_teams_that_may_be_one_are_named_and_joined_only_when_asked(
    run: Run, archive: Archive
) -> None:
    put(archive, "a.toml", a_note(note_id="a", team="Teamnordlys"))

    assert "facilitator teams join" in run("notes").err
    said = run("teams")
    assert said.out == "Team Nordlys  1 note\nTeamnordlys  1 note\n"
    assert "facilitator teams join 'Team Nordlys' Teamnordlys" in said.err
    assert run("teams", "join", "teamnordlys", "team nordlys").code == 1
    assert len(run("teams", "--json").rows) == 2

    assert run("teams", "join", "teamnordlys", "team nordlys", "--yes").code == 0
    assert run("teams", "--json").rows == [{"team": "Team Nordlys", "notes": 2}]
    assert run("notes").err == ""
    assert run("teams", "join", "Nord", "Team Nordlys", "--yes").code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="such names are Linux's")
def test_a_name_that_is_not_utf_8_is_named_and_passed_over(run: Run, archive: Archive) -> None:
    text = (archive.folder / f"{STEM}.toml").read_bytes()
    folder = os.fsencode(archive.folder)
    Path(os.fsdecode(folder + b"/m\xf8de.toml")).write_bytes(text)
    odd = os.fsdecode(folder + b"/gr\xf8n")
    Path(odd).mkdir()
    Path(odd, "note.toml").write_bytes(text)
    Path(archive.folder, "a\x1b[31mb.toml").write_bytes(b"x = \n")

    for command in (
        ("notes",), ("search", "ord"), ("show", ID), ("commitments",), ("review",), ("measure",),
        ("export", ID), ("retention",), ("where",), ("teams",), ("versions", ID),
    ):  # fmt: skip
        said = run(*command)
        assert "programmet" not in said.err
        assert "\x1b" not in said.out + said.err
        (said.out + said.err).encode()
    said = run("notes")
    assert len(said.out.splitlines()) == 1
    assert "m\\xf8de.toml: Dens navn er ikke tekst i UTF-8" in said.err
    assert "gr\\xf8n: Dens navn er ikke tekst i UTF-8" in said.err
    assert "a\\x1b[31mb.toml:1: " in said.err
    assert "m\\xf8de.toml" in run("search", "ord").err


def test_retention_that_could_not_look_at_everything_is_no_success(
    run: Run, archive: Archive
) -> None:
    put(archive, "old.toml", a_note(["gammelt"], note_id="old", day=date(2020, 1, 1)))
    broken = put(archive, "half.toml", b'schema = 1\nid = "2020-01-01-xx"\n')

    said = run("retention", "--apply")

    assert (said.code, "Slettet for altid." in said.err) == (1, False)
    assert "half.toml" in said.err
    assert "slettet fra 1 note." in said.err
    broken.unlink()
    assert run("retention", "--apply").code == 0


@pytest.mark.parametrize("folder", [".git", "Team Nordlys/.stversions", ".Trash-1000"])
def test_what_other_programs_keep_of_what_was_deleted_is_told(
    run: Run, archive: Archive, folder: str
) -> None:
    (archive.folder / folder).mkdir()
    kept = a_note(["gammelt"], note_id="2020-01-01-abcd", day=date(2020, 1, 1))
    old = put(archive, "Team Nordlys/gammel.toml", kept)

    for command in (("retention", "--apply"), ("delete", ID, "--yes")):
        said = run(*command)
        assert said.code == 0
        assert "Slettet for altid" not in said.err
        *_others, where, outcome = said.err.splitlines()
        why = "Her gemmes tidligere versioner, også af det, der er slettet."
        assert where == f"{archive.folder / folder}: {why}"
        assert outcome == "Slettet, bortset fra det, som disse filer måske rummer af den."
    assert "gammelt" not in old.read_text("utf-8")


def test_retention_of_an_archive_that_is_not_there_is_no_success(run: Run, own_home: Path) -> None:
    assert run("--sessions", own_home / "absent", "retention", "--apply").code == 1


def test_a_broken_note_is_said_to_be_broken(run: Run, archive: Archive) -> None:
    file = put(archive, "a.toml", b'schema = 1\nid = "2026-01-01-abcd"\nteam = \n')

    for command in (("show",), ("export",), ("delete", "--yes"), ("versions",)):
        said = run(*command, "2026-01-01-abcd")
        assert (said.code, said.out) == (1, "")
        assert f"{file}:3: " in said.err


def test_whatever_uses_a_note_says_that_there_are_two_versions(run: Run, archive: Archive) -> None:
    put(archive, f"{STEM} (1).toml", a_note(["andet"], commitments=MADE))

    for command in (
        ("search", "ord"),
        ("export", ID),
        ("export", "--team", "Team Nordlys"),
        ("commitments", "set", ID, "c1", "--status", "done"),
    ):
        assert f"(1).toml: Det er en anden version af {STEM}.toml" in run(*command).err, command
    deleted = run("delete", ID, "--yes")
    assert "(1).toml: Det er en anden version" in deleted.err
    assert "Slettet for altid, også kopierne: 2 filer." in deleted.err
    assert not list(archive.folder.rglob("*check-out*"))


def test_the_guard_reads_standard_input(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert archive.folder.exists()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"i dag\nCPR 010136-4007\n")))
    found = run("guard", "-")
    assert (found.code, found.out.startswith("-:2: ")) == (1, True)
    assert "4007" not in found.out


def test_teams_and_commitments_say_what_they_could_not_read(run: Run, archive: Archive) -> None:
    broken = put(archive, "Nord/gået i stykker.toml", b'schema = 1\nid = "x"\nteam =\n')
    (archive.folder / "archive.toml").write_text("responses_at_least = 2\n", "utf-8")

    for command in ("teams", "commitments", "notes"):
        said = run(command)
        assert said.code == 0
        assert f"{broken}:3: " in said.err, command
        assert "archive.toml:1: responses_at_least skal være mindst 5." in said.err, command


def test_the_versions_of_a_note_name_its_file_that_cannot_be_read(
    run: Run, archive: Archive
) -> None:
    put(archive, f"{STEM} (1).toml", a_note(["andet"], commitments=MADE))
    broken = put(archive, f"{STEM} (2).toml", f'schema = 1\nid = "{ID}"\nteam =\n'.encode())

    said = run("versions", ID)
    assert (said.code, str(broken) in said.out) == (0, False)
    assert f"{broken}:3: " in said.err

    assert run("versions", ID, "--keep", "3", "--yes").code == 2
    assert run("versions", ID, "--keep", "0").code == 2
    assert run("versions", "2026-01-01").code == 1
    assert run("versions").code == 2
    assert run("versions", ID, "--keep", "2").code == 1  # nobody to ask
    assert run("versions", ID, "--keep", "2", "--yes").code == 0
    assert "andet" in run("show", ID).out
    assert broken.exists()


def test_what_is_not_found_may_be_in_what_cannot_be_read_and_that_is_said(
    run: Run, archive: Archive
) -> None:
    put(archive, "Nord/gået i stykker.toml", b"schema =\n")

    for command in (
        ("show", "n9"), ("delete", "n9", "--yes"), ("export", "n9"), ("versions", "n9"),
        ("export", "--team", "Syd"), ("review", "--team", "Syd"), ("teams", "join", "a", "b"),
        ("commitments", "set", "n9", "c1", "--status", "done"),
    ):  # fmt: skip
        said = run(*command)
        assert (said.code, said.out) == (1, ""), command
        assert said.err.endswith("facilitator notes\n")
        assert "Men ikke alt kunne læses." in said.err
    assert "stykker.toml:1: " in run("export", "--team", "Team Nordlys").err
    assert "stykker.toml:1: " in run("review").err


def test_an_archive_within_an_archive_is_named_and_left_alone(run: Run, archive: Archive) -> None:
    put(archive, "Andet arkiv/archive.toml", b"schema = 1\n")
    put(archive, "Andet arkiv/Syd/x.toml", a_note(["gammelt"], note_id="x", day=date(2020, 1, 1)))

    said = run("notes", "--json")
    assert [row["id"] for row in said.rows] == [ID]
    assert said.err.endswith("Andet arkiv: Denne mappe er sit eget arkiv og springes over. "
                             "Flyt den ud af dette.\n")  # fmt: skip
    assert run("retention", "--apply").code == 1
    assert (archive.folder / "Andet arkiv/Syd/x.toml").exists()


def test_an_archive_that_is_named_wrongly_is_said(run: Run, own_home: Path) -> None:
    assert run("--sessions", "", "notes").code == 2
    said = run("--sessions", own_home / "ikke her", "notes")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"Mappen {own_home / 'ikke her'} findes ikke.\n")


def test_names_on_standard_input_that_are_no_text_are_refused_by_where_they_came_from(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\0Anna")))
    said = run("run", "check-out", "--participants", "-", "--linear", "--start")

    assert said.code == 1
    assert "Det, der kom på standard input, er ikke tekst i UTF-8." in said.err
