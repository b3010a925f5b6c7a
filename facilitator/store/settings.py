"""The user's settings: one file that people may write by hand, and read with goodwill."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import tomli_w
from pydantic import BaseModel, Field, ValidationError

from facilitator.core.errors import N_
from facilitator.core.record import KeptRecord, OneLine
from facilitator.store.files import NotRead, make_private_folder, read_text_file, write_privately
from facilitator.store.toml import FileProblem, line_of, parsed, value_problems

if TYPE_CHECKING:
    from collections.abc import Collection
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


class Settings(KeptRecord):
    """What a user has chosen. Keys we do not know survive."""

    language: Literal["da", "en"] | None = None
    """Absent: by the system's locale."""
    theme: OneLine | None = None
    """The name of a theme; absent: the program's own."""
    reduced_motion: bool = False
    """Nothing on screen moves by itself but the clock."""
    ascii: bool = False
    """Only signs that every terminal has."""
    sound: bool = False
    """Whether the end of a phase is heard."""
    keymap: dict[str, OneLine] = Field(default_factory=dict)
    """Other keys for a command, by its id."""


def read_settings(path: Path) -> tuple[Settings, tuple[FileProblem, ...]]:
    """The settings in a file, defaults for what it says wrongly, and what is wrong by line."""
    return read_tolerantly(path, Settings)


def unknown_names(
    path: Path, settings: Settings, *, themes: Collection[str], commands: Collection[str]
) -> tuple[FileProblem, ...]:
    """What the settings in a file name that there is none of, by line."""
    found: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {}
    if settings.theme is not None and settings.theme not in themes:
        choices = ", ".join(map(repr, themes))
        said = N_("{key} has to be one of these: {choices}.")
        found["theme",] = (said, {"key": "theme", "choices": choices})
    for name in settings.keymap:
        if name not in commands:
            found["keymap", name] = _no_such_command(name, commands)
    text = _text(path) if found else ""
    return tuple(
        FileProblem(path, line_of(text, keys), msgid, **params)
        for keys, (msgid, params) in found.items()
    )


def save_setting(path: Path, key: str, value: str | bool) -> None:
    """Change one setting in the file, which is otherwise left as its user wrote it.

    A comment on the setting's own line is lost. Raises FileProblem where the file is broken,
    NotWritten where the disk says no.
    """
    path = path.resolve()  # a link to it stays a link
    text = _text(path)
    before = parsed(text, path)
    after = {**before, key: value}
    changed = _with_line(text, key, tomli_w.dumps({key: value}), before)
    if not _means(changed, after):  # written in some unusual way: the values count
        changed = tomli_w.dumps(after)
    make_private_folder(path.parent)
    write_privately(path, changed.encode())


def _no_such_command(name: str, commands: Collection[str]) -> tuple[str, dict[str, str]]:
    from difflib import get_close_matches

    for near in get_close_matches(name, commands, 1):
        return N_("There is no command {name}. Do you mean {near}?"), {"name": name, "near": near}
    return N_("There is no command {name}."), {"name": name}


def _text(path: Path) -> str:
    try:
        return read_text_file(path, MOST_BYTES) if path.exists() else ""
    except NotRead as error:
        raise FileProblem(path, None, error.msgid, **error.params) from error


def _with_line(text: str, key: str, line: str, before: dict[str, Any]) -> str:
    """The text with the line in place of the key's own, or at the top, before any table."""
    lines = text.splitlines(keepends=True)
    at = line_of(text, (key,)) if key in before else None
    if at is None:
        return line + text
    return "".join([*lines[: at - 1], line, *lines[at:]])


def _means(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except ValueError:
        return False
