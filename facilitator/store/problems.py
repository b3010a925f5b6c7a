"""What is wrong with a file, said in one sentence with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.refusal import N_, Refused
from facilitator.store.toml_lines import line_of

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


class FileProblem(Refused):
    """A file that cannot be used, or a value in it that cannot."""

    path: Final[Path]
    line: Final[int | None]

    def __init__(self, path: Path, line: int | None, msgid: str, /, **params: object) -> None:
        super().__init__(msgid, **params)
        self.path = path
        self.line = line

    @property
    def place(self) -> str:
        """The file, and the line where it is known: `note.toml:12`."""
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"


_WRONG: Final = {
    "missing": N_("{key} is missing."),
    "extra_forbidden": N_("{key} is not known here."),
    "enum": N_("{key} has to be one of these: {choices}."),
    "literal_error": N_("{key} has to be one of these: {choices}."),
    "greater_than_equal": N_("{key} has to be {least} at least."),
    "less_than_equal": N_("{key} has to be {most} at most."),
    "string_pattern_mismatch": N_("{key} may hold small letters a–z, digits and hyphens only."),
}
"""By pydantic's name for the error."""

_EXPECTED: Final = {
    "bool": N_("{key} has to be true or false."),
    "date": N_("{key} has to be a date, as 2026-11-21."),
    "datetime": N_("{key} has to be a date and a time."),
    "dict": N_("{key} has to be a table."),
    "finite": N_("{key} has to be a number."),
    "float": N_("{key} has to be a number."),
    "int": N_("{key} has to be a whole number."),
    "model": N_("{key} has to be a table."),
    "string": N_("{key} has to be a text in quotes."),
    "timezone": N_("{key} has to be a time with its time zone."),
    "tuple": N_("{key} has to be a list."),
}
"""By the first word of pydantic's name for the error: the type it expected."""


def value_problems(
    path: Path, text: str, error: ValidationError, *under: str
) -> tuple[FileProblem, ...]:
    """What pydantic finds wrong in the text of a file: a sentence and a line for each key.

    `under` names the table it was looking at, where that is not the whole file.
    """
    found: dict[str, FileProblem] = {}
    for detail in error.errors(include_url=False):
        keys = (*under, *detail["loc"])
        key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in keys)
        msgid, params = _sentence(detail)
        problem = FileProblem(path, line_of(text, keys), msgid, key=key, **params)
        found.setdefault(key, problem)
    return tuple(found.values())


def _sentence(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    kind, context = detail["type"], detail.get("ctx", {})
    msgid = _WRONG.get(kind) or _EXPECTED.get(kind.partition("_")[0])
    params = {
        "choices": str(context.get("expected")).replace(" or ", ", "),
        "least": context.get("ge"),
        "most": context.get("le"),
    }
    return msgid or N_("{key} has a value that cannot be used."), params
