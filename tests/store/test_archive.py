"""An archive is a folder that people can look into, with names that hold on every system."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.core.retention import Retention
from facilitator.core.team import team_key
from facilitator.store.archive import Archive, safe_name
from facilitator.store.settings import ArchiveSettings, Doubt
from facilitator.words import refusal_words, set_language
from tests.store.samples import a_note, put

ODD = [
    *(
        "../x",
        "..",
        ".",
        "",
        "-rf",
        "~",
        "*?",
        "x\0y",
        "C:\\x",
        "Nord/Syd",
        "Nord\\Syd",
        "a\u202eb",
    ),
    *("CON", "con.txt", "Aux .x", "COM¹", "NUL:", "$RECYCLE.BIN", "guides", "Archive.TOML"),
    *(".skjult", "slut.", "slut ", "🌟", "👩‍👩‍👧" * 50, "a" * 300, "å" * 300, "x" * 100 + "."),
    *("Team Nordlys", "Ærø & Omegn (nat)"),
]

DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}

team_names = st.text() | st.sampled_from(ODD) | st.text("aA./\\ -_CONæÅ¹1", max_size=8)


@pytest.mark.parametrize("team", ["Team Nordlys", "Ærø & Omegn (nat)", "team 7", "Hjem-Vest_2"])
def test_an_ordinary_name_is_its_own_folder(team: str) -> None:
    assert safe_name(team) == team


@pytest.mark.parametrize(
    ("team", "begins"),
    [("Nord/Syd", "Nord-Syd-"), ("../x", "x-"), ("CON", "_CON-"), ("🌟 Stjerner", "Stjerner-")],
)
def test_a_name_that_cannot_be_a_folder_stays_readable(team: str, begins: str) -> None:
    assert re.fullmatch(re.escape(begins) + r"[a-z0-9]{6}", safe_name(team))


def test_a_long_name_is_cut_short_without_a_loose_end() -> None:
    assert re.fullmatch(r"a{92}-[a-z0-9]{6}", safe_name("a" * 92 + " - b" * 20))


@given(team_names)
@example("CON.")
@example("å" * 50 + "a")
def test_a_folder_name_is_safe_on_every_system(team: str) -> None:
    name = safe_name(team)

    assert 0 < len(name.encode()) <= 100
    assert not set(name) & set('<>:"/\\|?*~$')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert name == name.strip(" ") == name.rstrip(".").lstrip(".-")
    assert PureWindowsPath(name).name == name
    assert name.partition(".")[0].rstrip().casefold() not in DEVICES
    assert name.casefold() not in {"guides", "archive.toml"}
    assert name == unicodedata.normalize("NFC", name)
    assert (Path("/arkiv") / name).resolve().parent == Path("/arkiv")


@given(st.lists(team_names, max_size=30))
@example(ODD)
@example(["Nord/Syd", "Nord-Syd", "Nord:Syd", "Nord\\Syd", "Nord--Syd"])
@example(["a" * 100, "a" * 101, "a" * 102])
def test_two_teams_never_meet_in_one_folder(teams: list[str]) -> None:
    different = {team_key(team) for team in teams}

    assert len({safe_name(team).casefold() for team in different}) == len(different)


@given(team_names)
def test_a_name_has_the_same_folder_however_its_letters_are_composed(team: str) -> None:
    assert safe_name(unicodedata.normalize("NFD", team)) == safe_name(team)


def test_a_team_written_in_another_letter_case_is_the_same_team(tmp_path: Path) -> None:
    (tmp_path / "Team Nordlys").mkdir()
    (tmp_path / "NORD-SYD-3QU3PJ").mkdir()
    archive = Archive(tmp_path)

    assert archive.team_folder("team nordlys").name == "Team Nordlys"
    assert archive.team_folder("TEAM NORDLYS").name == "Team Nordlys"
    assert archive.team_folder("Team Nord").name == "Team Nord"


def test_a_new_archive_says_what_each_of_its_settings_means(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a" / "arkiv")

    archive.prepare()

    text = (archive.folder / "archive.toml").read_text("utf-8")
    assert '# Arkivets navn, som det vises.\nname = ""\n' in text
    written = tomllib.loads(text)
    fields = {field.alias or name for name, field in ArchiveSettings.model_fields.items()}
    assert set(written) == fields
    assert (archive.retention, archive.responses_at_least) == (Retention(), 5)
    assert (archive.remember_order, archive.citizen, archive.problems) == (False, "borger", ())
    commented = [line for line in text.splitlines() if "#" in line]
    tables = (written["retention_months"], written["left_open_days"])
    assert len(commented) == len(fields) + sum(map(len, tables))


def test_a_new_archive_speaks_the_language_in_use(tmp_path: Path) -> None:
    set_language("en")
    archive = Archive(tmp_path)

    archive.prepare()

    assert "# The name of the archive" in (tmp_path / "archive.toml").read_text("utf-8")


def test_an_archive_toml_that_is_there_is_never_rewritten(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text("broken [", "utf-8")

    Archive(tmp_path).prepare()

    assert (tmp_path / "archive.toml").read_text("utf-8") == "broken ["


def test_a_broken_archive_toml_is_named_by_line_and_what_is_right_in_it_counts(
    tmp_path: Path,
) -> None:
    (tmp_path / "archive.toml").write_text(
        'schema = 1\nname = "Bosted Nord"\ncitizen = "kunde"\nresponses_at_least = 3\ntheirs = 1\n'
        "[retention_months]\nkeywords = 0\ncommitments = 3\n",
        "utf-8",
    )
    archive = Archive(tmp_path)

    assert [(problem.line, refusal_words(problem)) for problem in archive.problems] == [
        (3, "citizen skal være en af disse: 'borger', 'beboer', 'barn', 'bruger', 'patient'."),
        (4, "responses_at_least skal være mindst 5."),
        (7, "retention_months.keywords skal være mindst 1."),
    ]
    assert (archive.name, archive.citizen) == ("Bosted Nord", "borger")


@pytest.mark.parametrize("text", ["name = ", "schema = 2", "\x00", ""])
def test_an_archive_with_a_file_of_nonsense_has_no_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "archive.toml").write_text(text, "utf-8")
    archive = Archive(tmp_path)

    assert (archive.name, archive.citizen, len(archive.problems)) == ("", "borger", 1)


def test_a_folder_that_is_not_there_is_an_archive_with_the_defaults(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "absent")

    assert (archive.retention, archive.responses_at_least) == (Retention(), 5)
    assert (archive.remember_order, archive.problems) == (False, ())
    assert archive.team_folder("Nord") == tmp_path / "absent" / "Nord"


@pytest.mark.parametrize("wrong", ["true", "12.0", '"12"'])
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("retention_months.keywords = {}", "retention"),
        ("retention_months.aggregates = {}", "retention"),
        ("left_open_days.answers_destroyed = {}", "left_open_days"),
        ("responses_at_least = {}", "responses_at_least"),
    ],
)
def test_what_is_no_whole_number_sets_no_limit(
    tmp_path: Path, line: str, name: str, wrong: str
) -> None:
    (tmp_path / "archive.toml").write_text(f"schema = 1\n{line.format(wrong)}\n", encoding="utf-8")
    with pytest.raises(Doubt):
        getattr(Archive(tmp_path), name)


@pytest.mark.parametrize(
    "copy",
    ["archive (1).toml", "archive-DESKTOP-7H2K1.toml", "Archive.toml", "~archive.toml",
     "Kopi af archive.toml", "Copy of archive.toml", "gammel archive.toml", "archive2.toml",
     "archive.toml (conflicted copy)", "archive.toml.mine", "archive.toml.txt"],
)  # fmt: skip
@pytest.mark.parametrize("own", [None, "schema = 1\n"])
def test_settings_under_another_name_are_doubt(tmp_path: Path, copy: str, own: str | None) -> None:
    text = "schema = 1\nresponses_at_least = 12\n"
    (tmp_path / copy).write_text(text, encoding="utf-8")
    archive = Archive(tmp_path)
    if own:
        (tmp_path / "archive.toml").write_text(own, encoding="utf-8")
    archive.prepare()
    assert (tmp_path / "archive.toml").exists() is bool(own)  # no defaults are put beside it
    for name in ("retention", "responses_at_least", "left_open_days", "remember_order"):
        with pytest.raises(Doubt, match=re.escape(copy)):
            getattr(archive, name)
    (tmp_path / "archive.toml").write_text(text, encoding="utf-8")
    assert archive.responses_at_least == 12  # the same twice is no doubt


@pytest.mark.parametrize("pipe", ["archive.toml", "archive (1).toml"])
def test_settings_that_are_a_pipe_are_doubt_and_never_waited_for(tmp_path: Path, pipe: str) -> None:
    for name in ("archive.toml", "archive (1).toml"):
        (tmp_path / name).write_text("schema = 1\n", encoding="utf-8")
    (tmp_path / pipe).unlink()
    os.mkfifo(tmp_path / pipe)
    with pytest.raises(Doubt):
        _ = Archive(tmp_path).responses_at_least


@pytest.mark.parametrize(
    "copy",
    ["archive.toml.bak", "archive.toml~", ".archive.toml.swp", "archive.old", "#archive.toml#"],
)
def test_what_an_editor_kept_of_the_settings_is_doubt_where_nothing_else_is_left_of_them(
    tmp_path: Path, copy: str
) -> None:
    (tmp_path / copy).write_text("schema = 1\nresponses_at_least = 12\n", encoding="utf-8")
    archive = Archive(tmp_path)
    with pytest.raises(Doubt, match=re.escape(copy)):
        _ = archive.responses_at_least
    (tmp_path / "archive.toml").write_text("schema = 1\n", encoding="utf-8")
    assert archive.responses_at_least == 5


def test_where_notes_are_without_settings_nothing_is_deleted_by_settings_of_ours(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    assert archive.retention.keywords == 12  # an archive that is not in use yet
    put(archive, "Nord/a.toml", a_note())

    archive.prepare()

    assert not (tmp_path / "archive.toml").exists()
    for name in ("retention", "left_open_days"):
        with pytest.raises(Doubt, match="not there, though notes are"):
            getattr(archive, name)
    assert (archive.responses_at_least, len(archive.problems)) == (5, 1)
    (tmp_path / "archive.toml").write_text("schema = 1\n", encoding="utf-8")
    assert (archive.retention.keywords, archive.problems) == (12, ())


@pytest.mark.parametrize(
    "name",
    ["archived-2026.toml", "2026-03-03-archive.toml", ".archive.toml.0123456789ab.tmp",
     "._archive.toml", "archive.txt"],
)  # fmt: skip
def test_a_file_whose_name_is_like_that_of_the_settings_is_no_doubt(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("schema = 1\n", encoding="utf-8")
    assert Archive(tmp_path).responses_at_least == 5
