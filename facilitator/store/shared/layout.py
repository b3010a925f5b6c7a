"""The layout of a shared archive in a store: the names of objects, and the paths of their files.

An object is named by the id of its note, below the team in whose folder the note lies. In an
encrypted archive both are codes, which the files have as their names already.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.team import team_key
from facilitator.store.archive import Archive, safe_name
from facilitator.store.files import NotRead, text_of
from facilitator.store.paths import ARCHIVE_FILE, ENCRYPTION_FILE, SEALED
from facilitator.store.toml import FileProblem, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HOUSE: Final = "house"
"""The shelf of what all teams share: archive.toml and the guides."""
_OF_HOUSE: Final = f"{HOUSE}/"
TEAMS: Final = "teams"
NOTES: Final = "notes"

_ID: Final = re.compile(r"[a-z0-9_-]{1,60}")
GUIDE: Final = re.compile(r"guides/[\w][\w .-]{0,80}\.toml")
HOUSE_FILES: Final = (ENCRYPTION_FILE, ARCHIVE_FILE)
_CODE: Final = re.compile(r"[a-z2-7]{26}")
"""What stands for a team or a note where no name may tell anything."""
_SEALED_NOTE: Final = re.compile(rf"([a-z2-7]{{26}})[^/]*{re.escape(SEALED)}")
_HEAD: Final = re.compile(rb'^(date|guide|kind) = "?([a-z0-9-]{1,60})"?[ \t\r]*$', re.MULTILINE)
"""What a new file is named by."""
_NO_CODE: Final = N_(
    "Its name is not that of an encrypted note, so it cannot be sent to the store."
)
_NOT_A_NOTE: Final = N_("It has no id, so it cannot be sent to the store.")


def name_of(path: str, data: bytes, shelves: Mapping[str, str]) -> str:
    """The name of the object that a file is to be; `shelves` as `shelves_by_key` gives them.

    Raises FileProblem for what is no TOML, or says no id.
    """
    if _is_of_house(path):
        return f"{HOUSE}/{path}"
    if path.endswith(SEALED):
        team, _slash, file = path.rpartition("/")
        match = _SEALED_NOTE.fullmatch(file)
        if not (match and _CODE.fullmatch(team)):
            raise FileProblem(Path(path), None, _NO_CODE)
        return f"{TEAMS}/{team}/{NOTES}/{match[1]}{SEALED}"
    try:
        note = parsed(text_of(data), Path(path))
    except NotRead as error:
        raise FileProblem.of(Path(path), error) from error
    note_id = note.get("id")
    if not isinstance(note_id, str) or not _ID.fullmatch(note_id):
        raise FileProblem(Path(path), None, _NOT_A_NOTE)
    top, _slash, inside = path.partition("/")
    shelf = f"{TEAMS}/{safe_name(top if inside else str(note.get('team', '')))}"
    if shelf not in shelves.values():
        shelf = shelves.get(team_key(shelf), shelf)
    return f"{shelf}/{NOTES}/{note_id}.toml"


def id_of(name: str) -> str:
    """The identity of an object, whichever shelf it is on: of a note its id."""
    if name.startswith(_OF_HOUSE):
        return name
    return name.rpartition("/")[2].removesuffix(SEALED).removesuffix(".toml")


def folder_of(folder: Path, name: str) -> Path:
    """The folder for an object's file: its team's, in whatever spelling."""
    if name.startswith(_OF_HOUSE):
        return (folder / name.removeprefix(_OF_HOUSE)).parent
    team = name.split("/")[1]
    return folder / team if name.endswith(SEALED) else Archive(folder).team_folder(team)


def path_of(folder: Path, name: str, data: bytes) -> Path:
    """The path of a new object's file in that folder."""
    file = name.rpartition("/")[2]
    if file.endswith(SEALED) or name.startswith(_OF_HOUSE):
        return folder / file
    head = data.partition(b"\n[")[0]
    words = {key.decode(): word.decode() for key, word in reversed(_HEAD.findall(head))}
    day, kind = words.get("date"), words.get("guide") or words.get("kind")
    stem = f"{day}-{kind}" if day and kind else file.removesuffix(".toml")
    return folder / f"{stem}.toml"


def is_ours(name: str) -> bool:
    """Whether an object's name is one of ours, and stays within the folder."""
    if name.startswith(_OF_HOUSE):
        return _is_of_house(name.removeprefix(_OF_HOUSE))
    words = name.split("/")
    if len(words) != 4 or (words[0], words[2]) != (TEAMS, NOTES):  # noqa: PLR2004
        return False
    team, file = words[1], words[3]
    if file.endswith(SEALED):
        return _CODE.fullmatch(f"{team}") is not None and _CODE.fullmatch(id_of(name)) is not None
    return (
        team == safe_name(team)
        and file.endswith(".toml")
        and _ID.fullmatch(id_of(name)) is not None
    )


def is_plain(name: str) -> bool:
    """Whether an object is an unencrypted note."""
    return not (name.endswith(SEALED) or name.startswith(_OF_HOUSE))


def is_code(word: str) -> bool:
    """Whether a shelf or a folder is named by a code."""
    return _CODE.fullmatch(word.rpartition("/")[2]) is not None


def _is_of_house(path: str) -> bool:
    return path in HOUSE_FILES or GUIDE.fullmatch(path) is not None


def shelf_of(name: str) -> str:
    """The words of a name that stand for a team, or the house."""
    first, _slash, rest = name.partition("/")
    return HOUSE if first == HOUSE else f"{first}/{rest.partition('/')[0]}"


def shelves_by_key(shelves: Iterable[str]) -> dict[str, str]:
    """The shelves by what their spellings have in common; of several spellings the first."""
    return {team_key(shelf): shelf for shelf in sorted(shelves, reverse=True)}


def objects_under(shelf: str) -> str:
    """What the names of a shelf's objects begin with, the log left out where that can be."""
    return HOUSE if shelf == HOUSE else f"{shelf}/{NOTES}"
