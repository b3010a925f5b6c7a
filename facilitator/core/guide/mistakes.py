"""The shape of a guide file: a table parsed as a record, or a sentence for each mistake in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, get_args

from pydantic import ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.model import (
    Card,
    Choose,
    Gate,
    GateChoice,
    GuideRole,
    Phase,
    PhaseGroup,
    Question,
    Speaks,
    Way,
)
from facilitator.core.record import LONGEST_WORD, Record
from facilitator.core.text.plain import ascii_key, one_line

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Record)

Path: TypeAlias = tuple[str | int, ...]
"""Where in a guide: ("phases", 3, "minutes") is the word `minutes` of the fourth phase."""


class Problem(Refused):
    """A problem of a guide and its path. A missing word has the path where it belongs."""

    path: Final[Path]

    def __init__(self, path: Path, msgid: str, /, **params: object) -> None:
        super().__init__(msgid, **params)
        self.path = path


class GuideRefused(Exception):  # noqa: N818 a refusal is an answer, not an error
    """A guide cannot be used; `problems` holds at least one reason."""

    problems: Final[tuple[Problem, ...]]

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(map(str, self.problems))


SCHEMA: Final = 1
MOST_PROBLEMS: Final = 50
"""How many are told at once."""
_DEEPEST: Final = 6
"""No value lies deeper than ("gates", 0, "choices", 0, "label")."""
_LARGEST: Final = 10**9
_LONGEST_VALUE: Final = 40
"""Characters of a value that are repeated in a sentence."""


def shaped(model: type[R], data: dict[str, object]) -> R:
    """Parse a table as a record of that kind. Raises GuideRefused."""
    _of_our_schema(data.get("schema"))
    strange = tuple(islice(_strange(data), MOST_PROBLEMS))
    if strange:
        raise GuideRefused(strange)
    try:
        # From JSON, pydantic is strict about kinds and still takes lists and the words of enums.
        return model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        problems: dict[Path, Problem] = {}
        for detail in error.errors(include_url=False):
            path = _path_of(data, detail)
            if path not in problems and not _follows_from_another(detail):
                problems[path] = _problem_of(model, path, detail)
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
        problem = Problem(("schema",), msgid, said=value_in_words(schema), known=SCHEMA)
        raise GuideRefused((problem,))


def _strange(data: object) -> Iterator[Problem]:
    """Values that TOML allows and no guide has."""
    for path, value in values_in(data, ()):
        if msgid := _strangeness(value, len(path)):
            yield Problem(path, msgid, word=last_word(path))


def _strangeness(value: object, depth: int) -> str:
    if depth >= _DEEPEST:
        return N_('"{word}" lies deeper than anything in a guide. Take it out.')
    if isinstance(value, str) and not (value[:1].isalnum() or one_line(value)):
        return N_('"{word}" is empty. Write a text, or take it out.')
    if isinstance(value, date | datetime | time):
        return N_('"{word}" is a date or a time. Write it as a text, in quotation marks.')
    if isinstance(value, int | float) and not -_LARGEST < value < _LARGEST:
        return N_('"{word}" is not a number to count with. Write one such as 5 or 2.5.')
    return ""


def values_in(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    """The value and all that lies in it, to the depth of a guide, each with its path."""
    yield path, value
    if len(path) < _DEEPEST and isinstance(value, dict | list):
        for part, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from values_in(below, (*path, part))


def _path_of(data: object, detail: ErrorDetails) -> Path:
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


_TABLES: Final[dict[str, type[Record]]] = {
    "phases": Phase,
    "questions": Question,
    "cards": Card,
    "reactions": Card,
    "gates": Gate,
    "choices": GateChoice,
    "groups": PhaseGroup,
    "roles": GuideRole,
    "ways": Way,
    "choose": Choose,
}
"""The words that hold tables, and what such a table is."""

_EXAMPLES: Final = {
    "schema": "schema = 1",
    "id": 'id = "check-out"',
    "title": 'title = "Check-out"',
    "minutes": "minutes = 10",
    "prompts": 'prompts = ["…"]',
    "speaks": 'speaks = "all_in_turn"',
    "picks": "picks = 2",
    "choices": 'choices = [{ label = "…" }]',
    "repeat": "repeat = 3",
    "ground_rules": 'ground_rules = ["…"]',
    "start_check": 'start_check = ["…"]',
    "purposes": 'purposes = ["…"]',
}
"""What to write for a missing word that is more than a text."""

_DANISH: Final = {
    "aftaler_højst": "commitments_at_most", "alle": "all", "alle_på_skift": "all_in_turn",
    "bemærk": "hints", "beskrivelse": "summary", "deltagere": "people", "dør": "door",
    "faser": "phases", "fokusperson": "case_presenter", "formål": "purposes", "gem": "keep",
    "gemmer": "keeps", "gruppe": "group", "grupper": "groups", "huskeliste": "checklist",
    "højst": "people_at_most", "ingen": "none", "kilde": "source", "kort": "cards",
    "leder": "leader", "lytter": "listens", "mindst": "people_at_least", "minutter": "minutes",
    "minutter_pr_person": "minutes_per_person", "om": "about", "opgaver": "tasks",
    "overskrift": "title", "personer": "people", "privat": "private", "prompt": "prompts",
    "på_skift": "all_in_turn", "resume": "summary", "resumé": "summary", "rolle": "roles",
    "roller": "roles", "runde": "all_in_turn", "rækkefølge": "order", "sammen": "together",
    "skala": "scale", "sprog": "language", "spørgsmål": "questions", "supervisand": "supervisee",
    "taler": "speaks", "tavle": "board", "teamet": "team", "tekst": "text", "tid": "minutes",
    "tip": "hints", "titel": "title", "tjekliste": "checklist", "ur": "clock", "valg": "choices",
    "valgfri": "optional", "varighed": "minutes", "veje": "ways", "vis": "shows", "viser": "shows",
}  # fmt: skip
"""The words of the file by what a Danish hand may write for them."""


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """The candidate most like a word, in a list; an empty list where none is like it."""
    candidates, english = list(candidates), _in_english(word)
    return [english] if english in candidates else get_close_matches(word, candidates, 1)


def _in_english(word: str) -> str:
    return _DANISH.get(word.casefold().replace(" ", "_"), word)


_TEXT: Final = N_('"{word}" must be a text. Write it in quotation marks.')
_NUMBER: Final = N_(
    '"{word}" must be a number. Write it without quotation marks, such as 5 or 2.5.'
)
_WHOLE: Final = N_('"{word}" must be a whole number. Write it without quotation marks, such as 6.')
_CHOICE: Final = N_('"{word}" cannot be {value}. Write one of {allowed}.')
_ID: Final = N_(
    "{value} cannot be an id. Write at most 60 small letters a–z, digits and single hyphens, "
    'such as "{like}".'
)
_TASKS: Final = N_('"{word}" gives prompts to roles. Write {word} = {{ leader = "…" }}.')
_SENTENCES: Final = {
    "string_type": _TEXT,
    "minutes_type": N_(
        '"{word}" must be a number, or a range. Write it without quotation marks, such as 5, 2.5 '
        "or [10, 15]."
    ),
    "float_type": _NUMBER,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": N_('"{word}" must be true or false, without quotation marks.'),
    "tuple_type": N_('"{word}" must be a list. Write it in square brackets: [ … ].'),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "greater_than_equal": N_('"{word}" cannot be {value}. Write {limit} or more.'),
    "less_than_equal": N_('"{word}" cannot be {value}. Write {limit} at most.'),
    "string_pattern_mismatch": _ID,
    "string_too_long": _ID,
}
"""By pydantic's name for the error."""


def _problem_of(model: type[Record], path: Path, error: ErrorDetails) -> Problem:
    """The problem for an error that pydantic found at `path` in a file parsed as `model`."""
    kind, context, word = error["type"], error.get("ctx", {}), last_word(path)
    if kind == "extra_forbidden":
        return _unknown_word(model, path)
    if kind in {"missing", "too_short"}:
        return _missing_word(model, path)
    value = error["input"]
    if isinstance(value, str) and kind in _OF_TEXT and (like := _OF_TEXT[kind](value)):
        msgid = N_('"{word}" is a text here. Write {word} = {like}, without quotation marks.')
        return Problem(path, msgid, word=word, like=like)
    if len(error["loc"]) > len(path) and word == "repeat":
        msgid = N_('"{word}" must be a number from 1 to 20, "per_person" or "per_topic".')
    elif _holds_tables(model, path) and kind in {"tuple_type", "model_type"}:
        msgid = N_('"{word}" must be tables. Write [[{table}]] above each of them.')
        if word == "choose":
            msgid = N_('"{word}" must be one table. Write [{table}] above it, in single brackets.')
    elif word == "tasks":
        msgid = _TASKS
    elif kind == "tuple_type" and isinstance(value, str):
        msgid = N_('"{word}" must be a list. Write {word} = [{value}].')
    elif kind == "string_pattern_mismatch" and word in {"speaks", "listens"}:
        msgid = N_('"{word}" cannot be {value}. Write one of {allowed}, or the id of a role.')
    else:
        other = N_('"{word}" has a value that no guide holds. Write another, or take it out.')
        msgid = _SENTENCES.get(kind, other)
    params = {
        "word": word,
        "value": value_in_words(value),
        "table": ".".join(part for part in path if isinstance(part, str)),
        "allowed": quoted(Speaks)
        if word in {"speaks", "listens"}
        else str(context.get("expected")).replace(" or ", ", ").replace("'", '"'),
        "limit": f"{context.get('ge', context.get('le', 0)):g}",
        "like": _as_id(str(value)),
    }
    return Problem(path, msgid, **{name: params[name] for name in re.findall(r"{(\w+)}", msgid)})


def _as_minutes(text: str) -> str:
    """The number or range in a text: "8 min" gives 8, "10-15" gives [10, 15]."""
    numbers = [number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", text)]
    if len(numbers) == 2:  # noqa: PLR2004 a range
        return f"[{', '.join(numbers)}]"
    return numbers[0] if len(numbers) == 1 else ""


def _as_number(text: str) -> str:
    minutes = _as_minutes(text)
    return "" if minutes.startswith("[") else minutes


def _as_truth(text: str) -> str:
    """`true` or `false`, where a text means one of them."""
    word = text.strip().casefold()
    if word in {"true", "ja", "yes", "sand", "on", "x"}:
        return "true"
    return "false" if word in {"false", "nej", "no", "falsk", "off"} else ""


_OF_TEXT: Final[dict[str, Callable[[str], str]]] = {
    "minutes_type": _as_minutes,
    "float_type": _as_number,
    "int_type": lambda text: _as_number(text).partition(".")[0],
    "bool_type": _as_truth,
}
"""What a text means that stands where something else should, by pydantic's name for the error."""


def _holds_tables(model: type[Record], path: Path) -> bool:
    """Whether the word at a path holds tables, as `cards` does in a guide, but not in a phase."""
    words = [part for part in path if isinstance(part, str)]
    return words[-1] in _TABLES and (len(words) == 1 or words[-1] not in model.model_fields)


def _unknown_word(model: type[Record], path: Path) -> Problem:
    word, allowed = str(path[-1]), _known_words(model, path[:-1])
    meant = _in_english(word)
    if len(path) > 1 and meant in _known_words(model, ()) and meant not in allowed:
        msgid = N_("{word} belongs to the whole file. Move it up, above the first [[ ]].")
        return Problem(path, msgid, word=value_in_words(word))
    if near := nearest(word, allowed):
        msgid = N_("{word} is not known here. Write {known}, or take it out.")
        return Problem(path, msgid, word=value_in_words(word), known=f'"{near[0]}"')
    msgid = N_("{word} is not known here. Take it out, or write one of {known}.")
    return Problem(path, msgid, word=value_in_words(word), known=", ".join(allowed))


def _missing_word(model: type[Record], path: Path) -> Problem:
    word = str(path[-1])
    if word in _TABLES and word not in _EXAMPLES:
        fields = _TABLES[word].model_fields
        needed = ", ".join(name for name, field in fields.items() if field.is_required())
        msgid = N_('"{word}" is missing. Write [[{word}]], and under it {needed}.')
        return Problem(path, msgid, word=word, needed=needed)
    allowed = _allowed(_table(model, path[:-1]).model_fields.get(word))
    if allowed and word not in _EXAMPLES:
        msgid = N_('"{word}" is missing. Write it with one of {allowed}.')
        return Problem(path, msgid, word=word, allowed=quoted(allowed))
    example = _EXAMPLES.get(word, f'{word} = "…"')
    return Problem(path, N_('"{word}" is missing. Write {example}.'), word=word, example=example)


def _table(model: type[Record], path: Path) -> type[Record]:
    """The kind of table at a path; an empty path is the model itself."""
    words = [part for part in path if isinstance(part, str)]
    return _TABLES.get(words[-1], model) if words else model


def _known_words(model: type[Record], table: Path) -> list[str]:
    fields = _table(model, table).model_fields
    return [field.alias or name for name, field in fields.items()]


def _allowed(field: FieldInfo | None) -> list[str]:
    """The words a value may be; empty where any text is allowed."""
    annotation = field.annotation if field else None
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [member.value for member in annotation]
    return [str(value) for value in get_args(annotation)]


def quoted(words: Iterable[str]) -> str:
    """Words in quotation marks, as in a file: "first", "last"."""
    return ", ".join(f'"{word}"' for word in words)


def last_word(path: Path) -> str:
    """The last word of a path."""
    return next((one_line(part)[:60] for part in reversed(path) if isinstance(part, str)), "")


def value_in_words(value: object) -> str:
    """A value as in the file, shortened where it is long."""
    if not isinstance(value, str):
        return one_line(str(value))[:_LONGEST_VALUE]
    text = one_line(value)
    return f'"{text}"' if len(text) <= _LONGEST_VALUE else f'"{text[:_LONGEST_VALUE]}…"'


def _as_id(text: str) -> str:
    """An id made from a text: "Åben runde" gives "aaben-runde"."""
    words = re.sub(r"[^a-z0-9]+", "-", ascii_key(text)).strip("-")
    return words[:LONGEST_WORD].strip("-") or "phase-1"
