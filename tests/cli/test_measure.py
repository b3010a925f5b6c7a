"""`facilitator measure`: scoring, importing, showing, listing and the form, from the outside."""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cli.main import main
from facilitator.core.measurement.items import ITEMS, SCALES
from facilitator.core.measurement.result import score
from facilitator.export.questionnaire import WIDTH, form_html, form_text
from facilitator.export.result import result_document, result_text
from facilitator.store.archive import Archive
from facilitator.store.measurement.answers import MeasurementKeeper
from facilitator.store.measurement.notes import create as put
from facilitator.store.measurement.notes import measurements_in
from facilitator.store.paths import answers_folder
from facilitator.words import set_language
from tests.core.measurement.measures import (
    A,
    C,
    D,
    a_measurement,
    answered,
    closed,
    random_rows,
    rows,
)
from tests.store.measurement.older import older_note

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.errors import Language
    from facilitator.core.measurement.items import Row, Scale
    from tests.cli.commanded import Run


@pytest.fixture
def run(run: Run) -> Run:
    return lambda *arguments: run("measure", *arguments)


@pytest.fixture
def archive(own_home: Path) -> Archive:
    return Archive(own_home / "sessions")


def file_of(answers: list[Row], folder: Path, name: str = "svar.csv") -> Path:
    file = folder / name
    text = "\n".join(";".join("" if x is None else str(x) for x in row) for row in answers)
    file.write_text(text + "\n", encoding="utf-8")
    return file


BINS_OF_A = [[4, 1, 1], [1, 1, 4], [4, 2, 0], [1, 2, 3], [4, 1, 1], [0, 1, 5], [0, 1, 5]]


@pytest.mark.parametrize("technical", [(), ("--technical",)])
def test_of_the_first_worked_example_nothing_is_given_that_adds_to_its_bins(
    run: Run, tmp_path: Path, technical: tuple[str, ...]
) -> None:
    document = run("score", file_of(A, tmp_path), "--scale", "5", "--json", *technical).document

    assert without_columns(document) == {
        "n_included": 6,
        "scale": 5,
        "agreement_words": "Vi oplever det noget forskelligt",
        "index": 70,
        "items": [{"item": n, "bins": bins} for n, bins in enumerate(BINS_OF_A, 1)],
    }


def test_of_the_second_worked_example_about_55(run: Run, tmp_path: Path) -> None:
    document = run("score", file_of(C, tmp_path), "--scale=7", "--json", "--technical").document

    assert without_columns(document) == {
        "n_included": 5,
        "scale": 7,
        "agreement_words": "Vi oplever det nogenlunde ens",
        "index": 55,
        "items": [{"item": n, "bins": [0, 0, 5]} for n in range(1, 8)],
    }


def test_from_eight_the_distribution_the_spread_and_the_favourable_share_are_given(
    run: Run, tmp_path: Path
) -> None:
    file = file_of(A * 2, tmp_path)

    plain = run("score", file, "--scale", "5", "--json").document
    technical = run("score", file, "--scale", "5", "--json", "--technical").document

    assert without_columns(plain) | {"items": None} == {
        "n_included": 12,
        "scale": 5,
        "agreement_words": "Vi oplever det noget forskelligt",
        "index": 70,
        "spread": 20,
        "favourable_percent": 69,
        "items": None,
    }
    assert plain["items"][0] == {"item": 1, "distribution": [2, 6, 2, 2, 0]}
    assert list(without_columns(technical)) == [
        "n_included", "scale", "agreement_words", "index", "spread", "favourable_percent",
        "alpha", "items",
    ]  # fmt: skip
    assert technical["alpha"] == 1.0
    assert technical["items"][0] == {
        "item": 1,
        "distribution": [2, 6, 2, 2, 0],
        "mean": 3.7,
        "rwg": 0.5,
    }


def without_columns(document: dict[str, Any]) -> dict[str, Any]:
    """Which column was used for which item is tested elsewhere."""
    return {key: value for key, value in document.items() if key != "columns"}


@pytest.mark.parametrize("technical", [(), ("--technical",)])
def test_under_the_limit_there_is_a_number_and_a_reason(
    run: Run, tmp_path: Path, technical: tuple[str, ...]
) -> None:
    said = run("score", file_of(D, tmp_path), "--scale", "5", "--json", *technical)

    assert said.code == 0
    assert said.document == {
        "n_included": 4,
        "reason": "4 har svaret. Resultatet vises fra 5 svar.",
    }


@pytest.mark.parametrize("form", [(), ("--technical",)])
def test_the_text_under_the_limit_is_the_reason_alone(
    run: Run, tmp_path: Path, form: tuple[str, ...]
) -> None:
    said = run("score", file_of(D, tmp_path), "--scale", "5", *form)

    assert said.out == "4 har svaret. Resultatet vises fra 5 svar.\n"


def test_alpha_is_null_under_ten_complete_answers(run: Run, tmp_path: Path) -> None:
    nine = file_of([*A, *A[:3]], tmp_path)

    document = run("score", nine, "--scale", "5", "--json", "--technical").document

    assert document["alpha"] is None


def test_a_hidden_item_has_a_reason_and_no_figure(run: Run, tmp_path: Path) -> None:
    answers = [*rows("2 4 2 - 2 4 5 | 1 5 1 - 1 5 5"), *A[2:]]

    said = run("score", file_of(answers, tmp_path), "--scale", "5", "--json")

    assert said.document["items"][3] == {
        "item": 4,
        "hidden": True,
        "reason": "Færre end 5 har svaret på dette udsagn.",
    }


def test_the_archives_limit_holds_for_a_file_too(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    archive.prepare()
    settings = archive.folder / "archive.toml"
    settings.write_text("schema = 1\nresponses_at_least = 7\n", encoding="utf-8")
    file = file_of(A, tmp_path)

    said = run("score", file, "--scale", "5", "--json")

    assert said.document["reason"] == "6 har svaret. Resultatet vises fra 7 svar."
    settings.write_text("schema = 1\nresponses_at_least = 2\n", encoding="utf-8")
    doubted = run("score", file, "--scale", "5", "--json")
    assert (doubted.code, set(doubted.document)) == (1, {"n_included", "reason"})
    assert str(doubted.document["reason"]).startswith(f"{settings}:2: responses_at_least skal være")


@given(st.integers(0, 4), st.sampled_from(SCALES), st.integers(0, 10**6), st.integers(-5, 9))
def test_no_document_and_no_text_under_the_limit_holds_a_figure(
    n: int, scale: Scale, seed: int, least: int
) -> None:
    found = score(random_rows(n, scale, seed), scale, least=least)

    document = result_document(found, technical=True)
    numbers = {int(part) for part in _numbers(json.dumps(document))}
    assert set(document) == {"n_included", "reason"}
    assert numbers <= {n, max(5, least)}
    assert {int(part) for part in _numbers(result_text(found, "da"))} <= numbers


def _numbers(text: str) -> list[str]:
    return "".join(letter if letter.isdecimal() else " " for letter in text).split()


def test_it_says_which_column_it_used_for_which_item(run: Run, tmp_path: Path) -> None:
    order = [6, 0, 3, 5, 1, 4, 2]
    file = tmp_path / "eksport.csv"
    head = ["Nr", *(ITEMS[at].text.da.replace(",", "") for at in order)]
    rows = [[str(n), *(str(row[at]) for at in order)] for n, row in enumerate(A, 1)]
    file.write_text("\n".join(";".join(line) for line in [head, *rows]), encoding="cp1252")

    scored = run("score", file, "--scale", "5", "--json")

    assert scored.document["index"] == 70
    columns = scored.document["columns"]
    assert [(used["item"], used["column"]) for used in columns] == list(enumerate("CFHDGEB", 1))
    assert columns[6]["heading"].startswith("Når jeg arbejder")
    assert "Udsagn 1 er kolonne C (Hvis du begår" in scored.err
    assert "A (Nr)" in scored.err


def test_a_file_whose_columns_are_in_doubt_is_not_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "eksport.csv"
    head = [item.text.da for item in ITEMS]
    head[3] = "Trivsel"
    file.write_text("\n".join([";".join(head), *(";".join(map(str, row)) for row in A)]))

    for columns, code in ((), 1), (("--columns", "A-G"), 0), (("--columns", "B,A,C-G"), 1):
        scored = run("score", file, "--scale", "5", "--json", *columns)
        assert (scored.code, bool(scored.out)) == (code, not code)
        assert len(scored.err.splitlines()) == 1 or not code


def test_answers_may_come_from_standard_input(
    run: Run, tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file_of(A, tmp_path).open(encoding="utf-8") as standard_input:
        monkeypatch.setattr(sys, "stdin", standard_input)
        assert run("score", "-", "--scale", "5", "--json").document["index"] == 70
    with file_of(A, tmp_path).open(encoding="utf-8") as standard_input:
        monkeypatch.setattr(sys, "stdin", standard_input)
        about = ("--scale", "5", "--team", "Nord", "--expected", "3")
        imported = run("import", "-", *about)
    assert "Det er flere end de 3, der var ventet." in imported.err
    (note,) = archive.folder.glob("Nord/*.toml")
    assert "index = 70" in note.read_text(encoding="utf-8")


def test_more_answers_than_were_expected_are_told_of(run: Run, tmp_path: Path) -> None:
    about = ("import", file_of(A, tmp_path), "--scale", "5", "--team", "Nord", "--expected")

    said = run(*about, "3").err
    assert "Det er flere end de 3, der var ventet." in said
    assert "Se efter, om hver person står i filen to gange" in said


def test_it_is_said_as_whose_answers_the_rows_are_read(run: Run, tmp_path: Path) -> None:
    said = run("score", file_of(A, tmp_path), "--scale", "5").err

    assert "6 rækker er læst, hver som sin persons svar, alle fra én måling." in said


def test_a_wrong_cell_ends_with_one_and_its_place_and_nothing_is_imported(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    file = file_of(A, tmp_path)
    file.write_text(file.read_text().replace("1;5;1;4;1;5;5", "1;5;1;4;1;5;9"))

    for command in (("score",), ("import", "--team", "Nord")):
        said = run(*command, file, "--scale", "5")
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(f"{file}: G2: ")
    assert not archive.folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "x.csv"),
        ("score", "x.csv", "--scale", "6"),
        ("import", "x.csv", "--scale", "5"),
        ("score",),
        ("show",),
        ("nonsense",),
        ("import", "x.csv", "--scale", "5", "--team", "N", "--date", "i går"),
    ],
)
def test_wrong_use_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)

    assert (said.code, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "x.csv", "--scale", "5"),
        ("show", "x"),
        ("import", "x.csv", "--scale", "5", "--team", "Nord"),
    ],
)
def test_what_is_not_there_ends_with_one(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)

    assert (said.code, said.out) == (1, "")
    assert said.err


def test_an_import_is_shown_listed_and_free_of_what_was_not_asked_for(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    text = "Tidsstempel,Navn," + ",".join(f"Q{n}" for n in range(1, 8)) + "\n"
    text += "".join(f"2026-03-03 10:1{i},Anna {i}," + ",".join(map(str, row)) + "\n"
                    for i, row in enumerate(A))  # fmt: skip
    file = tmp_path / "eksport.csv"
    file.write_text(text, encoding="utf-8")

    said = run("import", file, "--scale", "5", "--team", "Team Nordlys", "--label", "APV 2026",
               "--expected", "8")  # fmt: skip

    assert said.code == 0
    assert "Ignoreret og ikke gemt: A (Tidsstempel), B (Navn)." in said.err
    note = next(archive.folder.glob("Team Nordlys/*-measurement-apv-2026.toml"))
    assert "Anna" not in note.read_text(encoding="utf-8")
    assert ":1" not in note.read_text(encoding="utf-8")
    shown = run("show", said.out.strip())
    assert shown.out.startswith("Måling (APV 2026) – Team Nordlys\n")
    assert "Vi oplever det noget forskelligt\nIndeks omkring 70 af 100\n6 svar\n" in shown.out
    listed = run("list")
    assert "lukket" in listed.out
    assert "6 har svaret" in listed.out
    (row,) = json.loads(run("list", "--json").out)
    assert (row["label"], row["answered"], row["status"]) == ("APV 2026", 6, "closed")


def test_the_same_answers_are_not_imported_twice_nor_without_one_of_them(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    answers = random_rows(40, 5)
    about = ("--scale", "5", "--team")
    assert run("import", file_of(answers, tmp_path), *about, "Huset").code == 0

    again = run("import", file_of(answers, tmp_path), *about, "Huset")
    fewer = run("import", file_of(answers[1:], tmp_path), *about, "Dagholdet")
    seven = run("import", file_of(answers[4:], tmp_path), *about, "Nat")

    assert [said.code for said in (again, fewer, seven)] == [1, 1, 1]
    assert "Intet er importeret. " in again.err
    assert "resultatet for Huset" in fewer.err
    assert len(measurements_in(archive).files) == 1
    later = run("import", file_of(answers[1:], tmp_path), *about, "Dag", "--date", "2020-01-01")
    assert later.code == 0


def timed(answers: list[Row], folder: Path, name: str) -> Path:
    """A survey tool's file in which each answer has its time."""
    rows = [",".join(("Afsluttet", *(f"Q{n}" for n in range(1, 8))))]
    rows += [",".join(("19-10-2024 14:02", *map(str, row))) for row in answers]
    file = folder / name
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def test_a_day_that_the_times_of_the_file_contradict_is_refused(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    answers = random_rows(8, 5)
    five, six = timed(answers[:5], tmp_path, "5.csv"), timed(answers[:6], tmp_path, "6.csv")
    about = ("--scale", "5", "--team", "Syd")

    earlier = run("import", six, *about, "--date", "2024-09-01")
    assert run("import", five, *about, "--date", "2024-10-20").code == 0
    later = run("import", six, *about, "--date", "2024-11-20")
    by_itself = run("import", six, *about)

    for said in (earlier, later):
        assert said.code == 1
        assert "kolonne A (Afsluttet)" in said.err
        assert "fra 19. oktober 2024 til 19. oktober 2024" in said.err
    assert (by_itself.code, len(measurements_in(archive).files)) == (1, 1)
    assert "resultatet for Syd" in by_itself.err


def test_without_a_day_it_is_that_of_the_last_answer(run: Run, tmp_path: Path) -> None:
    file = timed(random_rows(6, 7), tmp_path, "svar.csv")

    assert run("import", file, "--scale", "7", "--team", "Øst").code == 0

    (row,) = json.loads(run("list", "--json").out)
    assert row["date"] == "2024-10-19"


def test_an_import_of_too_few_keeps_their_number_alone(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    said = run("import", file_of(D, tmp_path), "--scale", "5", "--team", "Nord")

    assert said.code == 0
    assert "4 har svaret. Resultatet vises fra 5 svar." in said.err
    (file,) = measurements_in(archive).files
    assert file.measurement.figures is None
    assert run("show", said.out.strip()).out.endswith(
        "4 har svaret. Resultatet vises fra 5 svar.\n"
    )


def test_a_day_that_lies_ahead_is_refused(run: Run, tmp_path: Path) -> None:
    file = file_of(A, tmp_path)

    said = run("import", file, "--scale", "5", "--team", "Nord", "--date", "2999-01-01")

    assert (said.code, said.err) == (1, "Dagen ligger ude i fremtiden.\n")


@pytest.mark.parametrize("command", [("list",), ("show", "2026-03-03-m1")])
def test_answers_left_by_a_kill_at_the_close_are_destroyed_by_the_next_command(
    run: Run, archive: Archive, command: tuple[str, ...]
) -> None:
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    for row in A:
        keeper.add(row)
    left = {file: file.read_bytes() for file in answers_folder().iterdir()}
    keeper.close(date(2026, 3, 3))
    for file, data in left.items():
        file.write_bytes(data)

    assert run(*command).code == 0

    assert list(answers_folder().iterdir()) == []


def test_answers_whose_note_is_gone_are_kept_and_named(run: Run, archive: Archive) -> None:
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    keeper.add(A[0])
    keeper.release()
    keeper.path.unlink()

    said = run("list")

    assert "note ikke findes eller ikke kan læses" in said.err
    assert len(list(answers_folder().iterdir())) == 2


def test_an_open_measurement_shows_how_many_have_answered_and_nothing_else(
    run: Run, archive: Archive
) -> None:
    keeper = MeasurementKeeper.begin(archive, a_measurement())
    for row in A:
        keeper.add(row, "en kommentar")

    said = run("show", keeper.measurement.id, "--technical")

    assert said.out.splitlines()[4:] == ["6 har svaret. Intet vises, før målingen er lukket."]
    assert "6 har svaret" in run("list").out
    keeper.release()


def test_comments_are_shown_as_plain_text_from_eight(run: Run, archive: Archive) -> None:
    note = closed(answered(random_rows(8, 5), ["[bold]tak[/]\nfor alt", "Godt"]))
    put(archive, note)

    out = run("show", note.id).out

    assert "\nKommentarer\n" in out
    assert "- [bold]tak[/]\n  for alt\n" in out
    assert "- Godt\n" in out


def test_the_text_has_no_mean_of_an_item_unless_it_is_asked_for(run: Run, archive: Archive) -> None:
    note = closed(answered(A * 2))
    put(archive, note)

    assert "3,7" not in run("show", note.id).out
    assert "3,7" in run("show", note.id, "--technical").out


def test_the_text_of_few_has_no_decimal_and_says_why(run: Run, archive: Archive) -> None:
    note = closed(answered(A))
    put(archive, note)

    out = run("show", note.id, "--technical").out

    assert "5–7 svar: indeks til nærmeste 5, svar i tre grupper." in out
    assert not re.search(r"\d[.,]\d", out)
    assert "vises fra 8 svar" in out


@pytest.mark.parametrize("command", ["list", "show"])
def test_a_note_of_an_older_version_is_written_anew_and_told_of(
    run: Run, archive: Archive, command: str
) -> None:
    path = older_note(archive.folder)
    (archive.folder / "archive.toml").write_text("schema = 1\n", encoding="utf-8")

    said = run(command, *(["2026-03-03-old1"] if command == "show" else []))

    assert said.code == 0
    assert f"{path.name}: enkeltsvar og nøjagtige tal er ikke længere" in said.err
    assert "responses" not in path.read_text(encoding="utf-8")
    assert run("list").err == ""


def test_the_general_show_knows_a_measurement_too(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = closed(answered(A))
    put(archive, note)
    monkeypatch.setattr(sys, "argv", ["facilitator", "show", note.id])

    with pytest.raises(SystemExit):
        main()

    assert "Indeks omkring 70 af 100" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_form_is_one_page_of_plain_text(scale: Scale, language: str) -> None:
    set_language("en" if language == "en" else "da")
    form = form_text(scale)
    lines = form.splitlines()

    assert len(lines) <= 50
    assert max(map(len, lines)) <= WIDTH
    flowing = " ".join(form.split())
    assert all(item.text.in_language(language) in flowing for item in ITEMS)
    assert sum("[ ] –" in line for line in lines) == 7
    assert not any(word in flowing for word in ("trygt her", "safe here"))


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.boxes = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.boxes += ("class", "box") in attrs
        assert not any(name in {"src", "href"} for name, _value in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_form_is_a_whole_page_of_html_with_a_box_for_each_answer(
    scale: Scale, language: str
) -> None:
    set_language("en" if language == "en" else "da")
    page = Page()
    page.feed(form_html(scale))

    assert page.open == []
    assert page.boxes == 7 * (scale + 1)
    assert all(item.text.in_language(language) in page.text for item in ITEMS)


def test_the_form_goes_where_it_is_asked_to(run: Run, tmp_path: Path) -> None:
    assert run("print").out == form_text(5)
    assert run("print", "--html", "--scale", "7").out == form_html(7)
    assert run("print", "--out", tmp_path / "skema.html").out == ""
    assert run("print", "--out", tmp_path / "skema.txt").code == 0
    assert (tmp_path / "skema.html").read_text(encoding="utf-8") == form_html(5)
    assert (tmp_path / "skema.txt").read_text(encoding="utf-8") == form_text(5)
    assert run("print", "--out", tmp_path / "nej" / "skema.txt").code == 1


def test_the_form_never_goes_into_the_archive_nor_over_a_file_unasked(
    run: Run, tmp_path: Path, archive: Archive
) -> None:
    run("import", file_of(A, tmp_path), "--scale", "5", "--team", "Nord")
    (note,) = archive.folder.glob("Nord/*.toml")
    link, other = tmp_path / "genvej", tmp_path / "skema.txt"
    link.symlink_to(archive.folder)
    other.write_text("mit", encoding="utf-8")
    before = note.read_bytes()

    for file in (archive.folder / "skema.txt", link / "skema.html", note):
        assert run("print", "--out", file, "--yes").code == 1
    refused = run("print", "--out", other)

    assert (refused.code, refused.out) == (1, "")
    assert "skema.txt" in refused.err
    assert other.read_text(encoding="utf-8") == "mit"
    assert note.read_bytes() == before
    assert sorted(file.name for file in archive.folder.iterdir()) == ["Nord", "archive.toml"]
    assert run("print", "--out", other, "--yes").code == 0
    assert other.read_text(encoding="utf-8") == form_text(5)


def test_an_archives_limit_is_on_the_form() -> None:
    assert "fra 7 svar" in " ".join(form_text(5, 7).split())
    assert "fra 5 svar" in " ".join(form_text(5, 2).split())


def test_a_label_that_holds_too_much_is_asked_about_and_a_cpr_number_is_masked(
    run: Run, own_home: Path, tmp_path: Path
) -> None:
    words = ("import", file_of(A, tmp_path), "--scale", "5", "--team", "Hos 010136-4007")
    asked = run(*words, "--label", "ring 20 12 34 56")
    assert asked.code == 1
    assert "et telefonnummer" in asked.err
    assert "20 12" not in asked.err
    assert not list(own_home.rglob("*.toml"))

    assert run(*words, "--label", "ring 20 12 34 56", "--yes").code == 0
    (note,) = own_home.rglob("sessions/*/*.toml")
    assert "Hos ••••••-••••" in note.read_text("utf-8")
    assert "4007" not in f"{note}{note.read_bytes()!r}"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_scale_that_is_missing_is_asked_for_on_one_line(
    run: Run, tmp_path: Path, lang: Language
) -> None:
    set_language(lang)
    said = run("score", file_of(A, tmp_path))

    assert said.code == 2
    *_usage, last = said.err.splitlines()
    assert last.endswith("5, 7.")
    assert "\t" not in said.err


def broken_measurement(archive: Archive) -> Path:
    path = put(archive, closed(answered(random_rows(8, 5), team="Syd")))
    path.write_text(path.read_text("utf-8").replace("team =", "team"), "utf-8")
    return path


@pytest.mark.parametrize("is_folder", [False, True])
def test_where_another_result_may_be_and_cannot_be_read_none_is_made_and_which_is_said(
    run: Run, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_folder: bool
) -> None:
    path = broken_measurement(archive)
    if is_folder:
        path = path.parent
        for name in ("open", "scandir"):
            real = getattr(os, name)

            def refuses(file: Any, *more: Any, really: Any = real) -> Any:
                if str(file) == str(path):
                    raise PermissionError(13, "Permission denied")
                return really(file, *more)

            monkeypatch.setattr(os, name, refuses)
    said = run("import", file_of(A, tmp_path), "--scale", "5", "--team", "Nord")

    assert (said.code, said.out) == (1, "")
    assert str(path) in said.err


def test_an_archive_without_measurements_says_so(run: Run) -> None:
    for arguments in ((), ("list",)):
        said = run(*arguments)
        assert (said.code, said.out) == (1, "")
        assert said.err == "Der er ingen målinger i dette arkiv.\n"
