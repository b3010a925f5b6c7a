"""Which columns of a survey's table hold the answers to items 1 to 7: known, or not at all.

By their headings where any of them resembles an item, each item once; by headings numbered 1 to 7;
and by their order only where there are no headings whatever. In doubt nothing is taken, and the
refusal says which item has no column and which columns are left over. What `--columns` names is in
`requested`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS, Scale
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.sheet import (
    Remark,
    Sheet,
    UnreadableSheet,
    cell_in_words,
    column_name,
    columns_in_words,
    enumeration,
)
from facilitator.core.measurement.survey.statements import (
    LONG_ENOUGH,
    Statement,
    continues,
    is_turned,
    resemblance,
    statements,
)
from facilitator.core.measurement.survey.wording import (
    Heading,
    calls_row_a_total,
    counts_no_item,
    is_said_turned,
    is_statistic_word,
    key_of,
    legible,
    may_name_people,
    names_item,
    names_people,
)
from facilitator.core.text.plain import ascii_key

NUMBERS: Final = tuple(item.number for item in ITEMS)


@dataclass(frozen=True)
class Chosen:
    """The columns of the items, and the row of their headings."""

    columns: tuple[tuple[int, ...], ...]
    """For items 1 to 7, each one column or several of which no row fills two."""
    heading: int | None
    """The row with the headings, from 0; None where there is none."""
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def every(self) -> frozenset[int]:
        """All columns in use."""
        return frozenset(at for columns in self.columns for at in columns)

    def cells(self, sheet: Sheet, row: int) -> tuple[str, ...]:
        """The cells of the seven items in a row."""
        line = sheet.cells[row]
        return tuple(max(line[at] for at in columns) for columns in self.columns)


def choose(sheet: Sheet, scale: Scale, language: str) -> Chosen:
    """The seven columns, by their headings or their order. Raises UnreadableSheet.

    `language` is that of an item's words in a refusal.
    """
    heading = worded_row(sheet)
    if heading is not None:
        return _by_wording(sheet, heading, language)
    refuse_statements_as_rows(sheet)
    return _by_number(sheet, scale, language) or _by_order(sheet)


# Columns that may hold answers


def _is_answered(row: Sequence[str]) -> bool:
    """Whether a row has at least five cells that may be points: somebody's answers."""
    return sum(meaning(cell).may_be_a_point for cell in row) >= len(ITEMS) - 2


def _may_hold_answers(column: Iterable[str]) -> bool:
    """Whether at least half of what stands in a column may be points, or all of it is missing."""
    means = [meaning(cell) for cell in column if cell]
    given = [meant for meant in means if not meant.is_missing]
    return bool(means) and 2 * sum(meant.may_be_a_point for meant in given) >= len(given)


def _columns_as_one(sheet: Sheet, heading: int, columns: Sequence[int]) -> tuple[int, ...]:
    """The one column of an item among several, or all of them where no row fills two; else none.

    Several have the same heading where a question was deleted and made again.
    """
    if len(columns) <= 1:
        return tuple(columns)
    rows = [row for row in sheet.cells[heading + 1 :] if not any(map(calls_row_a_total, row))]
    filled = [at for at in columns if any(row[at] for row in rows)] or list(columns[:1])
    if len(filled) == 1:
        return (filled[0],)
    if _are_one_heading([sheet.cells[heading][at] for at in columns]) and all(
        sum(bool(row[at]) for at in filled) <= 1 for row in rows
    ):
        return tuple(filled)
    answered = [at for at in filled if any(meaning(row[at]).may_be_a_point for row in rows)]
    texts = [at for at in filled if all(
        not row[at] or meaning(row[at]).kind is CellKind.UNKNOWN for row in rows)]  # fmt: skip
    return (answered[0],) if len(answered) == 1 and len(texts) == len(filled) - 1 else ()


def _are_one_heading(headings: Sequence[str]) -> bool:
    """Whether headings are the same but for the number that a tool adds to the second of a kind."""
    keys = {key_of(heading) for heading in headings}
    plain = {_NUMBER_OF_ITS_KIND.sub("", key) for key in keys}
    return len(keys) == 1 or (len(plain) == 1 and plain <= keys)


_NUMBER_OF_ITS_KIND: Final = re.compile(r"(?<=[a-z]{3})[0-9]+$| [0-9]+$")


def _joined_remark(columns: Sequence[int], row: Sequence[str]) -> Remark:
    """The sentence that several columns were read as one; `row` are the headings."""
    why = N_("Read as one, since no row has an answer in two of them: {columns}.")
    return Remark(why, columns=columns_in_words(columns, row))


def _without_column(
    sheet: Sheet, heading: int, missing: Sequence[int], used: set[int], language: str
) -> Refused:
    """The refusal that items have no column, with the columns left over beside those `used`."""
    row = sheet.cells[heading]
    over = [
        at
        for at in range(sheet.width)
        if at not in used and (row[at] or any(line[at] for line in sheet.cells[heading + 1 :]))
    ]
    items = enumeration(_item_in_words(number, language) for number in missing)
    if not over:
        why = N_("There is no column for {items}, and none is left over.")
        return Refused(why, items=items)
    why = N_(
        "There is no column that is surely for {items}. Left over: {columns}. "
        "Put the headings right, or name the seven columns with --columns."
    )
    return Refused(why, items=items, columns=columns_in_words(over, row))


def _item_in_words(number: int, language: str) -> str:
    """An item as a refusal names it: its number and the beginning of its words."""
    return f'{number} "{cell_in_words(ITEMS[number - 1].text.in_language(language))}"'


# Where the headings are

HEADING_ROWS: Final = 40
"""Rows from the top among which headings are looked for."""
_SHORTEST_HEADING: Final = 8
"""Letters of a cell that may be part of an item's wording."""
_MOST_STATEMENT_ROWS: Final = 60
"""Rows of a table whose rows may be the statements."""


def worded_row(sheet: Sheet) -> int | None:
    """The row whose headings are the items' words, or resemble them. A comment is no heading."""
    best: tuple[int, int] = (0, 0)
    heading: int | None = None
    are_people_above = False
    for at, row in enumerate(sheet.cells[:HEADING_ROWS]):
        near = [cell for cell in row if len(cell) >= _SHORTEST_HEADING and resemblance(cell)]
        items = {statement.item for cell in near for statement in statements(cell)}
        is_person = _is_answered(row)
        may_be = len(items) > 1 or (not is_person and (len(near) > 1 or not are_people_above))
        if may_be and (len(items), len(near)) > best:
            best, heading = (len(items), len(near)), at
        are_people_above = are_people_above or is_person
    return None if best[1] == 1 and _columns_of_statements(sheet) else heading


def _columns_of_statements(sheet: Sheet) -> list[int]:
    """Columns that have two items or more, one below the other."""
    rows = sheet.cells[: 2 * HEADING_ROWS]
    below = [
        {
            item
            for row in rows
            if len(row[at]) >= _SHORTEST_HEADING and not _is_answered(row[:at])
            for item in resemblance(row[at])
        }
        for at in range(sheet.width)
    ]
    return [at for at, items in enumerate(below) if len(items) > 1]


def refuse_statements_as_rows(sheet: Sheet) -> None:
    """Refuse a table where the statements are rows, and people or points the columns."""
    columns = _columns_of_statements(sheet)
    if not columns and len(sheet.cells) <= _MOST_STATEMENT_ROWS:
        columns = [at for at in range(sheet.width) if _numbers_statements(sheet.column(at))]
    if columns:
        why = N_(
            "The statements stand below one another in column {column}. Each statement has to have "
            "a column, and each person a row."
        )
        raise UnreadableSheet(Refused(why, column=column_name(columns[0])))


def _numbers_statements(column: Sequence[str]) -> bool:
    by_word: dict[str, list[int]] = defaultdict(list)
    for cell in column:
        if heading := numbered(cell):
            by_word[heading[0]].append(heading[1])
    is_headed = any(names_item(key_of(cell)) for cell in column if not numbered(cell))
    return any(
        sorted(numbers) == list(NUMBERS) and (is_headed or names_item(key_of(word)))
        for word, numbers in by_word.items()
    )


def numbered(heading: str) -> tuple[str, int] | None:
    """The word and the number of a heading such as "Q1", "SQ001", "1." or "G01Q01[SQ001]"."""
    match = _NUMBERED.fullmatch(ascii_key(legible(heading)))
    if not match or len(match[1].split()) > _MOST_WORDS_NUMBERED:
        return None
    return match[1].strip(), int(match[2])


_NUMBERED: Final = re.compile(r"(.{0,40}?)([0-9]{1,3})\W*")
_MOST_WORDS_NUMBERED: Final = 3


# By wording


def _by_wording(sheet: Sheet, heading: int, language: str) -> Chosen:
    """The columns by a row of headings that state the items. Raises UnreadableSheet."""
    row = sheet.cells[heading]
    refuse_split(row)
    _refuse_spread(sheet, heading)
    stated = stated_items(row)
    by_item = {n: [at for at, statement in stated.items() if statement.item == n] for n in NUMBERS}
    chosen: dict[int, tuple[int, ...]] = {}
    causes: list[Refused] = []
    several: list[str] = []
    for number, columns in by_item.items():
        joined = _columns_as_one(sheet, heading, columns)
        if joined:
            chosen[number] = joined
        elif columns:
            several.append(
                f"{_item_in_words(number, language)}: {', '.join(map(column_name, columns))}"
            )
    if several:
        why = N_(
            "More than one column is headed by the same statement: {items}. "
            "Name the seven columns with --columns."
        )
        causes.append(Refused(why, items=enumeration(several)))
    doubtful = _differing({number: stated[columns[0]] for number, columns in chosen.items()})
    missing = [number for number in NUMBERS if not by_item[number] or number in doubtful]
    if missing:
        used = {at for number in NUMBERS if number not in missing for at in by_item[number]}
        causes.insert(0, _without_column(sheet, heading, missing, used, language))
    if causes:
        raise UnreadableSheet(*causes)
    _refuse_reworded(sheet, heading, chosen)
    remarks = tuple(_joined_remark(columns, row) for columns in chosen.values() if len(columns) > 1)
    return Chosen(tuple(chosen[number] for number in NUMBERS), heading, remarks)


def _refuse_reworded(sheet: Sheet, heading: int, chosen: Mapping[int, tuple[int, ...]]) -> None:
    """Refuse a table where some answered an item in another column, with nearly its words."""
    row, lines = sheet.cells[heading], sheet.cells[heading + 1 :]
    used = {at for columns in chosen.values() for at in columns}
    for at, cell in enumerate(row):
        if at in used or len(cell) < _SHORTEST_HEADING:
            continue
        filled = [line for line in lines if line[at]]
        points = sum(meaning(line[at]).may_be_a_point for line in filled)
        if not points or 2 * points <= len(filled):
            continue
        for item in resemblance(cell):
            columns = chosen[item]
            answered = [line for line in lines if any(line[i] for i in columns)]
            if answered and not any(line[i] for line in filled for i in columns):
                why = N_(
                    "Some have answered a statement in one of these columns, and some in another: "
                    "{columns}. Put the answers into one column where it is one question; else "
                    "delete the other."
                )
                places = columns_in_words((*columns, at), row)
                raise UnreadableSheet(Refused(why, columns=places))


def refuse_split(row: Sequence[str]) -> None:
    """Refuse a table where headings are cut at the wrong signs: no column is below its own."""
    for at, cell in enumerate(row):
        if len(statements(cell)) > 1:
            why = N_(
                "Column {column} is headed by several statements: its headings are separated by "
                "another sign than its answers."
            )
            raise UnreadableSheet(Refused(why, column=column_name(at)))
        if at and cell and continues(row[at - 1], cell):
            why = N_(
                "A heading is split between the columns {first} and {second}: where a heading has "
                "the sign in it that separates the columns, it has to stand in quotation marks."
            )
            names = {"first": column_name(at - 1), "second": column_name(at)}
            raise UnreadableSheet(Refused(why, **names))


def _refuse_spread(sheet: Sheet, heading: int) -> None:
    """Refuse a table where an item has a column for each point, and the first alone a heading."""
    row = sheet.cells[heading]
    for at in stated_items(row):
        end = next((i for i in range(at + 1, sheet.width) if row[i]), sheet.width)
        lines = [line[at:end] for line in sheet.cells[heading + 1 :] if any(line[at:end])]
        given = [[cell for cell in line if cell] for line in lines]
        answers = [cells for cells in given if any(meaning(cell).may_be_a_point for cell in cells)]
        further = [cells for line, cells in zip(lines, given, strict=True) if any(line[1:])]
        are_points = all(meaning(cell).may_be_a_point for cells in further for cell in cells)
        single = sum(len(cells) == 1 for cells in answers)
        if end - at > 2 and further and are_points and 2 * single > len(answers):  # noqa: PLR2004
            why = N_(
                "The answers to one statement are spread over the columns {first} to {last}, one "
                "for each point. Each statement has to have one column."
            )
            names = {"first": column_name(at), "last": column_name(end - 1)}
            raise UnreadableSheet(Refused(why, **names))


def stated_items(row: Sequence[str]) -> dict[int, Statement]:
    """By column: the item that its heading states, where it is certain."""
    every = {at: statement for at, cell in enumerate(row) for statement in statements(cell)}
    cut = [len(row[at]) for at, statement in every.items() if statement.letters]
    longest = max(cut, default=0)
    are_cut_alike = len(cut) >= _MOST_CUT_BY_CHANCE and min(cut) >= longest - 1
    return {
        at: statement
        for at, statement in every.items()
        if not statement.is_about
        and not _is_of_one_point(statement)
        and (
            not statement.letters
            or statement.is_marked
            or are_cut_alike
            or statement.letters >= LONG_ENOUGH
        )
    }


_MOST_CUT_BY_CHANCE: Final = 3


def _is_of_one_point(statement: Statement) -> bool:
    """Whether a column is one of those that an item has for each point, to be ticked."""
    around = " ".join(statement.before[-3:]), " ".join(statement.after)
    return any(meaning(words).kind is CellKind.LABEL for words in around)


def _differing(stated: Mapping[int, Statement]) -> set[int]:
    """Items whose heading says more beside their words than the others' do.

    The question that all of them belong to is the same for all; a number or a code says nothing.
    """
    every = [{*statement.before, *statement.after} for statement in stated.values()]
    common = set.intersection(*every) if every else set()
    own = {
        item: {
            word
            for word in (*statement.before, *statement.after)
            if word not in common and (_tells(word) or is_turned(word))
        }
        for item, statement in stated.items()
    }
    turned = {item for item, words in own.items() if any(map(is_turned, words))}
    if any(is_said_turned(word) or is_statistic_word(word) for word in common):
        return set(own)
    longer = {item for item, words in own.items() if words}
    return turned if len(longer) == len(ITEMS) else turned | longer


def _tells(word: str) -> bool:
    """Whether a word is more than a code or a number."""
    is_code = len(word) < 3 or any(map(str.isdecimal, word))  # noqa: PLR2004 "q", "nr"
    return not is_code and not names_item(word)


# By number

Battery = dict[int, list[int]]
"""By number: the columns that are headed by it, all of them with one word before it."""
_LEAST_OTHERS: Final = 5
"""Columns beside seven numbered ones that may be the items instead, some having been lost."""
_LEAST_NUMBERED: Final = 4
"""Numbers among 1 to 7 with one word: fewer are another question."""


def _by_number(sheet: Sheet, scale: Scale, language: str) -> Chosen | None:
    """The columns that are headed 1 to 7, with or without one word; None where none are numbered.

    Refused are a number that is lacking or too many, and two sets that have all seven.
    """
    for heading, row in enumerate(sheet.cells[:HEADING_ROWS]):
        batteries = batteries_of(sheet, heading, scale)
        whole = {
            word: columns
            for word, numbers in batteries.items()
            if (columns := _whole(sheet, heading, numbers))
        }
        if len(whole) == 1:
            ((word, columns),) = whole.items()
            _refuse_other_numbers(sheet, heading, word, batteries)
            _refuse_other_order(sheet, heading)
            remarks = tuple(_joined_remark(joined, row) for joined in columns if len(joined) > 1)
            return Chosen(columns, heading, remarks)
        if whole:
            every = (at for columns in whole.values() for joined in columns for at in joined)
            why = N_(
                "Several sets of columns are numbered 1 to 7: {columns}. "
                "Name the right ones with --columns."
            )
            raise UnreadableSheet(Refused(why, columns=columns_in_words(sorted(every), row)))
        if broken := max(batteries.values(), key=len, default=None):
            raise UnreadableSheet(*_why_not_numbered(sheet, heading, broken, language))
        if _is_answered(row):
            return None
    return None


def _why_not_numbered(
    sheet: Sheet, heading: int, battery: Battery, language: str
) -> Iterator[Refused]:
    """Which item has no column, which number several have, and which are no item's."""
    row = sheet.cells[heading]
    single = {
        number: joined
        for number in NUMBERS
        if (joined := _columns_as_one(sheet, heading, battery.get(number, ())))
    }
    if missing := [number for number in NUMBERS if number not in battery]:
        used = {at for joined in single.values() for at in joined}
        yield _without_column(sheet, heading, missing, used, language)
    if twice := [n for n in NUMBERS if n in battery and n not in single]:
        why = N_(
            "More than one column has the same number: {columns}. "
            "Name the seven columns with --columns."
        )
        yield Refused(why, columns=columns_in_words((at for n in twice for at in battery[n]), row))
    beyond = sorted(at for number in battery.keys() - set(NUMBERS) for at in battery[number])
    if beyond and not missing:
        why = N_(
            "There are seven statements, and more headings are numbered: {columns}. "
            "Name the seven columns with --columns."
        )
        yield Refused(why, columns=columns_in_words(beyond, row))


def batteries_of(sheet: Sheet, heading: int, scale: Scale) -> dict[str, Battery]:
    """By word: the headings of a row that are numbered, where they may number the items."""
    batteries: dict[str, Battery] = defaultdict(lambda: defaultdict(list))
    for at, cell in enumerate(sheet.cells[heading]):
        if cell and "ImportId" not in cell and (number := numbered(cell)):
            batteries[number[0]][number[1]].append(at)
    return {
        word: battery
        for word, battery in batteries.items()
        if len(battery.keys() & set(NUMBERS)) >= _LEAST_NUMBERED
        and (
            _is_row_of_headings(list(battery), scale)
            if not word
            else not _is_code_of_answers(sheet, heading, word, battery)
        )
    }


def _is_row_of_headings(numbers: list[int], scale: Scale) -> bool:
    """Whether bare numbers head columns: in order from 1, or all seven on a scale of five.

    Somebody may answer 2, 1, 3, 4, 5, 6, 7 on a scale of seven.
    """
    in_order = numbers == sorted(numbers) and numbers[0] == 1 and len(numbers) >= len(ITEMS) - 1
    return in_order or (sorted(numbers) == list(NUMBERS) and scale < len(ITEMS))


def _is_code_of_answers(sheet: Sheet, heading: int, word: str, battery: Battery) -> bool:
    """Whether the cells below are written the same way: answers coded as A1 to A5."""
    columns = [at for columns in battery.values() for at in columns]
    below = [row[at] for row in sheet.cells[heading + 1 :][:HEADING_ROWS] for at in columns]
    same = [number[0] for cell in below if (number := numbered(cell))].count(word)
    return not any(below) or 2 * same > sum(map(bool, below))


def _whole(sheet: Sheet, heading: int, battery: Battery) -> tuple[tuple[int, ...], ...]:
    """The columns of items 1 to 7, where each number is there once and there is no eighth."""
    if sorted(battery) != list(NUMBERS):
        return ()
    columns = tuple(_columns_as_one(sheet, heading, battery[number]) for number in NUMBERS)
    return columns if all(columns) else ()


def _refuse_other_numbers(
    sheet: Sheet, heading: int, word: str, batteries: Mapping[str, Battery]
) -> None:
    """Refuse a table where it may be something else that is numbered 1 to 7, or another set."""
    row = sheet.cells[heading]
    others = [
        at
        for other, battery in batteries.items()
        if other != word and len(battery) >= _LEAST_OTHERS
        for columns in battery.values()
        for at in columns
        if _may_hold_answers(sheet.column(at, heading + 1))
    ]
    used = {at for joined in batteries[word].values() for at in joined}
    others = others or [
        at
        for at in range(sheet.width)
        if at not in used
        and not Heading.ROW_ID.heads(row[at])
        and _may_hold_answers(sheet.column(at, heading + 1))
    ]
    if len(others) >= _LEAST_OTHERS:
        why = N_(
            "These columns may hold the answers too: {columns}. "
            "Name the seven right ones with --columns."
        )
        raise UnreadableSheet(Refused(why, columns=columns_in_words(others, row)))
    name = key_of(word)
    is_people = names_people(name) or (
        may_name_people(name) and _may_number_statements(sheet, heading)
    )
    if is_people or counts_no_item(name):
        columns = [at for joined in batteries[word].values() for at in joined]
        why = N_(
            "Whether these headings number the statements cannot be told: {columns}. "
            "Name the seven columns with --columns if they do."
        )
        raise UnreadableSheet(Refused(why, columns=columns_in_words(columns, row)))


def _refuse_other_order(sheet: Sheet, heading: int) -> None:
    """Refuse a table where a list of the statements beside the table numbers them otherwise."""
    for at, row in enumerate(sheet.cells):
        for before, cell in zip(("", *row), row, strict=False):
            for statement in statements(cell) if len(cell) >= _SHORTEST_HEADING else ():
                number = numbered(before) or numbered(" ".join(statement.before))
                if at != heading and number and number[1] != statement.item:
                    why = N_(
                        "The headings are numbered, and the table itself numbers the statements "
                        "otherwise: row {row}, {number}. Name the seven columns with --columns."
                    )
                    raise UnreadableSheet(
                        Refused(why, row=at + 1, number=f'{number[1]} "{cell_in_words(cell)}"')
                    )


def _may_number_statements(sheet: Sheet, heading: int) -> bool:
    """Whether a column numbers or names seven rows, and nothing says that they are people."""
    rows = [row for row in sheet.cells[heading + 1 :] if _is_answered(row)]
    if len(rows) != len(ITEMS):
        return False
    first = next((at for at in range(sheet.width) if rows[0][at]), 0)
    if Heading.ROW_ID.heads(sheet.cells[heading][first]):
        return False
    cells = [row[first] for row in rows]
    numbers = [number and number[1] for number in map(numbered, cells)]
    are_words = all(meaning(cell).kind is CellKind.UNKNOWN for cell in cells)
    return numbers == list(NUMBERS) or (are_words and len(set(cells)) == len(cells))


# By order

_LEAST_COUNTED: Final = 4
"""Rows that are numbered by more than chance."""


def _by_order(sheet: Sheet) -> Chosen:
    """The only seven columns with answers, where there is nothing above them."""
    columns = [at for at in range(sheet.width) if _may_hold_answers(sheet.column(at))]
    first = next((at for at, row in enumerate(sheet.cells) if any(row)), 0)
    row = sheet.cells[first] if sheet.cells else ()
    is_headed = not _is_answered(row) and not any(
        meaning(row[at]).may_be_a_point and not _is_heading_of_codes(sheet, first, at)
        for at in columns
    )
    gaps = set(range(min(columns, default=0), max(columns, default=0))) - set(columns)
    if is_headed and any(row):
        why = N_(
            "The headings are neither the statements nor numbered 1 to 7: {columns}. "
            "Name the seven columns with --columns, as B-H or B,C,D,E,F,G,I."
        )
        heads = [at for at in range(sheet.width) if row[at]]
        raise UnreadableSheet(Refused(why, columns=columns_in_words(heads, row)))
    if len(columns) != len(ITEMS) or not all(sheet.has_cells(at, first) for at in gaps):
        why = N_(
            "There are no headings, and which seven columns hold the answers cannot be told. "
            "Name them with --columns, as B-H or B,C,D,E,F,G,I."
        )
        raise UnreadableSheet(Refused(why))
    refuse_row_numbers(sheet, columns, first)
    why = N_("There are no headings: the columns are read in their order.")
    return Chosen(tuple((at,) for at in columns), None, (Remark(why),))


def _is_heading_of_codes(sheet: Sheet, first: int, at: int) -> bool:
    """Whether a cell such as "q1" heads its column, since none below is coded that way."""
    head = meaning(sheet.cells[first][at])
    below = {meaning(cell).prefix for cell in sheet.column(at, first + 1) if cell}
    return head.kind is CellKind.CODE and head.prefix not in below


def refuse_row_numbers(sheet: Sheet, columns: Iterable[int], first: int) -> None:
    """Refuse a table where a column counts the rows, and so is none of the seven."""
    for at in columns:
        cells = [cell for cell in sheet.column(at, first) if cell]
        if len(cells) >= _LEAST_COUNTED and cells == [str(n) for n in range(1, len(cells) + 1)]:
            why = N_("Column {column} seems to number the rows, and not to hold answers.")
            raise UnreadableSheet(Refused(why, column=column_name(at)))
