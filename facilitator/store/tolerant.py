"""Settings that people write by hand: a wrong value is named, and the rest still counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from facilitator.store.problems import FileProblem, value_problems
from facilitator.store.reading import NotRead, read_text_file
from facilitator.store.toml_parsing import parsed

if TYPE_CHECKING:
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)
MOST_BYTES = 2**20


def read_tolerantly(path: Path, model: type[M]) -> tuple[M, tuple[FileProblem, ...]]:
    """What a settings file says, defaults for what it does not or says wrongly, and what is wrong.

    Every field of the model has a default. A file that is not there has no problems.
    """
    if not path.exists():
        return model(), ()
    try:
        text = read_text_file(path, MOST_BYTES)
    except NotRead as error:
        return model(), (FileProblem(path, None, error.msgid, **error.params),)
    try:
        written = parsed(text, path)
    except FileProblem as problem:
        return model(), (problem,)
    try:
        return model.model_validate(written), ()
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _take_out(written, detail["loc"])
        return model.model_validate(written), value_problems(path, text, error)


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
