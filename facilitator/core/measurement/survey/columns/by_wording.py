"""The columns whose headings state the items, each item once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.survey.answers import CellKind, meaning
from facilitator.core.measurement.survey.columns.candidates import (
    columns_as_one,
    item_in_words,
    joined_remark,
    without_column,
)
from facilitator.core.measurement.survey.columns.chosen import NUMBERS, Chosen
from facilitator.core.measurement.survey.columns.heading_row import SHORTEST_HEADING
from facilitator.core.measurement.survey.sheet import (
    Sheet,
    UnreadableSheet,
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
    is_said_turned,
    is_statistic_word,
    names_item,
)


def by_wording(sheet: Sheet, heading: int, language: str) -> Chosen:
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
        joined = columns_as_one(sheet, heading, columns)
        if joined:
            chosen[number] = joined
        elif columns:
            several.append(
                f"{item_in_words(number, language)}: {', '.join(map(column_name, columns))}"
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
        causes.insert(0, without_column(sheet, heading, missing, used, language))
    if causes:
        raise UnreadableSheet(*causes)
    _refuse_reworded(sheet, heading, chosen)
    remarks = tuple(joined_remark(columns, row) for columns in chosen.values() if len(columns) > 1)
    return Chosen(tuple(chosen[number] for number in NUMBERS), heading, remarks)


def _refuse_reworded(sheet: Sheet, heading: int, chosen: Mapping[int, tuple[int, ...]]) -> None:
    """Refuse a table where some answered an item in another column, with nearly its words."""
    row, lines = sheet.cells[heading], sheet.cells[heading + 1 :]
    used = {at for columns in chosen.values() for at in columns}
    for at, cell in enumerate(row):
        if at in used or len(cell) < SHORTEST_HEADING:
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
