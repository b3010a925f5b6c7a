"""The settings of an archive, which people write by hand, and what is wrong with settings files.

A wrong value is reported by its line, and the rest counts. Where a setting guards something, a
value that cannot be read raises `Doubt` for whoever asks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.guide.vocabulary import Vocabulary
from facilitator.core.record import KeptRecord, OneLine
from facilitator.core.retention import LeftOpenDays, Retention
from facilitator.store.files import NotRead, not_read, read_text_file
from facilitator.store.toml import (
    ANOTHER_VERSION,
    UNKNOWN_KEY,
    FileProblem,
    line_of,
    parsed,
    value_problems,
)
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pydantic.fields import FieldInfo

MOST_BYTES: Final = 2**20
_NEAR: Final = 0.7
"""How alike two keys are, from 0 to 1, of which one is taken for the other mistyped."""
_TELLING: Final = {
    "responses": "responses_at_least",
    "respondents": "responses_at_least",
    "answers": "responses_at_least",
    "svar": "responses_at_least",
    "retention": "retention_months",
    "opbevaring": "retention_months",
    "sletning": "retention_months",
    "keywords": "retention_months.keywords",
    "stikord": "retention_months.keywords",
}
"""Words that tell in a key what guarding key was meant, however else it is written."""


M = TypeVar("M", bound=BaseModel)


class ArchiveSettings(KeptRecord):
    """The settings shared by all users of an archive. Unknown keys survive."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    name: OneLine = ""
    citizen: Vocabulary = Vocabulary.CITIZEN
    """What those are called whom the work is for."""
    remember_order: Annotated[bool, Field(strict=True)] = False
    """Whether the order of names of last time is offered. It never lies in the archive."""
    responses_at_least: Annotated[int, Field(ge=5, le=100, strict=True)] = 5
    """No result of a measurement is shown with fewer responses (measurement.md)."""
    retention_months: Retention = Retention()
    left_open_days: LeftOpenDays = LeftOpenDays()
    """How long what was left open waits on the machine it is on (privacy.md P15)."""


GUARDS: Final = {
    "remember_order": N_("{place}: {why} Until that is fixed, no order of names is remembered."),
    "responses_at_least": N_(
        "{place}: {why} Until that is fixed, no result is shown and no measurement is closed."
    ),
    "retention_months": N_("{place}: {why} Until that is fixed, nothing is deleted for its age."),
    "left_open_days": N_(
        "{place}: {why} Until that is fixed, nothing that was left open is destroyed."
    ),
}
"""The settings of an archive that guard something, and what is done while one cannot be read.

As a msgid, with {place} and {why} in it. Doubt never loosens what they guard (privacy.md P18).
"""

DELETING: Final = ("retention_months", "left_open_days")
"""Those by which something is deleted for good."""


class Doubt(Refused):
    """A setting that guards something, or its file, cannot be read."""


@dataclass(frozen=True, slots=True)
class SettingsFile(Generic[M]):
    """The settings of a file, and its problems."""

    values: M
    """Defaults for what the file does not say, or says wrongly."""
    problems: tuple[FileProblem, ...] = ()
    """What is wrong with it, by line."""
    in_doubt: Mapping[str, FileProblem] = field(default_factory=dict)
    """Of the fields that guard something, those that cannot be known, and why."""


def read_settings_file(path: Path, model: type[M], guards: Collection[str] = ()) -> SettingsFile[M]:
    """What a settings file says. A file that is not there says nothing, and has no problems.

    `guards` are the fields that guard something. Raises nothing: where the file cannot be read at
    all each of them is in doubt, else those alone that it says wrongly.
    """
    try:
        if not _is_there(path):
            return SettingsFile(model())
        text = read_text_file(path, MOST_BYTES)
        written = parsed(text, path)
    except NotRead as error:
        return settings_in_doubt(model, guards, FileProblem.of(path, error))
    except FileProblem as problem:
        return settings_in_doubt(model, guards, problem)
    if guards and not text.strip():
        return settings_in_doubt(model, guards, FileProblem(path, None, N_("It is empty.")))
    schema = written.get("schema", 1)
    if schema != 1:
        msgid = ANOTHER_VERSION
        return settings_in_doubt(
            model, guards, FileProblem(path, line_of(text, ("schema",)), msgid)
        )
    return _settings_of(path, text, written, model, guards)


def _settings_of(
    path: Path, text: str, written: dict[str, Any], model: type[M], guards: Collection[str]
) -> SettingsFile[M]:
    """What the text of a settings file says, where it is TOML of this schema."""
    unknown_keys = list(_unknown_keys(written, model))
    lost = _lost_in_a_piece(path, text, written, model, guards)
    values, problems = _values(path, text, written, model)
    doubts = {str(problem.params["key"]).partition(".")[0]: problem for problem in problems}
    problems = (*problems, *{piece for name, piece in lost.items() if name not in doubts})
    doubts = lost | doubts
    for keys in unknown_keys:
        key, line = ".".join(keys), line_of(text, keys)
        if meant := _guarded_key_like(keys[-1], model, guards):
            if meant.partition(".")[0] in doubts:
                continue
            msgid = N_("{key} is not read here. Is {meant} meant?")
            unknown = FileProblem(path, line, msgid, key=key, meant=meant)
        elif keys[0] in guards:
            meant, unknown = keys[0], FileProblem(path, line, UNKNOWN_KEY, key=key)
        else:
            continue
        problems = (*problems, unknown)
        doubts.setdefault(meant.partition(".")[0], unknown)
    in_doubt = {name: problem for name, problem in doubts.items() if name in guards}
    return SettingsFile(values, problems, in_doubt)


def _lost_in_a_piece(
    path: Path,
    text: str,
    written: dict[str, Any],
    model: type[BaseModel],
    guards: Collection[str],
) -> dict[str, FileProblem]:
    """The guarding fields that may be lost, where a file may be but a piece of what it was.

    Those that it does not say. Where it ends in the middle of a line, also the one on that line,
    whose value may have been longer, and a table of which it says but a part.
    """
    piece = _is_a_piece(path, text, written)
    if piece is None:
        return {}
    last_line = None if text.endswith("\n") else text.count("\n") + 1

    def is_lost(guard: str) -> bool:
        if guard not in written or last_line is None:
            return guard not in written
        inside, said = _model_of(model.model_fields[guard]), written[guard]
        if inside is None or not isinstance(said, dict):
            return line_of(text, (guard,)) == last_line
        lines = {line_of(text, (guard, key)) for key in said}
        return not said.keys() >= inside.model_fields.keys() or last_line in lines

    return {guard: piece for guard in sorted(guards) if is_lost(guard)}


def _is_a_piece(path: Path, text: str, said: Collection[str]) -> FileProblem | None:
    """Why the file may be but a piece of what it was, so that what it does not say is not known."""
    if "schema" not in said:
        return FileProblem(
            path,
            None,
            N_(
                "It does not say schema = 1, so something of it may be missing. Fetch it back from "
                "a copy, or write schema = 1 at the top of it if nothing is."
            ),
        )
    if not text.endswith("\n"):
        return FileProblem(
            path,
            None,
            N_(
                "It ends in the middle of a line, so something of it may be missing. Fetch it back "
                "from a copy, or end its last line with Enter if nothing is."
            ),
        )
    return None


def _is_there(path: Path) -> bool:
    """Whether the file exists. Raises NotRead where that cannot be known."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise not_read(error) from error
    return True


def _values(
    path: Path, text: str, written: dict[str, Any], model: type[M]
) -> tuple[M, tuple[FileProblem, ...]]:
    """The valid values, and the problems of the others."""
    problems: tuple[FileProblem, ...] = ()
    while True:  # what is wrong of a whole table shows when nothing in it is
        try:
            return model.model_validate(written), problems
        except ValidationError as error:
            problems = (*problems, *value_problems(path, text, error))
            for detail in error.errors(include_url=False):
                _take_out(written, detail["loc"])


def settings_in_doubt(model: type[M], guards: Collection[str], why: FileProblem) -> SettingsFile[M]:
    """Settings of which nothing is known, so that everything they guard is in doubt."""
    return SettingsFile(model(), (why,), dict.fromkeys(guards, why))


def _unknown_keys(
    table: dict[str, Any], model: type[BaseModel] | None, *above: str
) -> Iterator[tuple[str, ...]]:
    """The keys that the model does not have, also in other tables."""
    fields = {f.alias or name: f for name, f in model.model_fields.items()} if model else {}
    for key, value in table.items():
        inside = _model_of(fields[key]) if key in fields else None
        if key not in fields:
            yield (*above, key)
        if isinstance(value, dict) and (inside or key not in fields):
            yield from _unknown_keys(value, inside, *above, key)


def _guarded_key_like(key: str, model: type[BaseModel], guards: Collection[str]) -> str | None:
    """The guarding key, as `table.key`, that an unknown key may have been meant for."""
    from difflib import get_close_matches

    keys: dict[str, str] = {}
    for guard in guards:
        keys[guard] = guard
        if inside := _model_of(model.model_fields[guard]):
            keys |= {name: f"{guard}.{name}" for name in inside.model_fields}
    plain = key.casefold().replace("-", "_").replace(" ", "_")
    near = (keys[match] for match in get_close_matches(plain, keys, 1, _NEAR))
    by_word = (meant for word in plain.split("_") if (meant := _TELLING.get(word)))
    return next((meant for meant in (*near, *by_word) if meant.partition(".")[0] in guards), None)


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a table."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _take_out(written: dict[str, Any], keys: tuple[int | str, ...]) -> None:
    """Remove a value, or the nearest table or list around it that is optional."""
    table = written
    for key in keys[:-1]:
        inner = table.get(str(key))
        if not isinstance(inner, dict):
            table.pop(str(key), None)
            return
        table = inner
    table.pop(str(keys[-1]), None)


def first_text() -> str:
    """A new archive.toml: every key with its default and what it means, in the language in use."""
    settings, months, days = ArchiveSettings(), Retention(), LeftOpenDays()
    keys = (
        ("schema", 1, _("The version of this file's format. Leave it as it is.")),
        ("name", '""', _("The name of the archive, as it is shown.")),
        (
            "citizen",
            f'"{settings.citizen}"',
            _('Those you work for: "borger", "beboer", "barn", "bruger" or "patient".'),
        ),
        (
            "remember_order",
            "false",
            _("Whether the names of last time are offered. They are never kept in the archive."),
        ),
        (
            "responses_at_least",
            settings.responses_at_least,
            _("No result of a measurement is shown with fewer responses. 5 or more."),
        ),
    )
    kept = (
        ("keywords", months.keywords, _("Keywords from check-outs and reflections.")),
        ("learning_points", months.learning_points, _("Learning points.")),
        ("commitments", months.commitments, _("Commitments, counted from when they ended.")),
        ("aggregates", months.aggregates, _("Results of measurements.")),
    )
    left_open = (
        ("sessions_offered", days.sessions_offered, _("A session: to be closed or destroyed.")),
        ("sessions_destroyed", days.sessions_destroyed, _("A session is destroyed.")),
        ("answers_offered", days.answers_offered, _("Answers of a measurement: the same.")),
        ("answers_destroyed", days.answers_destroyed, _("The answers are destroyed.")),
    )
    tables = (
        (
            "retention_months",
            _("How many months things are kept before their deletion is offered."),
            kept,
        ),
        (
            "left_open_days",
            _(
                "After how many days it is offered to close what was left open, and after "
                "how many it is destroyed."
            ),
            left_open,
        ),
    )
    paragraphs = [f"# {comment}\n{key} = {value}\n" for key, value, comment in keys]
    for name, comment, rows in tables:
        lines = (f"{key} = {value} # {meaning}\n" for key, value, meaning in rows)
        paragraphs.append(f"# {comment}\n[{name}]\n{''.join(lines)}")
    return "\n".join(paragraphs)
