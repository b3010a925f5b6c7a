"""What survey tools export and people spoil: the right seven columns and people, or a refusal.

A figure from the wrong column is worse than none.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from facilitator.core.measurement.items import LABELS, SCALES
from facilitator.store.measurement.csv import CsvError, answers_of
from facilitator.words import refusal_words, set_language
from tests.core.measurement.measures import A, chance, random_rows
from tests.store.measurement import exports
from tests.store.measurement.exports import HARMFUL, HARMLESS, NOTATIONS, TOOLS, Export, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.core.measurement.items import Row, Scale
    from facilitator.core.measurement.survey import Survey

    Cells: TypeAlias = Sequence[Sequence[object]]

W = wording("da")
HEAD = ["Nr", *W]
FIVE = [label.da for label in LABELS[5]]
SHORT = ["Nr", "Fejl", "Problemer", "Anderledes", "Risiko", "Hjælp", "Indsats", "Talenter"]


@pytest.fixture(autouse=True)
def in_english() -> None:
    set_language("en")


def numbered(rows: Sequence[Row] = A) -> list[list[object]]:
    return [[n, *row] for n, row in enumerate(rows, 1)]


def bare(rows: Sequence[Row] = A) -> list[list[object]]:
    return [list(row) for row in rows]


def in_words(words: Sequence[object]) -> list[list[object]]:
    """The worked example with a word for each point."""
    return [[n, *(words[(x or 1) - 1] for x in row)] for n, row in enumerate(A, 1)]


def read(table: Cells | str, scale: Scale = 5, columns: str = "") -> Survey:
    if not isinstance(table, str):
        lines = (";".join("" if cell is None else str(cell) for cell in row) for row in table)
        table = "\n".join(lines)
    return answers_of(table.encode(), Path("svar.csv"), scale, columns)


def refusal(table: Cells | str, scale: Scale = 5, columns: str = "") -> str:
    with pytest.raises(CsvError) as error:
        read(table, scale, columns)
    assert len(error.value.problems) == 1
    return refusal_words(error.value)


# Every tool, and everything that is done to it


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp865", "mac_roman"])
@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_is_read_in_every_encoding(tool: str, encoding: str) -> None:
    for scale in SCALES:
        answers = random_rows(6, scale, 3)
        for language in ("da", "en"):
            export = TOOLS[tool](answers, NOTATIONS["words"](scale, language), language)
            separator = "\t" if encoding == "utf-16" else ";"
            survey = answers_of(export.written(separator, encoding), Path("x"), scale)
            assert list(survey.rows) == answers
            assert [column.name for column in survey.used] == [
                chr(ord("A") + at) for at in export.columns
            ]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_way_of_writing_an_answer_is_read(notation: str) -> None:
    for scale in SCALES:
        answers = random_rows(8, scale, 5)
        export = exports.ms_forms(answers, NOTATIONS[notation](scale, "da"), "da")
        assert list(answers_of(export.written(), Path("x"), scale).rows) == answers


def spoilt(seed: int) -> tuple[Export, bytes]:
    """An export by chance, with up to three things done to it, and perhaps one that is harmful."""
    source = chance(seed)
    scale = source.choice(SCALES)
    language = source.choice(("da", "en"))
    rows = random_rows(source.randint(3, 12), scale, seed, missing=source.choice((0, 0.1)))
    answers = [row for row in rows if any(row)]
    if source.random() < 0.1:
        answers = [(source.randint(1, scale),) * 7] * len(answers)
    notation = NOTATIONS[source.choice(list(NOTATIONS))](scale, language)
    export = TOOLS[source.choice(list(TOOLS))](answers, notation, language)
    done = [source.choice(HARMLESS) for _ in range(source.randint(0, 3))]
    if source.random() < 0.25 and exports.cut_long not in done:
        done.append(source.choice(HARMFUL))
    for spoil in done:
        export = spoil(export, source)
    encodings = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp865", "mac_roman")
    is_damaged = {exports.unknown_letters, exports.mojibake, exports.mojibake_dos} & set(done)
    encoding = "utf-8" if is_damaged else source.choice(encodings)
    separator = "," if exports.unquoted in done else source.choice(";,\t|")
    data = export.written(separator, encoding, source.choice(("\n", "\r\n")))
    return Export(**{**vars(export), "scale": scale}), data


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_a_spoilt_export_gives_the_right_answers_or_none(start: int) -> None:
    refused = 0
    for seed in range(start, start + 100):
        export, data = spoilt(seed)
        try:
            survey = answers_of(data, Path("x"), export.scale)
        except CsvError:
            refused += not export.must_refuse
            continue
        assert not export.must_refuse, seed
        assert list(survey.rows) == export.answers, seed
    assert refused < 25  # What need not be refused seldom is.


# Columns


def test_an_item_without_a_column_is_named_and_so_are_the_columns_left_over() -> None:
    table: list[list[object]] = [["Nr", *W[:3], "Trivsel", *W[4:]], *numbered()]

    sentence = refusal(table)

    assert '4 "Det er sikkert' in sentence
    assert "A (Nr), E (Trivsel)" in sentence


def test_a_comma_less_makes_no_difference_and_the_order_is_by_the_headings() -> None:
    order = [1, 3, 5, 6, 0, 2, 4]
    head = ["Tid", *(W[at] for at in order)]
    head[5] = head[5].replace(",", "")

    survey = read([head, *(["2026-11-21 09:15", *(row[at] for at in order)] for row in A)])

    assert list(survey.rows) == A
    assert [column.name for column in survey.used] == list("FBGCHDE")


def test_a_question_made_again_is_one_column_with_the_first() -> None:
    remade = [[n, row[0], "", *row[2:], row[1]] for n, row in enumerate(A, 1)]
    halfway = [
        [n, row[0], row[1] if n < 4 else "", *row[2:], row[1] if n > 3 else ""]
        for n, row in enumerate(A, 1)
    ]

    assert [column.name for column in read([[*HEAD, W[1]], *remade]).used] == list("BIDEFGH")
    survey = read([[*HEAD, W[1]], *halfway])
    assert list(survey.rows) == A
    assert survey.used[1].name == "C, I"
    assert survey.remarks


@pytest.mark.parametrize("again", [W[1], f"{W[1]} (efter)"])
def test_two_columns_with_answers_to_one_item_are_refused(again: str) -> None:
    table: list[list[object]] = [[*HEAD, again], *([*row, 3] for row in numbered())]

    sentence = refusal(table)

    assert "2 " in sentence
    assert list(read(table, columns="B-H").rows) == A


def test_an_item_nobody_answered_stays_missing_beside_another_scale() -> None:
    rows = [[n, *row[:3], "Ved ikke", *row[4:], 3] for n, row in enumerate(A, 1)]

    survey = read([[*HEAD, "Alt i alt, hvor tilfreds er du? (1-5)"], *rows])
    sentence = refusal([row[1:] for row in rows])

    assert list(survey.rows) == [(*row[:3], None, *row[4:]) for row in A]
    assert [column.name for column in survey.ignored] == ["A", "I"]
    assert "--columns" in sentence


@pytest.mark.parametrize(
    "heads",
    [
        ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q8"],
        ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"],
        [f"SQ00{n}" for n in range(7)],
        [*(f"Q{n}" for n in range(1, 8)), *(f"P[{n}]" for n in range(1, 8))],
        [f"Deltager {n}" for n in range(1, 8)],
        [f"Dag {n}" for n in range(1, 8)],
        SHORT[1:],
    ],
)
def test_headings_that_do_not_number_the_seven_are_refused(heads: list[str]) -> None:
    more = len(heads) - 7
    rows = [[n, *row, *([3] * more)] for n, row in enumerate(A, 1)]

    assert "--columns" in refusal([["Nr", *heads], *rows])


def test_a_battery_that_is_numbered_beside_worded_items_is_left_over() -> None:
    rows = [[*"3231231", *row] for row in A]

    survey = read([[*"1234567", *W], *rows])

    assert list(survey.rows) == A
    assert [column.heading for column in survey.ignored] == list("1234567")


def test_order_counts_without_headings_alone_and_is_said() -> None:
    (remark,) = read(bare()).remarks

    assert "order" in remark.msgid
    assert "--columns" in refusal([SHORT, *numbered()])
    assert "--columns" in refusal([[*row[:3], "", *row[4:], 3] for row in A])
    assert "number the rows" in refusal([[n, *row[:6]] for n, row in enumerate(A[:5], 1)])


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (HEAD, "C,B,D,E,F,G,H"),
        (HEAD, "A-G"),
        (["Nr", *"1234567"], "1-7"),
        (["Nr", *(f"Q{n}" for n in range(1, 8))], "C,B,D-H"),
        (SHORT, "A-G"),
    ],
)
def test_columns_that_contradict_the_headings_are_refused(
    head: Sequence[object], columns: str
) -> None:
    assert "--columns contradicts" in refusal([head, *numbered()], columns=columns)


@pytest.mark.parametrize(
    ("above", "columns"),
    [
        ([], "B-H"),
        ([["Trivselsmåling"], []], "B-H"),
        ([], "Fejl,Problemer,Anderledes,Risiko,Hjælp,Indsats,Talenter"),
        ([["Trivselsmåling", "", "2026"]], '"Fejl", "Problemer", D-H'),
    ],
)
def test_columns_are_named_where_the_headings_say_nothing(above: Cells, columns: str) -> None:
    assert list(read([*above, SHORT, *numbered()], columns=columns).rows) == A


def test_a_row_above_the_answers_that_may_be_a_person_is_not_passed_over() -> None:
    table: list[list[object]] = [["Passer", "Passer ikke", "Passer", *["Ja"] * 4], *bare()]

    assert refusal(table, columns="A-G").startswith("Row 1 is neither headings")


@pytest.mark.parametrize(
    "table",
    [
        [HEAD, *numbered()],
        [W, *bare()],
        [
            ["", *(f"Udsagn {n}" for n in range(1, 8))],
            *([f"P{n}", *row] for n, row in enumerate(A, 1)),
        ],
        [["", *(f"Q{n}" for n in range(1, 8))], *([f"P{n}", *row] for n, row in enumerate(A, 1))],
    ],
)
def test_statements_as_rows_are_known_and_refused(table: Cells) -> None:
    turned = [list(row) for row in zip(*table, strict=True)]

    for columns in ("", "B-H" if len(turned[0]) > 7 else ""):
        assert "statements stand below one another" in refusal(turned, columns=columns)


def test_counts_of_answers_below_one_another_are_no_people() -> None:
    assert refusal([["Udsagn", *FIVE], *([text, 1, 2, 0, 3, 0] for text in W)])


def test_how_many_chose_each_point_is_no_answer_of_a_person() -> None:
    counts = [[1, 2, 1, 1, 1, 1, 1], [4, 1, 3, 1, 3, 1, 1], [1, 3, 1, 2, 1, 1, 1],
              [1, 1, 2, 3, 1, 3, 3], [1, 1, 1, 1, 2, 2, 2]]  # fmt: skip

    for head, labels in (("", FIVE), ("Svar", FIVE), ("", "12345"), ("Point", "12345")):
        rows = [[label, *row] for label, row in zip(labels, counts, strict=True)]
        assert "points of the scale" in refusal([[head, *W], *rows])
    for labels in (FIVE, "12345"):
        rows = [[label, *row] for label, row in zip(labels, counts, strict=True)]
        assert "stands apart" in refusal([HEAD, *numbered(), [], ["Fordeling"], *rows])
    assert len(read([HEAD, *numbered([tuple(row) for row in counts])]).rows) == 5


def test_a_legend_below_is_no_answer() -> None:
    legend = [[n, word] for n, word in enumerate(FIVE, 1)]

    assert list(read([HEAD, *numbered(), [], *legend]).rows) == A
    assert list(read([W, *bare(), [], ["1 = Meget uenig"], ["5 = Meget enig"]]).rows) == A


def test_a_square_numbered_on_both_sides_is_refused_unless_the_corner_says_which() -> None:
    rows = [[n, *A[n % 6]] for n in range(1, 8)]

    for corner, prefix in (("", ""), ("", "P")):
        assert refusal([[corner, *(f"{prefix}{n}" for n in range(1, 8))], *rows])
    assert len(read([["Nr", *"1234567"], *rows]).rows) == 7


@pytest.mark.parametrize(
    "head",
    [
        ["Nr", *(f"{text} (omvendt)" if n in {0, 2, 4} else text for n, text in enumerate(W))],
        ["Nr", W[0], f"I mit forrige job: {W[1]}", *W[2:]],
        ["Nr", *W[:3], W[3].replace("er sikkert", "er ikke sikkert"), *W[4:]],
    ],
)
def test_a_heading_that_says_more_than_the_others_is_not_surely_the_items(
    head: Sequence[object],
) -> None:
    assert "surely" in refusal([head, *numbered()])


def test_headings_split_at_their_own_commas_are_refused() -> None:
    lines = [",".join(HEAD), *(",".join(map(str, row)) for row in numbered())]
    moved = [
        "Hvilken afdeling, eller hus,Q1,Q2,Q3,Q4,Q5,Q6,Q7,Andet",
        *(f"Nord,{','.join(map(str, row))}," for row in A),
    ]
    mixed = [";".join(HEAD), *lines[1:]]

    assert "split" in refusal("\n".join(lines))
    assert "do not stand below one another" in refusal("\n".join(moved))
    assert "another sign" in refusal("\n".join(mixed))


# People


@pytest.mark.parametrize(
    "name",
    [
        "Antal svar",
        "Antal",
        "Sum",
        "Total",
        "I alt",
        "Gennemsnit",
        "Gns.",
        "Median",
        "Std.afv.",
        "N",
        "n = 4",
        "Mean",
        "Average",
        "Count",
        "Total responses",
        "Svar i alt",
        "4 svar",
        "Standardafvigelse",
        "Gns. Team Nord",
    ],
)
@pytest.mark.parametrize("cell", [4, "2,5"])
def test_a_row_called_a_sum_is_no_person(name: str, cell: object) -> None:
    survey = read([HEAD, *numbered(A[:4]), [name, *[cell] * 7]])

    assert list(survey.rows) == A[:4]
    assert any("no person" in remark.msgid for remark in survey.remarks)


def test_sums_in_every_shape_at_the_end_are_no_people() -> None:
    for rows in (
        [["", *[6] * 7]],
        [[], ["", *[6] * 7]],
        [["", 14, 22, 12, 20, 14, 25, 25]],
        [["", "2,3", "3,7", "2,0", "3,3", "2,3", "4,2", "4,2"]],
    ):
        assert list(read([HEAD, *numbered(), *rows]).rows) == A
        if [] in rows:
            assert list(read([W, *bare(), [], rows[-1][1:]]).rows) == A


def test_a_count_that_was_numbered_with_the_rows_is_no_person() -> None:
    rows: list[list[object]] = [[n, "2026-11-21 09:15", *row] for n, row in enumerate(A, 1)]
    table: list[list[object]] = [["Nr", "Tid", *W], *rows[:4], [5, "", *[4] * 7]]

    assert list(read(table).rows) == A[:4]


def test_people_with_the_names_of_sums_are_people() -> None:
    for names in (["Anna", "Bo", "Ib", "Ida", "Per", "Max"], ["A", "N", "C", "D", "E", "F"]):
        head = ["Navn" if len(names[0]) > 1 else "Initialer", *W]
        assert list(read([head, *([n, *row] for n, row in zip(names, A, strict=True))]).rows) == A
    comments = [[n, *row, "Total" if n == 3 else ""] for n, row in enumerate(A, 1)]
    assert list(read([[*HEAD, "Andet"], *comments]).rows) == A


@pytest.mark.parametrize("name", ["Antal Hansen", "Sum Jensen", "Average Joe", "Gns. Nordlys"])
@pytest.mark.parametrize("place", [2, 5])
def test_a_person_called_as_a_sum_is_asked_about_and_never_left_out(name: str, place: int) -> None:
    names = ["Anna", "Bo", "Carl", "Dorte", "Eva", "Finn"]
    names[place] = name
    rows = [[name, *row] for name, row in zip(names, A, strict=True)]
    with_numbers = [[n, *row] for n, row in enumerate(rows, 1)]

    tables: list[Cells] = [
        [["Navn", *W], *rows],
        [["", *W], *rows],
        [["Nr", "Navn", *W], *with_numbers],
    ]
    for table in tables:
        assert f"row {place + 2} (" in refusal(table)
        assert "Delete it, or call it what the others are called" in refusal(table)


def test_a_person_with_a_first_name_that_sums_have_is_a_person_and_a_sum_is_none() -> None:
    names = ["Anna", "Bo", "Max Hansen", "Dorte", "Eva", "Min Jensen"]
    rows = [[name, *row] for name, row in zip(names, A, strict=True)]
    most = [max(column) for column in zip(*(row[1:] for row in rows), strict=True)]

    assert list(read([["Navn", *W], *rows]).rows) == A
    assert "cannot be told" in refusal([["Navn", *W], *rows, ["Max Nordlys", *most]])
    survey = read([["Navn", *W], *rows, ["Gns. Nordlys", *["3,7"] * 7]])
    assert list(survey.rows) == A
    assert "8 (Gns. Nordlys)" in said_of(survey)


@pytest.mark.parametrize("point", [3, 4, 5])
@pytest.mark.parametrize("n", [5, 6])
def test_a_team_of_one_mind_loses_nobody(point: int, n: int) -> None:
    assert len(read([W, *[[point] * 7] * n]).rows) == n
    assert len(read([HEAD, *([i, *[point] * 7] for i in range(1, n + 1))]).rows) == n


def test_doubt_that_decides_whether_there_are_five_is_refused() -> None:
    assert "one person more" in refusal([W, *bare(A[:4]), [4] * 7])
    assert "stands apart" in refusal([HEAD, *numbered(), ["Ekstra", 3, 4, 3, 4, 3, 4, 3]])


@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_last_row_without_the_number_of_all_others_is_left_out(gap: list[list[object]]) -> None:
    survey = read([HEAD, *numbered(), *gap, ["", 3, 4, 3, 4, 3, 4, 3]])

    assert list(survey.rows) == A
    assert any("no person" in remark.msgid for remark in survey.remarks)


def test_a_row_that_only_looks_like_a_sum_stays_and_is_named() -> None:
    survey = read([W, *bare(A[:5]), [5] * 7])

    assert len(survey.rows) == 6
    assert any("what the rows above give" in remark.msgid for remark in survey.remarks)


def test_a_person_who_left_one_id_empty_is_a_person() -> None:
    rows = [[n, "2026-11-21 09:15" if n < 6 else "", *row] for n, row in enumerate(A, 1)]

    assert list(read([["id", "submitdate", *W], *rows]).rows) == A


def test_rows_that_were_not_shown_or_only_tried_are_nobodys() -> None:
    tried = ["Survey Preview", *[3] * 7]
    rows = [["IP Address", *row] for row in A]

    assert list(read([["Status", *W], tried, *rows]).rows) == A
    assert list(read([HEAD, *numbered(), [7, *["N/A"] * 7]]).rows) == A


def test_notes_beside_and_below_are_no_answers() -> None:
    rows = numbered()
    rows[2].append("husk at ringe")

    assert list(read([HEAD, *rows, [], ["Bemærk: 2 på papir"]]).rows) == A


def test_answers_moved_by_a_comma_are_refused() -> None:
    head = ["Dato", *W, "Andet"]
    rows = [["maj", *row, ""] for row in A]
    rows[1] = ["maj", 3, *A[1], "Godt"]

    assert "more in this row" in refusal([head, *rows])


def test_headings_again_are_no_person_and_others_are_refused() -> None:
    assert list(read([HEAD, *numbered(A[:3]), HEAD, *numbered()[3:]]).rows) == A
    other = ["Nr", W[1], W[0], *W[2:]]
    assert "headings again" in refusal([HEAD, *numbered(A[:3]), other, *numbered()[3:]])


# Answers and scales


@pytest.mark.parametrize(
    ("words", "scale", "cause"),
    [
        ([0, 1, 2, 3, 4], 5, "count from 0"),
        ([3, 4, 5, 6, 7], 5, "another scale"),
        (
            ["Meget uenig", "Lidt uenig", "Hverken enig eller uenig", "Lidt enig", "Meget enig"],
            5,
            "another scale",
        ),
        (
            ["Meget uenig", "Lidt uenig", "Hverken enig eller uenig", "Lidt enig", "Meget enig"],
            7,
            "may be of five points",
        ),
        (FIVE, 7, "may be of five points"),
        ([f"{n} - {word}" for n, word in enumerate(FIVE, 1)], 7, "another scale"),
        ([f"{5 - n} ({word})" for n, word in enumerate(FIVE)], 5, "the number says"),
        ([f"{n} - {word}" for n, word in enumerate(FIVE)], 5, "the number says"),
        (
            ["Helt uenig", "Delvist uenig", "Hverken/eller", "Delvist enig", "Helt enig"],
            5,
            "no answers",
        ),
        (["Meget uenig", 1, 2, 3, "Meget enig"], 5, "cannot be told"),
        (["Meget uenig", 2, 3, 4, "Meget enig"], 7, "cannot be told"),
        (["A0", "A1", "A2", "A3", "A4"], 5, "count from 0"),
        (
            ["1 Meget uenig", "2 Uenig", "3 Ved ikke", "4 Enig", "5 Meget enig"],
            5,
            "the number says",
        ),
    ],
)
def test_a_scale_that_does_not_fit_is_said_once(
    words: Sequence[object], scale: Scale, cause: str
) -> None:
    assert cause in refusal([HEAD, *in_words(words)], scale)


@pytest.mark.parametrize(
    "words",
    [["Meget uenig", 2, 3, 4, "Meget enig"], ["1 (Meget uenig)", 2, 3, 4, "5 (Meget enig)"]],
)
def test_words_for_the_ends_alone_are_read(words: Sequence[object]) -> None:
    assert list(read([HEAD, *in_words(words)]).rows) == A


@pytest.mark.parametrize(
    "word",
    [
        "Intet svar",
        "Ved ikke",
        "N/A",
        "Ikke relevant",
        "-",
        "--",
        "–",
        "Ikke besvaret",
        "Don't know",
        "Not applicable",
        "6 - Ved ikke",
        "Ved ikke/ikke relevant",
        "Ønsker ikke at svare",
        "#N/A",
    ],
)
def test_words_for_no_answer_are_missing(word: str) -> None:
    rows: list[list[object]] = [[1, word, *A[0][1:]], *numbered()[1:]]

    assert read([HEAD, *rows]).rows[0] == (None, *A[0][1:])


@pytest.mark.parametrize(
    ("head", "scale", "cause"),
    [
        (["Nr", *(f"{text} (1-5)" for text in W)], 7, "from 1 to 5"),
        (["Nr", *(f"På en skala fra 0 til 10: {text}" for text in W)], 5, "from 0 to 10"),
        (["Nr", *(f"1 = meget enig, 5 = meget uenig: {text}" for text in W)], 5, "the other way"),
        ([*HEAD, "Note: 1 = helt enig og 5 = helt uenig"], 5, "the other way"),
    ],
)
def test_a_table_that_names_another_scale_is_refused(
    head: Sequence[object], scale: Scale, cause: str
) -> None:
    assert cause in refusal([head, *numbered()], scale)


@pytest.mark.parametrize("middle", ["Neutral", "Hverken/eller", "Hverken eller", FIVE[2]])
@pytest.mark.parametrize("most", ["Helt", "Meget"])
def test_the_common_wordings_of_the_scale_are_read(most: str, middle: str) -> None:
    five = [f"{most} uenig", "Uenig", middle, "Enig", f"{most} enig"]
    seven = [*five[:2], "Lidt uenig", middle, "Lidt enig", *five[3:]]
    both = [f"{n} - {word}" for n, word in enumerate(five, 1)]
    rows = random_rows(8, 7, 4)

    assert list(read([HEAD, *in_words(five)]).rows) == A
    assert list(read([HEAD, *in_words(both)]).rows) == A
    table: Cells = [HEAD, *([n, *(seven[(x or 1) - 1] for x in row)] for n, row in enumerate(rows))]
    assert list(read(table, 7).rows) == rows
    assert "may be of five points" in refusal([HEAD, *in_words(five)], 7)
    legend = [f"1 = {most} enig"]
    assert "the other way" in refusal([legend, HEAD, *in_words(five)])
    contradicting = [f"{n} - {word}" for n, word in enumerate(reversed(five), 1)]
    assert "the number says" in refusal([HEAD, *in_words(contradicting)])


@pytest.mark.parametrize(
    "words",
    [
        ["Helt uenig", "Uenig", "Neutral", "Enig", "Meget enig"],
        ["Meget uenig", "Uenig", "Neutral", "Hverken/eller", "Meget enig"],
        ["Meget uenig", "Uenig", "Neither", "Enig", "Meget enig"],
        ["Helt uenig", "Disagree", "Hverken/eller", "Agree", "Helt enig"],
    ],
)
def test_words_of_two_wordings_are_of_no_known_scale(words: Sequence[object]) -> None:
    sentence = refusal([HEAD, *in_words(words)])

    assert "not of one scale" in sentence
    assert "numbers from 1 to 5" in sentence


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("Svar angivet 1-7", "from 1 to 7"),
        ("0-10", "from 0 to 10"),
        ("Rated 1 to 10", "from 1 to 10"),
        ("fra 1 til 4", "from 1 to 4"),
        ("Svar på 4 trin", "4 points"),
        ("Spm. 1, 3, 5: 6 - svar", "turned round"),
        ("Vendte spm: 1, 3, 5", "turned round"),
        ("Omvendt kodning af 1, 3 og 5", "turned round"),
        ("Alle svar er omregnet", "turned round"),
        ("5 = Ved ikke", "the point 5 stand for no answer"),
        ("Ikke relevant (3)", "the point 3 stand for no answer"),
        ("1 = i meget høj grad", "the other way"),
        ("5 = i ringe grad", "the other way"),
        ("1 er højest", "the other way"),
        ("Enig 1-5 uenig", "the other way"),
        ("Tallene er afrundede gennemsnit", "several people together"),
        ("One row per team", "several people together"),
    ],
)
def test_a_scale_in_few_words_is_seen_above_below_and_beside(words: str, cause: str) -> None:
    rows = numbered()
    table: Cells = [HEAD, [*rows[0], "", words], *([*row, "", ""] for row in rows[1:])]

    places: dict[str, Cells] = {
        "A1": [[words], HEAD, *rows],
        "A9": [HEAD, *rows, [], [words]],
        "J2": table,
    }
    for place, where in places.items():
        sentence = refusal(where)
        assert cause in sentence
        assert f"{place} says" in sentence or f"{place}: " in sentence
        assert words in sentence


@pytest.mark.parametrize(
    "words",
    [
        "Svar indsamlet 1-7 november",
        "6 = Ved ikke",
        "5 er højest, 1 er lavest",
        "1 = i meget ringe grad, 5 = i meget høj grad",
        "Uenig 1-5 enig",
        "Hvor enig er du? 1-5",
        "Hver række er en person",
        "Team Nord, 6 svar, svarprocent 80",
        "Anna: 3",
    ],
)
def test_a_note_that_fits_the_answers_is_passed_over(words: str) -> None:
    assert list(read([[words], HEAD, *numbered()]).rows) == A
    assert list(read([HEAD, *numbered(), [], [words]]).rows) == A


def test_how_many_gave_no_answer_is_no_legend() -> None:
    for words in ("Ikke besvaret", "Missing"):
        assert list(read([HEAD, *numbered(), [], [*[""] * 8, words, 2]]).rows) == A


def test_a_list_of_the_points_in_the_other_direction_is_seen_below_its_own_headings() -> None:
    reversed_list = [[n, word] for n, word in enumerate(reversed(FIVE), 1)]
    of_others = [[3, word] for word in FIVE]

    table = beside([*reversed_list, ["", ""]], [*HEAD, "Kode", "Ord"])
    assert "the other way" in refusal(table)
    table = beside([*of_others, ["", ""]], [*HEAD, "Alder", "Er du glad?"])
    assert list(read(table).rows) == A


# Quotation marks and separators


@pytest.mark.parametrize(
    "comment", ['"Fint" sagde hun', '"Fint sagde hun', '"Fint"!', 'sagde "fint"']
)
def test_a_comment_that_begins_with_a_quotation_is_read(comment: str) -> None:
    rows = [[*row, comment if row[0] == 2 else "x"] for row in numbered()]

    assert list(read([[*HEAD, "Andet"], *rows]).rows) == A


def test_rows_that_a_spreadsheet_put_into_one_cell_are_read() -> None:
    lines = [
        "Nr,Q1,Q2,Q3,Q4,Q5,Q6,Q7,Andet",
        *(",".join(map(str, [*row, ""])) for row in numbered()),
    ]
    lines[2] = f'"{lines[2]}""Fint, ja"""'

    assert list(read("\n".join(lines)).rows) == A


def test_columns_without_a_separator_are_told_of() -> None:
    assert "one column" in refusal("\n".join(" ".join(map(str, row)) for row in A))
    assert list(read("sep=;\n" + "\n".join(",".join(map(str, row)) for row in A)).rows) == A


# Kinds that nobody had thought of


ORDER = [1, 3, 5, 6, 0, 2, 4]
SWAPPED = [W[4], *W[1:4], W[0], *W[5:]]
QS = [f"Q{n}" for n in range(1, 8)]


def in_order(heads: Sequence[str]) -> list[list[object]]:
    """The worked example with its columns in another order."""
    rows: list[list[object]] = [[n, *(row[at] for at in ORDER)] for n, row in enumerate(A, 1)]
    return [["Nr", *(heads[at] for at in ORDER)], *rows]


def beside(legend: Sequence[Sequence[object]], head: Sequence[object] = HEAD) -> Cells:
    """The worked example with a list in columns to its right."""
    lists = [*legend, *[[]] * len(A)]
    return [head, *([*row, *more] for row, more in zip(numbered(), lists, strict=False))]


@pytest.mark.parametrize(
    "table",
    [
        in_order([f"{n}. {text}" for n, text in zip("5162437", W, strict=True)]),
        in_order([text[:20] for text in W]),
        in_order([f"{text[:20]}..." for text in W]),
        in_order([text[:60] for text in W]),
        in_order([f"Q1_{n}" for n in range(1, 8)]),
        in_order([f"tryg{n:02}" for n in range(1, 8)]),
        in_order([f"Spørgsmål 12.{n}" for n in range(1, 8)]),
        in_order([f"{text} / {other}" for text, other in zip(W, wording("en"), strict=True)]),
        in_order([*W[:3], *wording("en")[3:]]),
        in_order([text.replace("team", "te\u00adam") for text in W]),
        in_order([f"\u200b{text}" for text in W]),
        [["Nr", "Q1", *(f"Q2_{n}" for n in range(1, 8))], *([n, 3, *r] for n, r in enumerate(A))],
        [["Nr", *(f"Vigtighed: {text}" for text in W), *(f"Enighed: {text}" for text in W)],
         *([n, *[3] * 7, *row] for n, row in enumerate(A))],
        [["Nr", *(x for text in W for x in (text, "Kommentar"))],
         *([n, *(x for answer in row for x in (answer, "ok"))] for n, row in enumerate(A))],
        [["Nr", "", *(x for text in W for x in (text, ""))],
         *([n, "", *(x for answer in row for x in (answer, ""))] for n, row in enumerate(A))],
        [["Team", *W], *(["Nord" if n in {0, 3} else "", *row] for n, row in enumerate(A))],
        [["", "Psykologisk tryghed"], HEAD, *numbered()],
        [HEAD, *numbered(), ["Σ", *[3] * 7]],
        [HEAD, *numbered(), ["Samlet", *[3] * 7]],
        [[*HEAD, "Gennemsnit"], *([*row, "3,4"] for row in numbered())],
        [[*HEAD, f'Hvorfor svarede du "{W[3]}"?'], *([*row, "4"] for row in numbered())],
        [[*HEAD, "Kommentar"], *([*row, f"Jeg er 1 om det. {W[3]}"] for row in numbered())],
        [["Skala fra 1 til 5, hvor 1 er meget uenig og 5 er meget enig"], HEAD, *numbered()],
        [["Trivsel 2025-26, uge 1-7"], HEAD, *numbered()],
        beside([[n, word] for n, word in enumerate(FIVE, 1)]),
        beside([[f"Q{n}", text] for n, text in enumerate(W[:6], 1)], ["Nr", *QS]),
        [["Nr", "Er du glad?", *W], *([n, FIVE[n % 5], *row] for n, row in enumerate(A, 1))],
    ],
)  # fmt: skip
def test_odd_exports_are_read_rightly(table: Cells) -> None:
    assert list(read(table).rows) == A


@pytest.mark.parametrize(
    ("table", "cause"),
    [
        # people as columns
        (list(zip(*A, strict=True)), "no headings"),
        ([["Udsagn", *"ABCDEF"], *([n, *c] for n, c in enumerate(zip(*A, strict=True), 1))],
         "below one another"),
        # several batteries
        ([["Nr", *(f"Q{k}_{n}" for k in (1, 2) for n in range(1, 8))],
          *([n, *row, *row] for n, row in enumerate(A))], "numbered 1 to 7"),
        ([["Nr", *(f"{when}: {text}" for when in ("Før", "Efter") for text in W)],
          *([n, *row, *row] for n, row in enumerate(A))], "same statement"),
        ([[*HEAD, *wording("en")], *([*row, *row[1:]] for row in numbered())], "same statement"),
        ([[*HEAD, *(f"Leder: {text}" for text in W)], *([*row, *row[1:]] for row in numbered())],
         "same statement"),
        ([["Nr", *(f"{text} - {label}" for text in W for label in FIVE)],
          *([n, *["1", "", "", "", ""] * 7] for n in range(6))], "Left over"),
        # turned round
        ([["Nr", *(f"{text} (R)" if at in {0, 2, 4} else text for at, text in enumerate(W))],
          *numbered()], "(R)"),
        ([["Nr", "Q1_R", "Q2", "Q3_R", "Q4", "Q5_R", "Q6", "Q7"], *numbered()], "Left over"),
        ([["1 = enig, 5 = uenig"], HEAD, *numbered()], "the other way"),
        ([["1", "Meget enig"], ["5", "Meget uenig"], [], HEAD, *numbered()], "the other way"),
        ([HEAD, *numbered(), [], [1, "Helt enig"], [5, "Helt uenig"]], "the other way"),
        (beside([[n, word] for n, word in enumerate(reversed(FIVE), 1)]), "the other way"),
        # another scale
        ([["Svar på en skala fra 1 til 7"], HEAD, *numbered()], "scale from 1 to 7"),
        ([HEAD, *([n, *(2 * x for x in row if x)] for n, row in enumerate(A))], "no answers"),
        ([HEAD, *([n, *("★" * x for x in row if x)] for n, row in enumerate(A))], "no answers"),
        ([HEAD, *([n, *(f"{x}/7" for x in row)] for n, row in enumerate(A))], "no answers"),
        ([HEAD, *([n, *("EDCBA"[x - 1] for x in row if x)] for n, row in enumerate(A))],
         "no answers"),
        ([HEAD, *numbered(), [7, "3-4", *A[0][1:]]], "no answer"),
        # a list of the statements in another order
        (beside([[f"Q{n}", text] for n, text in enumerate(SWAPPED[:6], 1)], ["Nr", *QS]),
         "otherwise"),
        ([["Nr", *QS], *numbered(), [], *([f"Q{n}: {t}"] for n, t in enumerate(SWAPPED, 1))],
         "below one another"),
        # totals in languages that are not looked for
        ([HEAD, *numbered(), ["Durchschnitt", *[3] * 7]], "stands apart"),
        ([HEAD, *numbered(), ["Moyenne", *[3] * 7]], "stands apart"),
        ([HEAD, *numbered(), [], ["", *[3] * 7], ["", *[2] * 7]], "stands apart"),
        # lists of answers
        ([["Nr", "Udsagn", "Svar"], *([n, W[at], x] for n, row in enumerate(A)
                                      for at, x in enumerate(row))], "below one another"),
        ([["Nr", "Item", "Svar"], *([n, at, x] for n, row in enumerate(A)
                                    for at, x in enumerate(row))], "neither the statements"),
    ],
)  # fmt: skip
def test_odd_exports_that_cannot_be_certain_are_refused(table: Cells, cause: str) -> None:
    assert cause in refusal(table)


@pytest.mark.parametrize("end", ["\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_line_breaks_in_headings_and_a_decimal_comma_are_read(encoding: str, end: str) -> None:
    heads = ['"{}"'.format(text.replace(" dette ", f" {end}dette ")) for text in W]
    rows = [f"{n};" + ";".join(f"{x},00" for x in row) for n, row in enumerate(A, 1)]
    data = end.join([f"Nr;{';'.join(heads)}", *rows]).encode(encoding)

    assert list(answers_of(data, Path("svar.csv"), 5).rows) == A


@pytest.mark.parametrize(
    ("heads", "item", "over"),
    [
        ([*QS[:6], "Q8"], '7 "Når jeg arbejder', "A (Nr), H (Q8)"),
        ([f"SQ00{n}" for n in range(7)], '7 "Når jeg arbejder', "A (Nr), B (SQ000)"),
        ([*QS, "Q8"], "seven statements", "I (Q8)"),
        ([*QS[:3], "Q3", *QS[3:]], "same number", "D (Q3), E (Q3)"),
    ],
)
def test_numbers_that_do_not_fit_say_which_statement_and_which_columns(
    heads: list[str], item: str, over: str
) -> None:
    rows = [[n, *row, 3][: len(heads) + 1] for n, row in enumerate(A, 1)]

    sentence = refusal([["Nr", *heads], *rows])

    assert item in sentence
    assert over in sentence


@pytest.mark.parametrize("n", [4, 5, 6])
@pytest.mark.parametrize("row", [[3] * 7, [3, 4, 3, 4, 3, 4, 3]])
def test_a_lone_last_row_after_an_empty_one_or_without_a_number_is_no_person_and_it_is_said(
    n: int, row: list[int]
) -> None:
    for survey in (
        read([W, *bare(A[:n]), [], row]),
        read([HEAD, *numbered(A[:n]), [], ["", *row]]),
        read([HEAD, *numbered(A[:n]), ["", *row]]),
    ):
        assert list(survey.rows) == A[:n]
        assert any("Left out" in remark.msgid for remark in survey.remarks)


def test_two_rows_after_an_empty_one_may_be_people() -> None:
    assert "stands apart" in refusal([W, *bare(A[:4]), [], [3] * 7, [2] * 7])


@pytest.mark.parametrize("head", [["tid", "q1", "q2"], ["a1", "b1", "c1", "d1"], ["s_1", "s_2"]])
def test_headings_that_are_codes_are_said_to_be_headings(head: list[str]) -> None:
    assert "The headings are neither" in refusal([head, *([n + 1] * len(head) for n in range(4))])


def test_one_who_answered_twice_is_no_fifth_person() -> None:
    ids = ["a8f3", "b2c4", "c9d1", "d0e7", "d0e7", "f1f1"]
    rows = [[who, *row] for who, row in zip(ids, A, strict=True)]
    for head in ("Respondent ID", "Mail", "Initialer"):
        assert "one person's" in refusal([[head, *W], *rows[:5]])
    again = [[f"2026-11-21 09:1{n}", *row] for n, row in enumerate(A[:4])]
    assert "one person's" in refusal([["Tidsstempel", *W], *again, again[-1]])

    six = read([["Respondent ID", *W], *rows])
    assert list(six.rows) == A
    assert "5 (d0e7), 6 (d0e7)" in said_of(six)
    assert list(read([["Mail", *W], *(["anonymous", *row] for row in A)]).rows) == A
    assert list(read([["Navn", *W], *(["Anne", *row] for row in A[:5])]).rows) == A[:5]


def said_of(survey: Survey) -> str:
    return " ".join(remark.msgid.format(**remark.params) for remark in survey.remarks)


@pytest.mark.parametrize(
    "word",
    ["n.a.", "N.A", "I/A", "ej besvaret", "Ikke relevant for mig", "Not sure", "(tom)", "blank",
     "99", "-99", "999", "#NULL!", "?", "x", "Refused", "Skip"],
)  # fmt: skip
def test_a_word_for_no_answer_is_missing_or_refused_and_never_a_point(word: str) -> None:
    try:
        rows = read([HEAD, *numbered(), [7, word, *[4] * 6]]).rows
    except CsvError:
        return
    assert rows[-1] == (None, *[4] * 6)


def test_ten_thousand_rows_take_about_a_second() -> None:
    answers = random_rows(10_000, 5, 1)
    export = exports.ms_forms(answers, NOTATIONS["words"](5, "da"), "da")
    data = export.written()

    start = time.process_time()
    survey = answers_of(data, Path("x"), 5)

    assert len(survey.rows) == 10_000
    assert time.process_time() - start < 5  # On a machine with nothing else to do, under one.


@pytest.mark.parametrize("head", ["#", "", "Løbenr", "Kode"])
@pytest.mark.parametrize("total", ["Average rating", "Samlet vurdering", "Hele kommunen", "Moyen"])
def test_words_below_a_column_of_numbers_are_never_a_fifth_person(head: str, total: str) -> None:
    table: Cells = [[head, *W], *numbered(A[:4]), [total, *[3] * 7]]
    try:
        assert list(read(table).rows) == A[:4]
    except CsvError as error:
        assert "cannot be told" in error.msgid  # noqa: PT017 to refuse it will do as well


def test_the_wording_that_was_published_in_english_is_known() -> None:
    published = [
        "If you make a mistake on this team, it is often held against you.",
        "Members of this team are able to bring up problems and tough issues.",
        "People on this team sometimes reject others for being different.",
        "It is safe to take a risk on this team.",
        "It is difficult to ask other members of this team for help.",
        "No one on this team would deliberately act in a way that undermines my efforts.",
        "Working with members of this team, my unique skills and talents are valued and utilized.",
    ]
    heads = [f"{ours} / {theirs}" for ours, theirs in zip(W, published, strict=True)]
    for head in (published, heads):
        order = [3, 0, 6, 1, 5, 2, 4]
        table: Cells = [[head[i] for i in order], *([row[i] for i in order] for row in bare())]
        assert list(read(table).rows) == A


# Rows that are nobody's, or the same person's again

MEAN = [3, 4, 2, 4, 2, 4, 4]
"""A row of means as a person might answer."""


@pytest.mark.parametrize(
    "total",
    ["Weighted Average", "Landsgennemsnit", "Afrundet gns.", "Totaler", "Summen", "Means", "Modus",
     "Indeks", "Gj.snitt", "1. kvartil", "Besvarelser", "Response count", "Answered", "Base",
     "Alle", "Hele teamet", "Team Nordlys", "Afdelingen", "Benchmark", "Norm", "Mål", "Sidste år",
     "Forrige måling", "Top 2", "Nøgletal", "Ø", "μ", "N"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["Nr", "Navn", ""])
def test_what_is_set_beside_four_people_is_never_the_fifth(head: str, total: str) -> None:
    names = {"Nr": [*"1234"], "Navn": ["Anna", "Bo", "Carl", "Dorte"], "": [""] * 4}[head]
    people = [[name, *row] for name, row in zip(names, A, strict=False)]
    try:
        assert list(read([[head, *W], *people, [total, *MEAN]]).rows) == A[:4]
    except CsvError as error:
        assert "cannot be told" in error.msgid  # noqa: PT017 to refuse it will do as well


def test_the_sum_of_each_group_is_no_person() -> None:
    for total in ("{} Total", "Middel for {}", "{} Average", "Gns. {}"):
        table: Cells = [
            ["Hold", *W],
            *(["Dag", *row] for row in A[:3]),
            [total.format("Dag"), *MEAN],
            *(["Nat", *row] for row in A[3:]),
            [total.format("Nat"), *MEAN],
            ["Grand Average", *MEAN],
        ]
        assert list(read(table).rows) == A


def test_rows_of_teams_are_no_people_and_teams_of_people_are() -> None:
    teams = [
        [f"Team {letter}", n, *row] for n, letter, row in zip(range(6), "ABCDEF", A, strict=True)
    ]
    assert "seem to be teams" in refusal([["Team", "Antal", *W], *teams])
    rows = [["Team Nord", *row] for row in A]
    assert list(read([["Team", *W], *rows]).rows) == A


@pytest.mark.parametrize("head", ["Team", "Afdeling", "Gruppe", "Department", "Team name"])
def test_people_of_several_teams_are_no_result_of_one(head: str) -> None:
    teams = ["Team Nord"] * 4 + ["Team Syd"] * 2
    rows = [[n, team, *row] for n, (team, row) in enumerate(zip(teams, A, strict=True))]

    assert 'several teams: "Team Nord", "Team Syd"' in refusal([["Nr", head, *W], *rows])


# Columns beside the answers that say whose they are


def with_column(head: str, cells: Sequence[object]) -> Cells:
    rows = [(A * 2)[n % 6] for n in range(len(cells))]
    return [
        ["Nr", head, *W],
        *([n, cell, *row] for n, (cell, row) in enumerate(zip(cells, rows, strict=True), 1)),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Løbenummer", "Deltagerkode", "Respondent", "Alias", "Brugernavn", "Fulde navn",
        "Participant code", "Member no.", "Login", "First name",
    ],
)  # fmt: skip
def test_people_who_stand_there_at_two_occasions_are_not_pooled(head: str) -> None:
    codes = [f"m{7 * n}" for n in range(6)]
    rows = [[code, *row] for code, row in zip(codes * 2, [*A, *reversed(A)], strict=True)]

    assert "each person stands there several times" in refusal([[head, *W], *rows])
    once = [[code, *row] for code, row in zip(codes, A, strict=True)]
    assert list(read([[head, *W], *once]).rows) == A


@pytest.mark.parametrize("head", ["Borger ID", "Initialer", "Research record", "Subject token"])
def test_codes_of_people_in_other_words_are_codes_of_people(head: str) -> None:
    codes = [f"m{7 * n}" for n in range(6)]

    assert "each person stands there several times" in refusal(with_column(head, codes * 2))


@pytest.mark.parametrize("head", ["Deltagerkode", "Medarbejdernr", "Pseudonym", "Key"])
def test_one_code_that_stands_there_twice_is_no_fifth_person_and_a_row_number_may_be(
    head: str,
) -> None:
    codes = ["m1", "m2", "m3", "m4", "m4"]

    assert "one person's, who has answered twice: 5 (4), 6 (5)" in refusal(with_column(head, codes))
    for number in ("Løbenr", "Nummer", "Kaldenavn"):
        assert len(read(with_column(number, codes)).rows) == 5


@pytest.mark.parametrize("times", [1, 2])
def test_two_addresses_are_people_and_two_codes_rather_a_yes_and_a_no(times: int) -> None:
    assert "several times" in refusal(with_column("Mail", ["a@b.dk", "c@d.dk"] * 2 * times))
    assert read(with_column("Kode", ["1", "2"] * 2 * times)).rows


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("Region", ["Nord", "Syd"]),
        ("Kommune", ["Aarhus", "Odense"]),
        ("Organisation", ["Nordlys", "Sydstjernen"]),
        ("Afdelingen", ["3A", "3B"]),
    ],
)
def test_places_are_teams_too(head: str, places: list[str]) -> None:
    assert "several teams" in refusal(with_column(head, places * 3))
    assert read(with_column(head, places[:1] * 6)).rows


@pytest.mark.parametrize(
    "head",
    [
        "Hvilket team er du i?", "Hvilken afdeling arbejder du i?", "Which unit do you belong to?",
        "Vælg dit team", "Your department", "Team/afdeling", "Arbejdssted", "Plejehjem", "Klinik",
        "Site", "Nærmeste leder", "Organisatorisk enhed", "Afdeling/team/enhed", "Boenhed",
        "Hjemmeplejegruppe", "Arbejdsteam", "Teamnavn (vælg fra listen)", "Q2 Hvilket team?",
        "Custom Data 1: Team", "Baggrund - afdeling", "Hvor arbejder du?",
    ],
)  # fmt: skip
def test_a_team_that_is_asked_for_is_a_team(head: str) -> None:
    assert "several teams" in refusal(with_column(head, ["Nord", "Syd"] * 3))


@pytest.mark.parametrize(
    "head",
    ["Hvor tilfreds er du med dit team?", "Hvilken rolle har du i teamet?", "Team lead",
     "Aldersgruppe", "Faggruppe", "Åbenhed", "Rolle i teamet", "Hvilken vagt har du?",
     "Ansættelsesforhold", "Er du leder?", "Leder", "Enhedstype"],
)  # fmt: skip
def test_a_question_about_the_team_or_its_people_does_not_ask_which_it_is(head: str) -> None:
    assert list(read(with_column(head, ["ja", "nej"] * 3)).rows) == A


@pytest.mark.parametrize("head", ["Team", "Afdeling", "Region", "Aldersgruppe", "Leder"])
def test_rows_each_of_another_team_are_teams_whatever_these_are_called(head: str) -> None:
    rows = [[name, *row] for name, row in zip(["Nord", "Syd", "Øst", "Vest"], A, strict=False)]

    assert "The rows seem to be teams" in refusal([[head, *W], *rows])


@pytest.mark.parametrize(
    "head",
    ["Område", "Hus", "Etage", "Fløj", "Klynge", "Building", "Area", "Enheder", "Afdelinger",
     "Faggruppe", "Stilling", "Kohorte", "Rækkenavne", "Rækkemærkater", "Row Labels"],
)  # fmt: skip
def test_figures_of_groups_without_a_word_for_them_are_known_by_what_heads_them(head: str) -> None:
    groups = ["Kirurgi", "Medicin", "Akut", "Børn", "Neurologi", "Ortopædi"]
    rows = [[group, *row] for group, row in zip(groups, A, strict=True)]

    sentence = refusal([[head, *W], *rows])

    assert f"each named in column A ({head})" in sentence
    assert "Delete the column if there is." in sentence


def test_figures_of_groups_are_known_by_names_of_places_whatever_heads_them() -> None:
    places = ["Nord", "Syd", "Øst", "Vest", "Midt", "Nordvest"]
    rows = [[place, *row] for place, row in zip(places, A, strict=True)]

    for head in ("", "x"):
        assert "The rows seem to be teams" in refusal([[head, *W], *rows])


def test_rows_with_a_time_of_their_own_are_people_each_of_another_profession() -> None:
    professions = ["Læge", "Sygeplejerske", "Sekretær", "Portør", "SOSU", "Leder"]
    rows = [
        [f"21-11-2026 09:1{n}", profession, *row]
        for n, (profession, row) in enumerate(zip(professions, A, strict=True))
    ]

    assert list(read([["Tidsstempel", "Stilling", *W], *rows]).rows) == A
    rows = [["21-11-2026 09:10", *row[1:]] for row in rows]
    assert "teams or other groups" in refusal([["Udtrukket", "Stilling", *W], *rows])


@pytest.mark.parametrize(
    ("head", "value", "are_people"),
    [
        ("Respondent ID", "r-{n}", True),
        ("E-mail", "p{n}@example.org", True),
        ("Record ID", "{n}", True),
        ("Nr.", "{n}", False),
        ("Respondent ID", "r-1", False),
    ],
)
def test_rows_that_say_whose_they_are_are_people_each_of_another_profession(
    head: str, value: str, are_people: bool
) -> None:
    professions = ["Læge", "Sygeplejerske", "Sekretær", "Portør", "SOSU", "Leder"]
    table: list[list[object]] = [[head, "Stilling", *W]]
    for n, (profession, row) in enumerate(zip(professions, A, strict=True), 1):
        table.append([value.format(n=n), profession, *row])

    if are_people:
        assert list(read(table).rows) == A
    else:
        assert refusal(table)


@pytest.mark.parametrize("head", ["Stilling", "Faggruppe"])
def test_people_of_a_few_professions_are_one_team(head: str) -> None:
    assert list(read(with_column(head, ["Læge", "Sygeplejerske", "Sekretær"] * 2)).rows) == A


def test_rows_of_shifts_are_of_one_team() -> None:
    shifts = [[name, *row] for name, row in zip(["Dag", "Aften", "Nat"], A, strict=False)]

    assert len(read([["Team", *W], *shifts]).rows) == 3


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("År", ["2021", "2022", "2023", "2024", "2025", "2026"]),
        ("Måned", ["jan", "feb", "mar", "apr", "maj", "jun"]),
        ("Kvartal", ["K1", "K2", "K3", "K4", "K1", "K2"]),
        ("Wave", [*"ABCDEF"]),
        ("redcap_event_name", ["baseline_arm_1", "followup_arm_1"] * 3),
        ("Repeat instance", ["1", "2"] * 3),
        ("Måling (før/efter)", ["før", "efter"] * 3),
        ("Hvilken måling?", ["første", "anden"] * 3),
        ("Undersøgelsesår", ["2025", "2026"] * 3),
        ("Surveynavn", ["Trivsel 1", "Trivsel 2"] * 3),
        ("Uge", ["12", "40"] * 3),
        ("Test nr.", ["1", "2"] * 3),
    ],
)
def test_occasions_are_known_by_more_names_and_where_each_row_is_one(
    head: str, values: list[str]
) -> None:
    assert "answers from several times" in refusal(with_column(head, values))


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("Uge", ["40", "41"] * 3),
        ("Session", [f"s{n}" for n in range(6)]),
        ("Tid", ["4", "7", "12", "5", "6", "9"]),
    ],
)
def test_weeks_side_by_side_and_what_each_answer_has_are_one_occasion(
    head: str, values: list[str]
) -> None:
    assert list(read(with_column(head, values)).rows) == A


@pytest.mark.parametrize("words", ["Team Syd", "2026", "Måling 2", "Efterår 2026", "Afdeling B"])
def test_a_row_between_people_that_names_a_team_or_a_time_is_refused(words: str) -> None:
    rows = numbered()

    assert f'Row 5 says "{words}"' in refusal([HEAD, *rows[:3], [words], *rows[3:]])
    assert f'Row 6 says "{words}"' in refusal([HEAD, ["Team Nord"], *rows[:3], [words], *rows[3:]])
    assert list(read([HEAD, *rows[:3], ["På papir"], *rows[3:]]).rows) == A
    assert list(read([HEAD, [words], *rows]).rows) == A


@pytest.mark.parametrize(
    ("head", "years"), [("År", ["1998", "2001"]), ("Årstal", ["1975", "1980"])]
)
def test_years_of_births_are_no_occasions(head: str, years: list[str]) -> None:
    assert read(with_column(head, years * 3)).rows
    assert "several times" in refusal(with_column(head, ["2024", "2026"] * 3))


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Antal svar", ["3", "1", "2", "5"]),
        ("Antal", ["1200", "800", "1200", "900"]),
        ("Besvarelser", ["3", "0", "1", "1"]),
        ("Count", ["1,5", "2,5", "1,5", "1"]),
        ("Antal svar", ["2", "", "2", "3"]),
    ],
)
def test_numbers_of_people_are_refused_however_few_are_equal(head: str, cells: list[str]) -> None:
    assert "how many people gave" in refusal(with_column(head, cells))
    assert read(with_column("Respondenter", ["1200", "800", "1300", "900"])).rows


@pytest.mark.parametrize("head", ["Udfyldt", "Modtaget", "Sidst ændret", "x"])
def test_days_with_a_clock_are_times_whatever_they_are_called(head: str) -> None:
    two = [f"2025-02-0{n} 10:15" for n in (3, 4, 5)] + [f"2026-10-0{n} 10:15" for n in (3, 4, 5)]
    three = [f"2026-0{month}-0{day} 9:15" for month in (1, 5, 9) for day in (3, 4)]
    late = ["2026-01-03 10:15"] * 5 + ["2026-06-03 10:15"]

    for days in (two, three):
        assert "several times" in refusal(with_column(head, days))
    assert list(read(with_column(head, late)).rows) == A


@pytest.mark.parametrize(
    "head",
    ["Antal personer i rækken", "Svar (antal)", "N (svar)", "Respondenter i alt", "Headcount",
     "Stk.", "Antal ens svar", "Multiplicitet", "Weight_final", "pweight", "Vægtet med"],
)  # fmt: skip
def test_numbers_of_people_are_known_by_more_names(head: str) -> None:
    assert "how many people gave" in refusal(with_column(head, ["2", "1", "3", "1", "2", "1"]))
    assert list(read(with_column(head, ["1"] * 6)).rows) == A


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("Medtag", "nej"), ("Skal ikke med", "x"), ("Vil ikke deltage", "x"),
        ("Trukket tilbage", "ja"), ("Withdrawn", "yes"),
    ],
)  # fmt: skip
def test_people_set_aside_are_known_by_more_names(head: str, word: str) -> None:
    others = "ja" if word == "nej" else ""

    assert f'says "{word}"' in refusal(with_column(head, [others, word, *[others] * 4]))


def test_a_row_alone_in_a_column_with_the_word_slet_may_be_set_aside() -> None:
    assert "(B: slet)" in refusal(with_column("Flag", ["", "", "slet", "", "", ""]))


@pytest.mark.parametrize(
    "days",
    [
        ["3. marts 2025", "Sep 28, 2026"],
        ["45000.5", "45200.25"],
        ["03.02.2025 10.00", "28.10.2026 09.15"],
    ],
)
def test_days_of_two_occasions_are_read_however_they_are_written(days: list[str]) -> None:
    first, last = days

    for head in ("Besvaret", "Indsendt", "Slut"):
        cells = [first] * 4 + [last] * 4 + ["ukendt"]
        assert "answers from several times" in refusal(with_column(head, cells))
    for head in ("Ansat siden", "Start i jobbet"):
        assert read(with_column(head, [first] * 4 + [last] * 4)).rows


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("Målerunde", ["A", "B"]),
        ("Årstal", ["2024", "2026"]),
        ("Bølge", ["1", "2"]),
        ("Time point", ["T0", "T1"]),
        ("Phase", ["Before", "After"]),
        ("Kvartal", ["K1", "K3"]),
        ("Svardato", ["3.2.2025", "28.10.2026"]),
        ("Date", ["02/28/2026 09:12", "11/03/2026 14:00"]),
        ("Starttidspunkt", ["2026-01-05 10:00:00", "2026-09-05 10:00:00"]),
    ],
)
def test_answers_from_two_occasions_are_refused_by_the_column_that_says_so(
    head: str, values: list[str]
) -> None:
    first, last = values

    assert "answers from several times" in refusal(with_column(head, [first] * 5 + [last] * 5))
    assert len(read(with_column(head, [first] * 6)).rows) == 6


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Fødselsdato", ["3-2-1975", "3-2-1975", "4-5-1999", "4-5-1999", "1-1-1960", "2-1-1960"]),
        ("Date", ["11/03/2026"] * 2 + ["11/06/2026"] * 3 + ["11/09/2026"]),
        ("Time", ["4", "4", "5", "5", "4", "6"]),
        ("Medarbejder", ["ja", "nej", "ja", "ja", "nej", "ja"]),
        ("Rolle", ["Leder", "Medarbejder", "Medarbejder", "Leder", "Medarbejder", "Leder"]),
        ("Hold", ["Dag", "Dag", "Nat", "Nat", "Aften", "Dag"]),
        ("Navn", ["Anna", "Bo", "Anna", "Carl", "Dorte", "Erik"]),
        ("Samtykke til kontakt", ["Ja", "Nej", "Ja", "Ja", "Nej", "Ja"]),
        ("Samtykke", ["Ja"] * 6),
        ("Hvor tit er du på kontoret?", ["Slet ikke", "Tit"] * 3),
        ("Kommentar", ["", "Min mening tæller ikke", "", "Reglerne bør slettes", "", ""]),
        ("Weight", ["1.0"] * 6),
        ("Vægt", ["1"] * 6),
    ],
)  # fmt: skip
def test_columns_that_only_look_like_it_are_no_reason_to_refuse(
    head: str, cells: list[str]
) -> None:
    assert list(read(with_column(head, cells)).rows) == A


@pytest.mark.parametrize(
    ("head", "cells", "words"),
    [
        ("Included", ["yes", "yes", "no", "yes", "yes", "yes"], "no"),
        ("Godkendt", ["1", "1", "1", "0", "1", "1"], "0"),
        ("Samtykke til undersøgelsen", ["1", "2", "1", "1", "1", "1"], "2"),
        ("Exclude?", ["", "", "x", "", "", ""], "x"),
        ("Udelades", ["nej", "ja", "ja", "ja", "ja", "nej"], "ja"),
        ("Fjernes", ["", "", "", "X", "", ""], "X"),
        ("Note", ["", "", "Skal slettes, ansat i andet team", "", "", ""], "Skal slettes"),
        ("Bemærkning", ["", "har svaret to gange", "", "", "", ""], "har svaret to gange"),
    ],
)
def test_a_column_that_sets_people_aside_is_named_with_its_word(
    head: str, cells: list[str], words: str
) -> None:
    sentence = refusal(with_column(head, cells))

    assert f'Column B ({head}) says "{words}' in sentence


def test_a_word_that_sets_a_row_aside_is_named_and_not_the_number_of_the_row() -> None:
    cells = ["Complete", "Screened out", "Complete", "Complete", "Complete", "Complete"]

    assert "row 3 (B: Screened out)" in refusal(with_column("Status", cells))


@pytest.mark.parametrize("head", ["Persons", "Votes", "Deltagere", "Vægtning", "n"])
def test_a_column_of_how_many_people_each_row_stands_for_is_refused(head: str) -> None:
    rows = [[count, *row] for count, row in zip([2, 1, 4, 1, 3, 2], A, strict=True)]

    assert "how many people gave the answers" in refusal([[head, *W], *rows])


def test_a_weight_with_decimals_is_refused_and_row_numbers_are_not() -> None:
    weights = ["0.8", "1.25", "1.0", "0.95", "1.1", "0.9"]
    assert "how many people gave" in refusal(with_column("Weight", weights))
    rows = [[n, *row] for n, row in enumerate(A, 1)]
    assert list(read([["n", *W], *rows]).rows) == A


# Cells that were lost, and questions that were worded anew


@pytest.mark.parametrize("lost", [1, 2, 4, 8])
def test_a_row_that_lost_a_cell_is_not_read_shifted(lost: int) -> None:
    rows = [[str(n), "34", *map(str, [x or 3 for x in row]), "2"] for n, row in enumerate(A, 1)]
    del rows[3][lost]

    assert "cells lacking in row 5" in refusal([["Nr", "Alder", *W, "Anciennitet"], *rows])


def test_cells_that_a_writer_leaves_out_at_the_end_are_no_loss() -> None:
    rows: list[list[object]] = [[n, *row] for n, row in enumerate(A, 1)]
    rows[0] += ["Godt", "Ja"]
    rows[2] += ["Fint"]

    assert list(read([["Nr", *W, "Kommentar", "Mere"], *rows]).rows) == A


@pytest.mark.parametrize("prefix", ["Kopi af ", "Copy of ", ""])
def test_a_question_that_was_worded_anew_halfway_is_refused_and_both_columns_named(
    prefix: str,
) -> None:
    anew = prefix + (W[1] if prefix else W[1].replace("vanskelige", "svære"))
    rows: list[list[object]] = [[n, *row, ""] for n, row in enumerate(A, 1)]
    for row in rows[3:]:
        row[2], row[8] = "", row[2]

    sentence = refusal([["Nr", *W, anew], *rows])

    assert "some in another: C (" in sentence
    assert ", I (" in sentence


@pytest.mark.parametrize("who", ["Test", "test test", "Testbesvarelse", "Prøvesvar", "test 2",
                                 "Dublet", "Slettet", "Screened out", "Ugyldig",
                                 "Udgået", "udgaaet"])  # fmt: skip
def test_an_answer_that_may_be_a_trial_is_asked_about(who: str) -> None:
    names = ["Anna", "Bo", "Carl", who, "Eva", "Finn"]
    rows = [[name, *row] for name, row in zip(names, A, strict=True)]

    assert f"5 ({who})" in refusal([["Navn", *W], *rows])
    assert list(read([["Gruppe", *W], *(["Test", *row] for row in A)]).rows) == A


def test_what_qualtrics_was_tried_with_is_nobodys_in_words_and_numbers() -> None:
    heads = [
        ["Status", *W],
        ["Response Type", *W],
        ['{"ImportId":"status"}', *['{"ImportId":"Q"}'] * 7],
    ]
    for somebody, tried in (("0", "1"), ("0", "9"), ("IP Address", "Survey Preview, Spam")):
        rows = [[tried if n == 2 else somebody, *row] for n, row in enumerate(A)]
        for number in (2, 3):
            assert list(read([*heads[:number], *rows]).rows) == [*A[:2], *A[3:]]
    plain = [[n % 2, *row] for n, row in enumerate(A)]
    assert list(read([["Status", *W], *plain]).rows) == A


@pytest.mark.parametrize("head", ["Record ID", "Mailadresse", "Respondent ID"])
def test_people_at_two_times_are_no_more_people(head: str) -> None:
    twice = [[f"a{n}@b.dk", time_, *row] for n, row in enumerate(A) for time_ in ("før", "nu")]

    assert "several times" in refusal([[head, "Event Name", *W], *twice])


def test_one_who_answered_twice_is_no_eighth_person_either() -> None:
    rows = [[f"2026-11-21 09:1{n}", f"a{n % 7}@b.dk", *row] for n, row in enumerate([*A, *A[:2]])]

    assert "one person's" in refusal([["Tidsstempel", "Mailadresse", *W], *rows])
    assert "one person's" in refusal([["Tidsstempel", "Mailadresse", *W], *rows[:4], rows[0]])


@pytest.mark.parametrize("first", [4, 6])
@pytest.mark.parametrize("between", [[], [["Tidsstempel", *W]]])
def test_an_export_below_the_one_before_it_counts_nobody_twice(
    first: int, between: list[list[object]]
) -> None:
    rows = [[f"2026-11-21 09:1{n}:00", *row] for n, row in enumerate(A)]

    sentence = refusal([["Tidsstempel", *W], *rows[:first], *between, *rows])

    assert f"From row {2 + first + len(between)} on, the rows from 2 on" in sentence


def test_answers_that_come_twice_without_a_time_or_number_are_of_as_many_people() -> None:
    tables: list[Cells] = [[W, *bare(), *bare()], [HEAD, *numbered([*A, *A])]]
    for table in tables:
        survey = read(table)
        assert list(survey.rows) == [*A, *A]
        assert "From row 8 on, the answers from row 2 on stand there once more" in said_of(survey)
    for people in ([*A, *A], [*A, *A[:2]]):
        dated = [["21-11-2026", *row] for row in people]
        assert list(read([["Dato", *W], *dated]).rows) == people


@pytest.mark.parametrize(
    "people", [[*A[:3], *A[:3]], [*A[:3], *A[:3], A[5]], [*A[:4], *A[:4]], [*A[:3], A[5], *A[:3]]]
)
def test_answers_of_too_few_people_that_come_twice_are_not_of_enough(people: list[Row]) -> None:
    assert "without them there are too few" in refusal([W, *bare(people)])
    assert list(read([HEAD, *numbered(people)]).rows) == people


NAMES = ["Anna", "Bo", "Carl", "Dorte", "Erik", "Freja"]


@pytest.mark.parametrize("head", ["", "x", "Svarer", "Hund"])
@pytest.mark.parametrize(
    "again",
    [NAMES, NAMES[:5], ["Anna", "Carl", "Dorte", "Freja"], ["Anna", "Bo", "Gert", "Erik", "Freja"]],
)
def test_people_who_come_again_in_the_same_order_were_there_at_two_times(
    head: str, again: list[str]
) -> None:
    rows = random_rows(len(NAMES + again), 5, 4)
    table = [[name, *row] for name, row in zip(NAMES + again, rows, strict=True)]

    sentence = refusal([[head, *W], *table])

    number = sum(name in NAMES for name in again)
    assert f"{number} people seem to stand there several times" in sentence
    assert "Delete the column if they are different people." in sentence


def test_profiles_that_are_each_there_twice_are_of_people_at_two_times() -> None:
    ages, roles = ["20-29", "30-39", "40-49"], ["Læge", "Sygeplejerske"]
    profiles = [[age, role] for age in ages for role in roles]
    order = [0, 1, 2, 3, 4, 5, 5, 2, 0, 4, 1, 3]
    rows = random_rows(12, 5, 4)
    table = [[*profiles[i], *row] for i, row in zip(order, rows, strict=True)]

    assert "By column A (Alder), B (Fag) 6 people" in refusal([["Alder", "Fag", *W], *table])
    dated = [["21-11-2026 10:15", *line] for line in table]
    assert len(read([["Tidsstempel", "Alder", "Fag", *W], *dated]).rows) == 12
    order[0] = 3
    table = [[*profiles[i], *row] for i, row in zip(order, rows, strict=True)]
    assert len(read([["Alder", "Fag", *W], *table]).rows) == 12


def test_what_few_things_people_say_of_themselves_is_no_sign_of_two_times() -> None:
    for cells in (["ja", "nej"] * 3, ["a", "b", "c"] * 2, ["1", "2", "3", "4", "5", "1"]):
        assert list(read(with_column("Hvor tilfreds er du?", cells)).rows) == A


@pytest.mark.parametrize("head", ["Måned", "Month", "Måling"])
def test_who_is_told_of_several_times_is_told_what_to_do_where_there_is_one(head: str) -> None:
    sentence = refusal(with_column(head, ["maj", "juni"] * 3))

    assert f'By column B ({head}) there are answers from several times: "maj", "juni".' in sentence
    assert "Delete the column if all are of one occasion, or if it says something else" in sentence


@pytest.mark.parametrize("heads", [[f"Q{n}" for n in range(1, 8)], [str(n) for n in range(1, 8)]])
def test_numbered_headings_again_are_skipped_in_the_same_order_and_else_refused(
    heads: list[str],
) -> None:
    more = [[n, *row] for n, row in enumerate(A[:2], 7)]

    assert list(read([["Nr", *heads], *numbered(), ["Nr", *heads], *more]).rows) == [*A, *A[:2]]
    again = ["Nr", *heads[3:], *heads[:3]]
    assert "headings again" in refusal([["Nr", *heads], *numbered(), again, *more])


def test_a_year_below_row_numbers_is_no_person() -> None:
    assert "stands apart" in refusal([HEAD, *numbered(A[:4]), [2025, *MEAN]])


@pytest.mark.parametrize("number", [0, 2, 4, 999, 1000])
def test_a_number_that_does_not_follow_those_above_is_asked_about(number: int) -> None:
    assert "stands apart" in refusal([HEAD, *numbered(A[:4]), [number, *MEAN]])
    for followed in (5, 7, 12):
        assert len(read([HEAD, *numbered(A[:4]), [followed, *MEAN]]).rows) == 5


def test_a_sum_above_the_people_without_their_numbers_is_nobodys() -> None:
    rows = numbered(A[:4])
    mean = [round(sum(x or 0 for x in item) / 4) for item in zip(*A[:4], strict=True)]

    for figures in ([4] * 7, mean):
        survey = read([HEAD, ["", *figures], *rows])
        assert list(survey.rows) == A[:4]
        assert "Left out" in said_of(survey)
    assert "stands apart" in refusal([HEAD, ["", *A[5]], *rows])


def test_a_word_for_a_sum_beside_a_row_with_a_number_is_asked_about() -> None:
    rows: list[list[object]] = [[*row, ""] for row in numbered(A[:4])]
    median = [sorted(x or 0 for x in item)[1] for item in zip(*A[:4], strict=True)]

    for figures in ([4] * 7, median):
        last = [5, *figures, "Median"]
        assert "6 (I: Median)" in refusal([[*HEAD, "Note"], *rows, last])


@pytest.mark.parametrize("head", ["{} (antal)", "{} - median", "Middel af {}", "Pct. enig: {}"])
def test_headings_of_sums_are_no_headings_of_answers(head: str) -> None:
    assert "surely" in refusal([["Nr", *map(head.format, W)], *numbered()])


# Columns that are turned round, spread, or of another scale


@pytest.mark.parametrize("words", ["(omvendt skala)", "- reversed", "(vendt)"])
def test_headings_that_are_all_said_to_be_turned_are_refused(words: str) -> None:
    assert "surely" in refusal([["Nr", *(f"{text} {words}" for text in W)], *numbered()])


@pytest.mark.parametrize("words", ["vendt", "R", "skal vendes", "Reverse scored", "omkodet"])
def test_a_row_that_says_that_columns_are_turned_is_no_title(words: str) -> None:
    turned = ["", words, "", words, "", words, "", ""]

    assert f'B1 says "{words}"' in refusal([turned, HEAD, *numbered()])


@pytest.mark.parametrize(
    "legend",
    ["1 = Meget uenig, 7 = Meget enig", "7: Strongly agree", "6 = helt enig", "10 (Helt enig)"],
)
def test_a_legend_of_other_points_is_another_scale(legend: str) -> None:
    assert "speaks of a scale from 1 to" in refusal([[legend], HEAD, *numbered()])
    assert list(read([["1 = Meget uenig, 5 = Meget enig"], HEAD, *numbered()]).rows) == A


@pytest.mark.parametrize("below", [[], [["", *list("12345") * 7]], [["", *FIVE * 7]]])
def test_answers_spread_over_a_column_for_each_point_are_refused(
    below: list[list[object]],
) -> None:
    heads = ["Nr", *(cell for text in W for cell in (text, "", "", "", ""))]
    rows = [
        [n, *(point if point == x else "" for x in row for point in range(1, 6))]
        for n, row in enumerate(A, 1)
    ]

    assert "columns B to F" in refusal([heads, *below, *rows])


def test_the_order_in_which_items_were_shown_is_no_answer() -> None:
    heads = [f"Hvor enig er du? - {text}" for text in W]
    rows = [[*row, *(n + 1 for n in range(7))] for row in A]

    assert list(read([[*heads, *(f"{head} - Display Order" for head in heads)], *rows]).rows) == A


def test_seven_rows_of_short_names_below_numbered_people_may_be_the_items() -> None:
    rows = [[name, *(row[i] for row in A), 3] for i, name in enumerate(SHORT[1:])]

    assert "cannot be told" in refusal([["Tema", *(f"P{n}" for n in range(1, 8))], *rows])


def test_the_states_of_a_respondent_are_no_other_set_of_answers() -> None:
    heads = ["respondent", *(f"stato_{n}" for n in range(1, 6)), *(f"s_{n}" for n in range(1, 8))]
    rows = [[n, 0, 0, 0, 1, 0, *row] for n, row in enumerate(A, 1)]

    assert list(read([heads, *rows]).rows) == A


def test_rows_of_any_separator_that_a_spreadsheet_put_into_one_cell_are_read() -> None:
    table: Cells = [HEAD, *numbered()]
    for separator in ",;":
        lines = ('"' + separator.join(f'""{cell}""' for cell in row) + '"' for row in table)
        assert list(read("\n".join(lines)).rows) == A


def test_columns_that_contradict_are_told_what_the_headings_say() -> None:
    order = [3, 0, 6, 1, 5, 2, 4]
    table: Cells = [["Nr", *(W[i] for i in order)], *numbered()]

    sentence = refusal(table, columns="B-H")

    assert "1 = B, 2 = C, 3 = D, 4 = E, 5 = F, 6 = G, 7 = H (item" in sentence
    assert "write what the headings say: C,E,G,B,H,F,D" in sentence
    assert refusal([HEAD, *numbered()], columns="C,B,D-H").endswith("say: B,C,D,E,F,G,H.")


@pytest.mark.parametrize("answers", [A, [(4,) * 7] * 6])
@pytest.mark.parametrize(
    ("head", "cells"), [("Ny?", "NNJJNJ"), ("Ny?", "NNNNNN"), ("Status", ["Besvaret"] * 6)]
)
def test_what_many_rows_have_calls_none_of_them_a_sum(
    head: str, cells: Sequence[str], answers: Sequence[Row]
) -> None:
    rows = [[cell, *row] for cell, row in zip(cells, answers, strict=True)]

    assert list(read([[head, *W], *rows]).rows) == list(answers)


def test_five_sums_below_four_people_are_none_of_them() -> None:
    sums = [[name, *[3] * 7] for name in ("N", "Gns", "SD", "Min", "Max")]

    assert list(read([HEAD, *numbered(A[:4]), *sums]).rows) == A[:4]


def test_one_who_answered_twice_is_no_twelfth_person_where_twelve_are_needed() -> None:
    people = [*A, *A[:5]]
    rows = ["Mail;" + ";".join(W)]
    rows += [f"a{n}@b.dk;" + ";".join(map(str, row)) for n, row in enumerate(people)]
    data = "\n".join([*rows, rows[-1]]).encode()

    assert len(answers_of(data, Path("svar.csv"), 5).rows) == 12
    with pytest.raises(CsvError) as error:
        answers_of(data, Path("svar.csv"), 5, least=12)
    assert "one person's" in refusal_words(error.value)


@pytest.mark.parametrize("head", ["Antal", "Antal besvarelser", "Count", "Frekvens"])
def test_a_column_that_says_how_many_gave_each_row_is_refused(head: str) -> None:
    rows = [[n, n % 3 + 1, *row] for n, row in enumerate(A, 1)]

    assert f"Column B ({head}) seems" in refusal([["Nr", head, *W], *rows])
    assert list(read([["Nr", head, *W], *([n, 1, *row] for n, row in enumerate(A, 1))]).rows) == A
    assert list(read([["Nr", "Antal år ansat", *W], *rows]).rows) == A


@pytest.mark.parametrize("label", ["", "Alle", "Hele afdelingen", "Gns."])
@pytest.mark.parametrize("n", [4, 6])
def test_a_mean_below_a_column_of_one_department_is_no_person(label: str, n: int) -> None:
    people = [["Afdeling 3", *row] for row in A[:n]]
    mean = [round(sum(x or 0 for x in item) / n) for item in zip(*A[:n], strict=True)]
    try:
        assert list(read([["Afdeling", *W], *people, [label, *mean]]).rows) == A[:n]
    except CsvError as error:
        assert "cannot be told" in error.msgid  # noqa: PT017 to refuse it will do as well
    alike = [["Afdeling 3", *[4] * 7]] * 4
    assert "one person more" in refusal([["Afdeling", *W], *alike, ["", *[4] * 7]])


@pytest.mark.parametrize("label", ["Gennemsnit", "Mean", "Alle", "Benchmark", "Team Nord"])
def test_wherever_a_row_is_called_nobodys_it_is_no_fifth_person(label: str) -> None:
    people = bare(A[:4])
    for head, rows, last in (
        ([*W, "Bemærkning"], people, [*MEAN, label]),
        (["Nr", "Tid", *W], [[n, f"09:1{n}", *x] for n, x in enumerate(people)], [5, label, *MEAN]),
        (["Afd", "Køn", *W], [["B4", "K", *x] for x in people], [label, "", *MEAN]),
        (["Navn", "Afd", *W], [[n, "B4", *x] for n, x in zip("ABCD", people, strict=True)],
         [label, "B4", *MEAN]),
    ):  # fmt: skip
        try:
            assert list(read([head, *rows, last]).rows) == A[:4]
        except CsvError as error:
            assert "cannot be told" in error.msgid  # noqa: PT017 to refuse it will do as well


# What a table says of itself in words

TURNED = [
    "Spørgsmål 1, 3 og 5 blev vendt før eksport",
    "The negative items were flipped",
    "Omkodning er foretaget i SPSS",
    "data_recoded",
    "Items 1/3/5: reverse-scored",
    "Værdierne er 6 minus svar for de negative",
    "Høje tal betyder psykologisk tryghed",
    "5 = safest",
    "All items point in the same direction",
    "Efter vending",
    "Higher is better",
    "1→5, 2→4, 4→2, 5→1",
]
"""Words of a note on the data that say that answers are turned round."""


@pytest.mark.parametrize("words", TURNED)
def test_a_note_that_answers_are_turned_round_is_refused_wherever_it_stands(words: str) -> None:
    rows = numbered()
    noted = [[*rows[0], words], *([*row, ""] for row in rows[1:])]

    assert f'A1 says "{words}"' in refusal([[words], HEAD, *rows])
    assert f'A2 says "{words}"' in refusal([HEAD, [words], *rows])
    assert f'A9 says "{words}"' in refusal([HEAD, *rows, [], [words]])
    assert f'I2 says "{words}"' in refusal([[*HEAD, "Bemærkning"], *noted])
    assert f'I2 says "{words}"' in refusal([[*HEAD, ""], *noted])
    assert f'I1 says "{words}"' in refusal([[*HEAD, words], *([*row, ""] for row in rows)])


def test_headings_with_signs_may_be_of_answers_turned_round() -> None:
    signed = [f"{text} ({'-' if item in {1, 3, 5} else '+'})" for item, text in enumerate(W, 1)]

    assert "may have been turned round" in refusal([["Nr", *signed], *numbered()])


@pytest.mark.parametrize("words", ["R", "inverted"])
def test_what_says_reversed_is_named_so_with_columns_too(words: str) -> None:
    below = ["", words, "", words, "", words, "", ""]
    codes = ["Nr", "ps1_rev", "ps2", "ps3_rev", "ps4", "ps5_rev", "ps6", "ps7"]

    assert f'B2 says "{words}"' in refusal([HEAD, below, *numbered()])
    assert f'B2 says "{words}"' in refusal([HEAD, below, *numbered()], columns="B-H")
    assert 'B1 says "ps1_rev"' in refusal([codes, *numbered()], columns="B-H")


@pytest.mark.parametrize(
    ("words", "scale"),
    [
        ("Besvaret på en syvtrinsskala", 5),
        ("Seven-point rating scale", 5),
        ("Likert scale (7)", 5),
        ("Scale with seven steps", 5),
        ("Svarmuligheder: syv", 5),
        ("7 svarkategorier", 5),
        ("Svar fra et til syv", 5),
        ("5-point", 7),
        ("Skala med fem svarmuligheder", 7),
        ("Response options = 5", 7),
        ("Skalaen går til 7", 5),
        ("5-level scale", 7),
    ],
)
def test_a_scale_that_is_named_in_words_has_to_be_the_one_given(words: str, scale: Scale) -> None:
    other: Scale = 5 if scale == 7 else 7
    rows = numbered()

    assert f"as {scale} points" in refusal([[words], HEAD, *rows], scale)
    assert f"as {scale} points" in refusal([HEAD, *rows, [], [words]], scale)
    assert f"as {scale} points" in refusal([[*HEAD, words], *([*r, ""] for r in rows)], scale)
    assert list(read([[words], HEAD, *rows], other).rows) == A


@pytest.mark.parametrize(
    "legend",
    [
        "Lave tal = meget enig",
        "High scores mean disagreement",
        "1 = true for us, 5 = not true",
        "1: passer fuldstændigt",
        "5 betyder ikke enig",
        "Jo lavere tal, jo mere enig",
        "1 (passer helt) til 5",
        "Passer godt (1) - passer dårligt (5)",
        "Agree completely 1 2 3 4 5 Do not agree",
    ],
)
def test_a_legend_of_the_other_direction_is_refused_in_other_words(legend: str) -> None:
    assert "numbered the other way" in refusal([[legend], HEAD, *numbered()])
    assert "numbered the other way" in refusal([HEAD, *numbered(), [], [legend]])


@pytest.mark.parametrize(
    "note",
    [
        "Rå svar, ikke vendt",
        "Raw data, no items reversed",
        "Udsagn 1, 3 og 5 skal vendes ved beregning",
        "1 = passer slet ikke, 5 = passer helt",
        "Høj score = enig, lav score = uenig",
        "Five-point Likert",
        "1 = do not agree at all … 5 = agree completely",
        "Do not agree 1 2 3 4 5 Agree completely",
        "Passer ikke (1), passer (5)",
        "Vi har vendt hver en sten",
        "Uenig (1) til enig (5)",
    ],
)
def test_a_note_that_agrees_with_the_answers_is_passed_over(note: str) -> None:
    assert list(read([[note], HEAD, *numbered()]).rows) == A
    assert list(read([HEAD, *numbered(), [], [note]]).rows) == A


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Kommentar", "Verden er vendt på hovedet her"),
        ("Kommentar", "Jeg har vendt spørgsmålet med min leder"),
        ("Kommentar", "Omvendt er svar 3 svært på en 10-punktsskala"),
        ("Comments", "The reversed items are confusing"),
        ("Note", "Vi har vendt det med ledelsen"),
        ("Hvor tilfreds er du på en tipunktsskala?", "8"),
        ("Har I vendt svarene i gruppen?", "ja"),
        ("Udsagn 1 (vendt)", "4"),
        ("How likely are you to recommend us (11-point scale)", "9"),
    ],
)
def test_what_people_said_and_were_asked_besides_is_no_note(head: str, cell: str) -> None:
    assert list(read([[*HEAD, head], *([*row, cell] for row in numbered())]).rows) == A
