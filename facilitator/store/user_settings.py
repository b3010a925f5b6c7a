"""The user's own settings: read without a model; what is wrong in them is reported separately.

A setting with a wrong value counts as missing, and `settings_problems` names it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from facilitator.core.errors import N_, Language, Refused
from facilitator.core.text.plain import one_line
from facilitator.store.files import NotRead, make_private_folder, read_file, text_of
from facilitator.store.lock import PATIENCE, Change, change_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from facilitator.store.files import Stamp
    from facilitator.store.toml import FileProblem

NO_COMMAND: Final = N_("There is no command {name}.")

MOST_BYTES: Final = 2**20
_IN_USE: Final = N_("Another program is changing your settings. Nothing was saved: try again.")


@dataclass(frozen=True, slots=True)
class Settings:
    """A user's settings. Unknown keys survive in the file."""

    language: Language | None = None
    """Absent: by the system's locale."""
    theme: str | None = None
    """The name of a theme; absent: the program's own."""
    reduced_motion: bool = False
    """Nothing on screen moves by itself but the clock."""
    ascii: bool = False
    """Only signs that every terminal has."""
    sound: bool = False
    """Whether the end of a phase is heard."""
    keymap: dict[str, str] = field(default_factory=dict)
    """Other keys for a command, by its id."""


def read_settings(path: Path) -> Settings:
    """The settings in a file, with defaults for missing and invalid ones."""
    if not path.exists():
        return Settings()
    from facilitator.store.toml import parsed

    try:
        written = parsed(_text(path), path)
    except Refused:
        return Settings()
    if written.get("schema", 1) != 1:
        return Settings()
    language, theme, keymap = (written.get(key) for key in ("language", "theme", "keymap"))
    switches = {key: written.get(key) is True for key in ("reduced_motion", "ascii", "sound")}
    keys = keymap.items() if isinstance(keymap, dict) else ()
    return Settings(
        language=language if language == "da" or language == "en" else None,  # noqa: PLR1714 for mypy
        theme=one_line(theme) if isinstance(theme, str) else None,
        keymap={command: one_line(key) for command, key in keys if isinstance(key, str)},
        **switches,
    )


def settings_problems(
    path: Path, *, themes: Collection[str], commands: Collection[str]
) -> tuple[FileProblem, ...]:
    """The problems of the settings in a file, including unknown names."""
    if not path.exists():
        return ()
    from pydantic import ConfigDict, create_model

    from facilitator.store.settings import read_settings_file

    defaults = Settings()
    hints = get_type_hints(Settings)
    kinds: dict[str, Any] = {
        each.name: (hints[each.name], getattr(defaults, each.name)) for each in fields(Settings)
    }
    model = create_model("Settings", __config__=ConfigDict(strict=True), **kinds)
    problems = read_settings_file(path, model).problems
    return (*problems, *_unknown_names(path, themes=themes, commands=commands))


def save_setting(path: Path, key: str, value: str | bool) -> None:
    """Change one setting in the file, which is otherwise left as its user wrote it.

    Two changes at once, of this program or of others, are made one after the other. Raises
    FileProblem where the file is broken, NotWritten where the disk says no, AlreadyOpen where
    another program does not let go of it.
    """
    path = path.resolve()  # a link to it stays a link
    make_private_folder(path.parent)
    change_file(path, lambda: _with(path, key, value), wait=PATIENCE, why=_IN_USE)


def _with(path: Path, key: str, value: str | bool) -> Change:
    """The text of the file with that setting."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from facilitator.store.toml import FileProblem, parsed

    text, stamp = _read(path)
    parsed(text, path)
    try:
        document = tomlkit.parse(text)
        document[key] = value
        return Change(tomlkit.dumps(document).encode(), stamp)
    except TOMLKitError as error:
        msgid = N_("It cannot be changed from here. Change it by hand.")
        raise FileProblem(path, None, msgid) from error


def _unknown_names(
    path: Path, *, themes: Collection[str], commands: Collection[str]
) -> tuple[FileProblem, ...]:
    """The unknown themes, commands and the like in a settings file, by line."""
    from facilitator.store.toml import NOT_ONE_OF, FileProblem, line_of

    settings = read_settings(path)
    unknown: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {}
    if settings.theme is not None and settings.theme not in themes:
        choices = ", ".join(map(repr, themes))
        template = NOT_ONE_OF
        unknown["theme",] = (template, {"key": "theme", "choices": choices})
    for name in settings.keymap:
        if name not in commands:
            unknown["keymap", name] = _no_such_command(name, commands)
    text = _text(path) if unknown else ""
    return tuple(
        FileProblem(path, line_of(text, keys), msgid, **params)
        for keys, (msgid, params) in unknown.items()
    )


def _no_such_command(name: str, commands: Collection[str]) -> tuple[str, dict[str, str]]:
    from difflib import get_close_matches

    for near in get_close_matches(name, commands, 1):
        return N_("There is no command {name}. Do you mean {near}?"), {"name": name, "near": near}
    return NO_COMMAND, {"name": name}


def _text(path: Path) -> str:
    return _read(path)[0]


def _read(path: Path) -> tuple[str, Stamp | None]:
    """The text of the file and its stamp; both None where it is missing."""
    if not path.exists():
        return "", None
    try:
        data, stamp = read_file(path, MOST_BYTES)
        return text_of(data), stamp
    except NotRead as error:
        from facilitator.store.toml import FileProblem

        raise FileProblem.of(path, error) from error
