"""Checking whether a table read from a file is a guide; if not, everything wrong with it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import ValidationError

from facilitator.core.errors import N_
from facilitator.core.guide.mistakes import (
    GuideRefused,
    Path,
    Problem,
    last_word,
    problem_of,
    value_in_words,
)
from facilitator.core.guide.model import Foundations, Guide, OwnCards
from facilitator.core.guide.rules import breaches, ids_given_twice, words_in_braces
from facilitator.core.text.plain import one_line

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", Guide, Foundations, OwnCards)

SCHEMA: Final = 1
MOST_PROBLEMS: Final = 50
"""How many are told at once."""

_DEEPEST: Final = 6
"""No value lies deeper than ("gates", 0, "choices", 0, "label")."""
_LARGEST: Final = 10**9


def shaped(model: type[M], data: dict[str, object]) -> M:
    """Parse a table as a record of that kind. Raises GuideRefused."""
    _of_our_schema(data.get("schema"))
    strange = tuple(islice(_strange(data, ()), MOST_PROBLEMS))
    if strange:
        raise GuideRefused(strange)
    try:
        # From JSON, pydantic is strict about kinds and still takes lists and the words of enums.
        return model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        problems: dict[Path, Problem] = {}
        for detail in error.errors(include_url=False):
            path = _path(data, detail)
            if path not in problems and not _follows_from_another(detail):
                problems[path] = problem_of(model, path, detail)
            if len(problems) == MOST_PROBLEMS:
                break
        raise GuideRefused(tuple(problems.values())) from error


def _of_our_schema(schema: object) -> None:
    """Refuse a guide of another schema first: its words may mean other things."""
    if type(schema) is int and schema != SCHEMA and abs(schema) < _LARGEST:
        msgid = N_(
            "The file says schema {said}, and this program reads schema {known}. "
            "Write schema = {known}, or use a newer program."
        )
        problem = Problem(("schema",), msgid, {"said": value_in_words(schema), "known": SCHEMA})
        raise GuideRefused((problem,))


def _strange(value: object, path: Path) -> Iterator[Problem]:
    """Values that TOML allows and no guide has: dates, giant numbers, deep nesting, empty texts."""
    if len(path) >= _DEEPEST:
        yield _about(path, N_('"{word}" lies deeper than anything in a guide. Take it out.'))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _strange(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _strange(below, (*path, index))
    elif isinstance(value, str):
        if not (value[:1].isalnum() or one_line(value)):
            yield _about(path, N_('"{word}" is empty. Write a text, or take it out.'))
    elif isinstance(value, date | datetime | time):
        msgid = N_('"{word}" is a date or a time. Write it as a text, in quotation marks.')
        yield _about(path, msgid)
    elif isinstance(value, int | float) and not -_LARGEST < value < _LARGEST:
        msgid = N_('"{word}" is not a number to count with. Write one such as 5 or 2.5.')
        yield _about(path, msgid)


def _about(path: Path, msgid: str) -> Problem:
    return Problem(path, msgid, {"word": last_word(path)})


def _path(data: object, detail: ErrorDetails) -> Path:
    """The path of an error in the file, without the names of union members that pydantic adds."""
    path: Path = ()
    for part in detail["loc"]:
        if isinstance(data, Mapping) and (part in data or detail["type"] == "missing"):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            break
        path = (*path, part)
    return path


def _follows_from_another(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because all its entries are wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


__all__ = ["GuideRefused", "Path", "Problem", "checked", "foundations_checked", "own_cards_checked"]


def checked(data: dict[str, object], common_cards: Collection[str] = ()) -> Guide:
    """The guide in a table; `cards` named in it may be common ones. Raises GuideRefused."""
    guide = shaped(Guide, data)
    _refuse((*breaches(guide, common_cards), *words_in_braces(data)))
    return guide


def foundations_checked(data: dict[str, object]) -> Foundations:
    """The common texts in a table. Raises GuideRefused."""
    foundations = shaped(Foundations, data)
    _refuse(
        (
            *ids_given_twice("cards", foundations.cards),
            *ids_given_twice("reactions", foundations.reactions),
        )
    )
    return foundations


def own_cards_checked(data: dict[str, object]) -> OwnCards:
    """The cards in a table. Raises GuideRefused."""
    own = shaped(OwnCards, data)
    _refuse(tuple(ids_given_twice("cards", own.cards)))
    return own


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise GuideRefused(problems)
