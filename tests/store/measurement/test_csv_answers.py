"""Answers out of whatever a survey tool writes, or none of them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.measurement.items import ITEMS, LABELS, SCALES
from facilitator.core.measurement.result import Result, score
from facilitator.core.measurement.survey.sheet import column_name
from facilitator.store.measurement.csv import CsvError, read_answers
from facilitator.words import refusal_words, set_language
from tests.core.measurement.measures import A, random_rows, rows

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.core.measurement.items import Row, Scale
    from facilitator.core.measurement.survey import Survey

A_TEXT = "\n".join(";".join(map(str, row)) for row in A) + "\n"
WORDING = [item.text.da for item in ITEMS]
OTHER_SCALE = (
    "belongs to another scale than one of 5 points. "
    "Say with --scale how many points the survey has."
)
NO_ANSWER = (
    "is no answer on a scale of 5 points. Write a number from 1 to 5, or words from "
    '"Strongly disagree" to "Strongly agree"; leave the cell empty where there is no answer.'
)


@pytest.fixture(autouse=True)
def in_english() -> None:
    set_language("en")


def read(
    tmp_path: Path,
    text: str | bytes,
    scale: Scale = 5,
    columns: str = "",
    *,
    encoding: str = "utf-8",
) -> Survey:
    file = tmp_path / "svar.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_answers(file, scale, columns)


def refused(tmp_path: Path, text: str | bytes, scale: Scale = 5, columns: str = "") -> list[str]:
    with pytest.raises(CsvError) as error:
        read(tmp_path, text, scale, columns)
    return [refusal_words(problem) for problem in error.value.problems]


def written(table: list[list[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table)
    return out.getvalue()


def as_text(row: Row) -> list[str]:
    return ["" if answer is None else str(answer) for answer in row]


def test_the_worked_example_gives_its_figures(tmp_path: Path) -> None:
    found = score(read(tmp_path, A_TEXT).rows, 5)

    assert isinstance(found, Result)
    assert (found.n, found.figures.index) == (6, 70)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_end_are_found(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    table = [["Måned", *WORDING, "Bemærkning"], *(["maj", *as_text(row), "Gå, løb"] for row in A)]
    text = written(table, separator).replace("\r\n", end)

    found = read(tmp_path, text, encoding=encoding)

    assert found.rows == tuple(A)
    assert [(column.name, column.heading) for column in found.ignored] == [
        ("A", "Måned"),
        ("I", "Bemærkning"),
    ]


def test_a_separator_that_a_spreadsheet_tells_is_believed(tmp_path: Path) -> None:
    text = "sep=;\r\n" + A_TEXT.replace("1;5;1;4;1;5;5", "1;5;1;x;1;5;5")

    assert refused(tmp_path, text) == [f'D2: "x" {NO_ANSWER}']
    assert read(tmp_path, '"sep=,"\n' + A_TEXT.replace(";", ",")).rows == tuple(A)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_labels_are_understood_in_both_languages_however_they_are_written(
    tmp_path: Path, scale: Scale, language: str
) -> None:
    texts = [label.in_language(language) for label in LABELS[scale]]
    table = [
        [texts[0], texts[1].upper(), f"  {texts[2]} ", texts[3], texts[-1], texts[-2], texts[2]],
        [f"1 - {texts[0]}", f"{texts[1]} (2)", f"3: {texts[2]}", "4", "1", "2.0", "3,0"],
    ]

    found = read(tmp_path, written(table, ";"), scale)

    assert found.rows == ((1, 2, 3, 4, scale, scale - 1, 3), (1, 2, 3, 4, 1, 2, 3))


def test_a_missing_answer_may_be_written_in_many_ways(tmp_path: Path) -> None:
    text = "2;;-;Ønsker ikke at svare;PREFER NOT TO ANSWER;–;ønsker ikke  at svare.\n"

    assert read(tmp_path, text + A_TEXT).rows[0] == (2, None, None, None, None, None, None)


def test_a_wrong_cell_is_named_as_in_a_spreadsheet_and_nothing_is_taken(tmp_path: Path) -> None:
    table = [["Tid", *(f"Q{n}" for n in range(1, 8))]]
    table += [["10:15", *as_text(row)] for row in A]
    table[3][4] = "6"
    table[5][7] = "Lidt enig"

    assert refused(tmp_path, written(table, ",")) == [
        f'H6: "Lidt enig" {OTHER_SCALE}',
        f'E4: "6" {NO_ANSWER}',
    ]


@pytest.mark.parametrize("cell", ["0", "6", "-1", "2,5", "ja", "1 - Enig", "Enig (5)", "٣", "1e0"])
def test_what_is_no_answer_is_refused(tmp_path: Path, cell: str) -> None:
    text = A_TEXT.replace("3;3;2;3;3;4;4", f'"{cell}";3;2;3;3;4;4')

    (sentence,) = refused(tmp_path, text)

    assert sentence.startswith(f'A3: "{cell}"')


def test_a_cell_shown_is_short_plain_and_without_a_cpr_number(tmp_path: Path) -> None:
    bad = "\x1b[31m" + "a" * 60
    (sentence,) = refused(tmp_path, A_TEXT + f"{bad};3;3;3;3;3;3\n010136-4007;3;3;3;3;3;3\n")

    assert sentence.startswith(f'A7: "{"a" * 39}…", A8: "••••••-••••": ')


def test_only_so_many_wrong_cells_are_named_and_the_cause_once(tmp_path: Path) -> None:
    lines = "".join(";".join(f"x{n}{at}y" for at in range(7)) + "\n" for n in range(2))

    (sentence,) = refused(tmp_path, A_TEXT + lines)

    assert sentence.count("x") == 10
    assert "+ 4" in sentence


def test_headings_with_the_wording_tell_the_order(tmp_path: Path) -> None:
    order = [6, 0, 3, 5, 1, 4, 2]
    table = [["#", *(f"I hvilken grad? [{WORDING[at]}]" for at in order)]]
    table += [[str(n), *(str(row[at]) for at in order)] for n, row in enumerate(A, 1)]

    found = read(tmp_path, written(table, ","))

    assert found.rows == tuple(A)
    assert [column.name for column in found.used] == ["C", "F", "H", "D", "G", "E", "B"]


def test_english_wording_is_found_too(tmp_path: Path) -> None:
    table = [[f"{i.number}. {i.text.en}" for i in reversed(ITEMS)], ["1", *"234543"]]

    assert read(tmp_path, written(table, ",")).rows == ((3, 4, 5, 4, 3, 2, 1),)


@pytest.mark.parametrize("name", ["Q{n}", "q_0{n}", "Udsagn {n}", "TRYG[{n}]", "{n}", "Spm. {n}."])
def test_headings_with_numbers_tell_the_order(tmp_path: Path, name: str) -> None:
    table = [["lastpage", *(name.format(n=n) for n in range(1, 8)), "alder"]]
    table += [["1", *as_text(row), "5"] for row in A]

    assert read(tmp_path, written(table, ";")).rows == tuple(A)


def test_headings_with_more_numbers_than_seven_tell_nothing(tmp_path: Path) -> None:
    table = [[f"Q{n}" for n in range(1, 10)], *(["1", *as_text(row), "1"] for row in A)]

    (sentence,) = refused(tmp_path, written(table, ";"))

    assert "--columns" in sentence


def test_seven_bare_numbers_in_order_are_headings_and_otherwise_an_answer(tmp_path: Path) -> None:
    assert read(tmp_path, "1;2;3;4;5;6;7\n" + A_TEXT, 7).rows == tuple(A)
    assert read(tmp_path, "2;1;3;4;5;6;7\n" + A_TEXT, 7).rows[0] == (2, 1, 3, 4, 5, 6, 7)


def test_without_headings_the_only_seven_columns_of_answers_are_taken(tmp_path: Path) -> None:
    table = [[f"2026-03-0{n}", "Anna", *as_text(row), "Godt"] for n, row in enumerate(A, 1)]

    found = read(tmp_path, written(table, ","))

    assert found.rows == tuple(A)
    assert [column.name for column in found.ignored] == ["A", "B", "J"]
    assert {column.heading for column in found.ignored} == {""}


def test_a_column_that_could_be_answers_too_is_not_guessed_at(tmp_path: Path) -> None:
    table = [[str(n), *as_text(row)] for n, row in enumerate(A, 1)]

    (sentence,) = refused(tmp_path, written(table, ","))

    assert "--columns" in sentence
    assert read(tmp_path, written(table, ","), 5, "B-H").rows == tuple(A)


@pytest.mark.parametrize(
    "columns", ["B-H", "b:h", "2-8", "B,C,D,E,F,G,H", "2;3;4;5;6;7;8", "B-D, 5-8", "p-v", "p,C-H"]
)
def test_columns_can_be_named(tmp_path: Path, columns: str) -> None:
    table = [["id", "p", "q", "r", "s", "t", "u", "v"], *(["1", *as_text(row)] for row in A)]

    assert read(tmp_path, written(table, ","), 5, columns).rows == tuple(A)


def test_named_columns_are_for_items_1_to_7_in_that_order(tmp_path: Path) -> None:
    backwards = read(tmp_path, A_TEXT, 5, "G,F,E,D,C,B,A")

    assert backwards.rows == tuple(tuple(reversed(row)) for row in A)


@pytest.mark.parametrize("columns", ["B-D", "A,A,B,C,D,E,F", "A-H", "0-6", "?", "H-B", "A-G,", "-"])
def test_columns_that_are_not_seven_are_refused(tmp_path: Path, columns: str) -> None:
    assert len(refused(tmp_path, A_TEXT, 5, columns)) == 1


def test_rows_with_nothing_in_them_are_nobodys_answer(tmp_path: Path) -> None:
    table = [["Tid", *WORDING], *(["10:15", *as_text(row)] for row in A)]
    table[3:3] = [[""] * 8, [], ["10:16"] + [""] * 7]

    assert read(tmp_path, written(table, ",")).rows == tuple(A)
    assert refused(tmp_path, written(table, ",").replace("4,2,3,2,4,3,3", "4,2,3,2,4,3,x")) == [
        f'H9: "x" {NO_ANSWER}'
    ]


def test_a_short_row_ends_in_missing_answers(tmp_path: Path) -> None:
    assert read(tmp_path, A_TEXT + "1;2;3;4\n").rows[-1] == (1, 2, 3, 4, None, None, None)


def test_a_row_that_runs_over_its_headings_is_named(tmp_path: Path) -> None:
    """An unquoted comma has moved its answers along."""
    text = written([["Tid", *WORDING], *(["maj", *as_text(row)] for row in A)], ",")
    text = text.replace("maj,2,4,3,3", "maj, tirsdag,,4,3,3", 1)

    assert any(sentence.startswith("I5:") for sentence in refused(tmp_path, text))


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(tmp_path: Path) -> None:
    text = written([["Tid", *WORDING], *(["maj", *as_text(row)] for row in A)], ";")

    (sentence,) = refused(tmp_path, text.replace("maj;3", '"maj;3', 1))

    assert "quotation mark" in sentence


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b";;;;;;\n", b"PK\x03\x04rest", b"\0\1\2\3", b"\xff\xfeA", WORDING[0].encode()],
    ids=["empty", "lines", "separators", "spreadsheet", "binary", "odd", "a heading"],
)
def test_what_holds_no_answers_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    assert len(refused(tmp_path, data)) == 1


def test_headings_alone_are_no_answers(tmp_path: Path) -> None:
    assert refused(tmp_path, written([WORDING], ";")) == ["There are no answers in it."]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CsvError):
        read_answers(tmp_path / "nej.csv", 5)


def test_a_column_is_named_as_in_a_spreadsheet() -> None:
    assert [column_name(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@given(st.integers(0, 10**6), st.sampled_from(SCALES), st.sampled_from(";,\t"), st.booleans())
def test_whatever_was_written_is_read_again_or_refused_where_nothing_says_what_it_is(
    tmp_path_factory: pytest.TempPathFactory, seed: int, scale: Scale, separator: str, headed: bool
) -> None:
    answers = [row for row in random_rows(6, scale, seed, missing=0.1) if row[0] is not None]
    answers += rows("2 1 3 1 5 1 2")
    table = [WORDING] if headed else []
    file = tmp_path_factory.mktemp("csv") / "x.csv"
    file.write_text(written(table + [as_text(row) for row in answers], separator), encoding="utf-8")

    try:
        read = read_answers(file, scale).rows
    except CsvError:  # by chance answers number their rows, or the first row the statements
        assert not headed
    else:
        assert read == tuple(answers)
