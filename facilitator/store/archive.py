"""An archive: a folder with an archive.toml and the notes in it, a folder for each team.

Two names that differ in letter case alone are one team: people mean the same by them, and many
disks hold no two such folders.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from facilitator.core.guide.vocabulary import Vocabulary
from facilitator.core.record import KeptRecord, OneLine
from facilitator.core.retention import Retention
from facilitator.core.text.plain import one_line
from facilitator.store.files import create_privately, make_private_folder
from facilitator.store.places import ARCHIVE_FILE, GUIDES
from facilitator.store.settings import read_tolerantly
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.toml import FileProblem


class ArchiveSettings(KeptRecord):
    """The settings that all who use an archive share. Keys we do not know survive."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    name: OneLine = ""
    citizen: Vocabulary = Vocabulary.CITIZEN
    """What those are called whom the work is for."""
    remember_order: bool = False
    """Whether the order of names of last time is offered. It never lies in the archive."""
    responses_at_least: Annotated[int, Field(ge=5, le=100)] = 5
    """No result of a measurement is shown with fewer responses (measurement.md)."""
    retention_months: Retention = Retention()


def read_archive_settings(path: Path) -> tuple[ArchiveSettings, tuple[FileProblem, ...]]:
    """The settings in a file, and what is wrong with it by line."""
    return read_tolerantly(path, ArchiveSettings)


def first_text() -> str:
    """A new archive.toml: every key with its default and what it means, in the language in use."""
    settings, months = ArchiveSettings(), Retention()
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
    table = _("How many months things are kept before their deletion is offered.")
    paragraphs = [f"# {comment}\n{key} = {value}\n" for key, value, comment in keys]
    paragraphs.append(f"# {table}\n[retention_months]\n")
    rows = [f"{key} = {value} # {comment}\n" for key, value, comment in kept]
    return "\n".join(paragraphs) + "".join(rows)


LONGEST_NAME: Final = 100
"""Bytes in UTF-8."""
_PUNCTUATION: Final = frozenset(" -_.,+&()'")
_OF_THE_SYSTEM: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE
)
"""What Windows takes for a device, with any ending."""
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""No two of them look alike."""


class Archive:
    """The archive in a folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    @property
    def settings(self) -> ArchiveSettings:
        """What its archive.toml says; defaults for what it does not."""
        return self._read[0]

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """What is wrong with its archive.toml, by line."""
        return self._read[1]

    @property
    def guides(self) -> Path:
        """The guides that belong to it."""
        return self.folder / GUIDES

    def prepare(self) -> None:
        """Make the folder and its archive.toml where they are missing. Raises NotWritten."""
        make_private_folder(self.folder)
        file = self.folder / ARCHIVE_FILE
        if not os.path.lexists(file):
            try:
                create_privately(file, first_text().encode())
            except FileExistsError:  # another program was faster
                return

    def team_folder(self, team: str) -> Path:
        """The folder of a team's notes: the one there is, in whatever letter case, or a new one."""
        name = safe_name(team)
        if not (self.folder / name).is_dir():
            for other in self._folders():
                if folded(other) == folded(name):
                    return self.folder / other
        return self.folder / name

    @cached_property
    def _read(self) -> tuple[ArchiveSettings, tuple[FileProblem, ...]]:
        return read_archive_settings(self.folder / ARCHIVE_FILE)

    def _folders(self) -> list[str]:
        try:
            with os.scandir(self.folder) as entries:
                return sorted(e.name for e in entries if e.is_dir(follow_symlinks=False))
        except OSError:
            return []


def folded(team: str) -> str:
    """What two names of one team have in common."""
    return unicodedata.normalize("NFC", one_line(team).casefold())


def safe_name(team: str) -> str:
    """A folder's name for a team, the same on every system, 100 bytes at most.

    Letters, digits and ``-_.,+&()'`` stay. A name that had to be changed in more than its spacing
    ends in a hash of the whole name, so that two teams never meet in one folder.
    """
    name = one_line(team)
    kept = "".join(letter if _is_kept(letter) else "-" for letter in name)
    kept = re.sub(r"-{2,}", "-", kept) if kept != name else kept
    kept = kept.lstrip(" .-").rstrip(" .")
    if _OF_THE_SYSTEM.fullmatch(kept.partition(".")[0].rstrip()) or _is_ours(kept):
        kept = "_" + kept
    if kept == name and kept and len(kept.encode()) <= LONGEST_NAME:
        return kept
    mark = "-" + short_hash(folded(name))
    room = LONGEST_NAME - len(mark)
    head = kept.encode()[:room].decode(errors="ignore").rstrip(" .-")
    return unicodedata.normalize("NFC", (head or "team") + mark)


def short_hash(text: str, length: int = 6) -> str:
    """A few letters that stand for a text."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    return "".join(LETTERS[number // len(LETTERS) ** i % len(LETTERS)] for i in range(length))


def _is_kept(letter: str) -> bool:
    return letter in _PUNCTUATION or unicodedata.category(letter)[0] in "LMN"


def _is_ours(name: str) -> bool:
    """Whether the archive has another use for that name."""
    return name.casefold() in {GUIDES, ARCHIVE_FILE}
