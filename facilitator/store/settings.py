"""Settings files, which people may write by hand: what one says, and what is wrong with it.

What a file says wrongly is named by its line, and the rest of it counts. Where a setting guards
something it is not so: then what cannot be read is in doubt, and whoever asks is told so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping  # noqa: TC003 pydantic reads it
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from facilitator.core.errors import N_, Refused
from facilitator.core.record import KeptRecord
from facilitator.store.files import NotRead, read_text_file
from facilitator.store.toml import FileProblem, line_of, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo

MOST_BYTES: Final = 2**20
_NEAR: Final = 0.7
"""How alike two keys are, from 0 to 1, of which one is taken for the other mistyped."""


class FileSettings(KeptRecord):
    """Settings that people may write by hand. Every field has a default; other keys survive."""

    GUARDS: ClassVar[Mapping[str, str]] = {}
    """The fields that guard something, and what is done meanwhile where one cannot be read.

    As a msgid, with {place} and {why} in it. Doubt never loosens what they guard.
    """


M = TypeVar("M", bound=FileSettings)


class Doubt(Refused):
    """What a setting guards cannot be known: its file, or the setting in it, cannot be read."""


@dataclass(frozen=True, slots=True)
class SettingsFile(Generic[M]):
    """What a settings file says."""

    values: M
    """Defaults for what the file does not say, or says wrongly."""
    problems: tuple[FileProblem, ...] = ()
    """What is wrong with it, by line."""
    in_doubt: Mapping[str, FileProblem] = field(default_factory=dict)
    """Of the fields that guard something, those that cannot be known, and why."""

    def certain(self, name: str) -> M:
        """The values, where that of the field `name` is known. Raises Doubt."""
        if why := self.in_doubt.get(name):
            raise Doubt(self.values.GUARDS[name], place=why.place, why=why)
        return self.values


def read_settings_file(path: Path, model: type[M]) -> SettingsFile[M]:
    """What a settings file says. A file that is not there says nothing, and has no problems.

    Raises nothing: where the file cannot be read at all everything that it guards is in doubt.
    """
    try:
        if not os.path.lexists(path):
            return SettingsFile(model())
        text = read_text_file(path, MOST_BYTES)
        written = parsed(text, path)
    except NotRead as error:
        return settings_in_doubt(model, FileProblem(path, None, error.msgid, **error.params))
    except FileProblem as problem:
        return settings_in_doubt(model, problem)
    if model.GUARDS and not text.strip():
        return settings_in_doubt(model, FileProblem(path, None, N_("It is empty.")))
    schema = written.get("schema", 1)
    if schema != 1:
        msgid = N_("This file was written by another version of the program.")
        return settings_in_doubt(model, FileProblem(path, line_of(text, ("schema",)), msgid))
    problems: tuple[FileProblem, ...] = ()
    try:
        values = model.model_validate(written)
    except ValidationError as error:
        problems = value_problems(path, text, error)
        for detail in error.errors(include_url=False):
            _take_out(written, detail["loc"])
        values = model.model_validate(written)
    doubts = {str(problem.params["key"]).partition(".")[0]: problem for problem in problems}
    for keys in _unknown_keys(written, model):
        meant = _guarded_key_like(keys[-1], model)
        if meant and meant.partition(".")[0] not in doubts:
            msgid = N_("{key} is not read here. Is {meant} meant?")
            key = ".".join(keys)
            mistyped = FileProblem(path, line_of(text, keys), msgid, key=key, meant=meant)
            problems = (*problems, mistyped)
            doubts[meant.partition(".")[0]] = mistyped
    in_doubt = {name: problem for name, problem in doubts.items() if name in model.GUARDS}
    return SettingsFile(values, problems, in_doubt)


def settings_in_doubt(model: type[M], why: FileProblem) -> SettingsFile[M]:
    """Settings of which nothing is known: everything that they guard is in doubt."""
    return SettingsFile(model(), (why,), dict.fromkeys(model.GUARDS, why))


def _unknown_keys(
    table: dict[str, Any], known: type[BaseModel] | None, *above: str
) -> Iterator[tuple[str, ...]]:
    """The keys that no field of the model has, in the tables of others too."""
    fields = {f.alias or name: f for name, f in known.model_fields.items()} if known else {}
    for key, value in table.items():
        inside = _model_of(fields[key]) if key in fields else None
        if key not in fields:
            yield (*above, key)
        if isinstance(value, dict) and (inside or key not in fields):
            yield from _unknown_keys(value, inside, *above, key)


def _guarded_key_like(key: str, model: type[FileSettings]) -> str | None:
    """The key of a guarding field, as `table.key`, that one may have been meant for."""
    from difflib import get_close_matches

    keys: dict[str, str] = {}
    for guard in model.GUARDS:
        keys[guard] = guard
        if inside := _model_of(model.model_fields[guard]):
            keys |= {name: f"{guard}.{name}" for name in inside.model_fields}
    plain = key.casefold().replace("-", "_").replace(" ", "_")
    return next((keys[near] for near in get_close_matches(plain, keys, 1, _NEAR)), None)


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a table."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _take_out(written: dict[str, Any], keys: tuple[int | str, ...]) -> None:
    """Remove a value, or the nearest table or list around it that can go as a whole."""
    table = written
    for key in keys[:-1]:
        inner = table.get(str(key))
        if not isinstance(inner, dict):
            table.pop(str(key), None)
            return
        table = inner
    table.pop(str(keys[-1]), None)
