"""An archive: a folder with an archive.toml and the notes in it, a folder for each team."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.team import same_team, team_key
from facilitator.core.text.plain import one_line
from facilitator.store.encryption import keys_if_encrypted
from facilitator.store.files import (
    NotRead,
    NotWritten,
    create_first_free,
    create_privately,
    make_private_folder,
    numbered,
    read_file,
    stamp_of,
)
from facilitator.store.lock import PATIENCE, Lock
from facilitator.store.paths import (
    ARCHIVE_FILE,
    ENCRYPTION_FILE,
    GUIDES,
    SEALED,
    private_folder,
    short_hash,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from facilitator.core.guide.vocabulary import Vocabulary
    from facilitator.core.retention import LeftOpenDays, Retention
    from facilitator.store.files import Stamp
    from facilitator.store.settings import ArchiveSettings, Doubt, SettingsFile
    from facilitator.store.toml import FileProblem


_MOST_BYTES: Final = 2**20
"""Of archive.toml."""
LONGEST_NAME: Final = 100
"""Bytes in UTF-8."""
_PUNCTUATION: Final = frozenset(" -_.,+&()'")
_OF_THE_SYSTEM: Final = r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])"
"""What Windows takes for a device, with any ending."""


class Archive:
    """The archive in a folder, which may not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._read: tuple[Stamp | None, SettingsFile[ArchiveSettings]] | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is the folder of this user's private notes (see `private`)."""
        return self.folder == private_folder()

    @property
    def name(self) -> str:
        """Its name in archive.toml; empty where it has none."""
        return self._file.values.name

    @property
    def citizen(self) -> Vocabulary:
        """The word for the people the work is for."""
        return self._file.values.citizen

    @property
    def remember_order(self) -> bool:
        """Whether the names of last time are offered. Raises Doubt."""
        return self.certain("remember_order").remember_order

    @property
    def responses_at_least(self) -> int:
        """The least number of responses for which a result is shown. Raises Doubt."""
        return self.certain("responses_at_least").responses_at_least

    @property
    def response_limit(self) -> int | Doubt:
        """The same, or the reason it is unknown: in doubt no result is shown."""
        from facilitator.store.settings import Doubt

        try:
            return self.responses_at_least
        except Doubt as doubt:
            return doubt

    @property
    def retention(self) -> Retention:
        """The retention periods. Raises Doubt."""
        return self.certain("retention_months").retention_months

    @property
    def left_open_days(self) -> LeftOpenDays:
        """The days after which what was left open is ended. Raises Doubt."""
        return self.certain("left_open_days").left_open_days

    def certain(self, name: str) -> ArchiveSettings:
        """The settings in archive.toml, where that of the given name is certain. Raises Doubt."""
        from facilitator.store.settings import GUARDS, Doubt

        file = self._file
        if why := file.in_doubt.get(name):
            raise Doubt(GUARDS[name], place=why.place, why=why)
        return file.values

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """Problems with archive.toml, by line."""
        return self._file.problems

    @property
    def guides(self) -> Path:
        """The folder of the archive's own guides."""
        return self.folder / GUIDES

    def prepare(self) -> None:
        """Make the folder and its archive.toml, where they are missing. Raises NotWritten.

        No archive.toml is made in the private folder, nor next to a file that may be a copy of one.
        """
        make_private_folder(self.folder)
        if self.is_private:
            return
        file = self.folder / ARCHIVE_FILE
        if not (os.path.lexists(file) or self._other_settings() or self._is_lost()):
            from facilitator.store.settings import first_text

            try:
                create_privately(file, first_text().encode())
            except FileExistsError:  # another program was faster
                return

    def team_folder(self, team: str) -> Path:
        """The folder of a team's notes: an existing one in any spelling, or a new one.

        Raises NotWritten where the archive is encrypted and its keys cannot be read or trusted.
        """
        if keys := keys_if_encrypted(self.folder):
            return self.folder / keys.team_code(team)
        name = safe_name(team)
        if not (self.folder / name).is_dir():
            for other in self._folders():
                if same_team(other, name):
                    return self.folder / other
        return self.folder / name

    def note_names(self, base: str, note_id: str) -> Iterator[str]:
        """The possible names of a new note's file, the best first. Raises as `team_folder`.

        `base` is its readable part: `2026-03-03-check-out`.
        """
        keys = keys_if_encrypted(self.folder)
        return keys.note_names(note_id) if keys else numbered(base, ".toml")

    def may_hold(self, team: str, base: str, note_id: str) -> Iterator[Path]:
        """The files that by their names may hold a note. Raises as `team_folder`."""
        stem, dot, suffix = next(self.note_names(base, note_id)).partition(".")
        return self.team_folder(team).glob(f"{stem}*{dot}{suffix}")

    def create_note(self, team: str, base: str, note_id: str, data: bytes) -> Path:
        """Write a note to a new file in its team's folder. Raises NotWritten, AlreadyOpen.

        A lock keeps the archive from being encrypted meanwhile.
        """
        self.prepare()
        why = N_("Another program is writing in this archive. Try again in a moment.")
        with Lock.take(self.folder / ENCRYPTION_FILE, wait=PATIENCE, why=why):
            return self._create_note(team, base, note_id, data)

    def _create_note(self, team: str, base: str, note_id: str, data: bytes) -> Path:
        folder = self.team_folder(team)
        made = make_private_folder(folder)
        try:
            if keys := keys_if_encrypted(self.folder):
                data = keys.sealed(data)
            names = self.note_names(base, note_id)
            return create_first_free((folder / name for name in names), data)
        except NotWritten:
            for empty in reversed(made):
                with suppress(OSError):
                    empty.rmdir()
            raise

    @property
    def _file(self) -> SettingsFile[ArchiveSettings]:
        """Its archive.toml, read again: it may have changed while the program is open."""
        from facilitator.store.settings import (
            DELETING,
            GUARDS,
            ArchiveSettings,
            read_settings_file,
            settings_in_doubt,
        )
        from facilitator.store.toml import FileProblem

        path = self.folder / ARCHIVE_FILE
        if other := self._other_settings():
            msgid = N_(
                "It may be what archive.toml says, or another version of it. Compare, keep one of "
                "them under that name, and take the other away."
            )
            return settings_in_doubt(ArchiveSettings, GUARDS, FileProblem(other, None, msgid))
        if self._is_lost():
            return settings_in_doubt(ArchiveSettings, DELETING, FileProblem(path, None, _LOST))
        with suppress(OSError):  # reading it says why
            stamp = stamp_of(path)
            if self._read and self._read[0] == stamp:
                return self._read[1]
            file = read_settings_file(path, ArchiveSettings, GUARDS)
            self._read = None if file.problems else (stamp, file)
            return file
        return read_settings_file(path, ArchiveSettings, GUARDS)

    @property
    def settings_files(self) -> tuple[Path, ...]:
        """Its archive.toml, and files beside it whose names may come from it."""
        own = self.folder / ARCHIVE_FILE
        names: list[str] = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            names = sorted(e.name for e in entries if _is_like_archive_file(e.name))
        return (own, *(self.folder / name for name in names if name != ARCHIVE_FILE))

    def _other_settings(self) -> Path | None:
        """A file that may be its archive.toml, renamed by people or sync programs.

        Beside an archive.toml neither a byte-for-byte copy counts, nor what an editor keeps of an
        earlier one.
        """
        own, *others = self.settings_files
        try:
            if not others or not os.path.lexists(own):
                return others[0] if others else None
            settings = read_file(own, _MOST_BYTES)[0]
        except (OSError, NotRead):  # reading archive.toml says why
            return None
        return next((other for other in others if not _is_settled(other, settings)), None)

    def _is_lost(self) -> bool:
        """Whether notes of teams are here, and no settings: the program makes both.

        A sync program may have brought the notes first, or somebody has taken the settings away.
        """
        if self.is_private or os.path.lexists(self.folder / ARCHIVE_FILE):
            return False
        return any(
            name.endswith((".toml", SEALED))
            for folder in self._folders()
            if folder[0] != "." and folder != GUIDES
            for name in _names_in(self.folder / folder)
        )

    def _folders(self) -> list[str]:
        try:
            with os.scandir(self.folder) as entries:
                return sorted(e.name for e in entries if e.is_dir(follow_symlinks=False))
        except OSError:
            return []


_LOST: Final = N_(
    "It is not there, though notes are. Fetch it back; where there never was one, make it, with "
    "the line schema = 1."
)


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


@lru_cache(maxsize=1024)
def safe_name(team: str) -> str:
    """The name of a team's folder, valid on every system, at most 100 bytes.

    Letters, digits and ``-_.,+&()'`` stay. A name that had to be changed in more than its spacing
    ends in a hash of the whole name, so that two teams never share a folder.
    """
    name = one_line(team)
    kept = "".join(letter if _is_kept(letter) else "-" for letter in name)
    kept = re.sub(r"-{2,}", "-", kept) if kept != name else kept
    kept = kept.lstrip(" .-").rstrip(" .")
    if re.fullmatch(_OF_THE_SYSTEM, kept.partition(".")[0].rstrip()) or _is_ours(kept):
        kept = "_" + kept
    if kept == name and kept and len(kept.encode()) <= LONGEST_NAME:
        return kept
    mark = "-" + short_hash(team_key(name))
    room = LONGEST_NAME - len(mark)
    head = kept.encode()[:room].decode(errors="ignore").rstrip(" .-")
    return unicodedata.normalize("NFC", (head or "team") + mark)


def _is_kept(letter: str) -> bool:
    return letter in _PUNCTUATION or unicodedata.category(letter)[0] in "LMN"


_MADE_OF_IT: Final = (
    r"(?s)(?!\._|\..*\.tmp$|\d{4}-\d\d-\d\d-)"  # a Mac's, one that is being written, a note
    r".*(?<![^\W\d_])archive(?![^\W\d_])(.*\.toml|\.(bak|old|orig|save)$)"
)
_OF_AN_EDITOR: Final = r"(?si)\..*|#.*#|.*(~|\.(bak|old|orig|save|sw[a-p]|tmp))"


def _is_like_archive_file(name: str) -> bool:
    """Whether a name may have been made from archive.toml, by people, editors or sync programs."""
    return re.match(_MADE_OF_IT, name.casefold()) is not None


def _is_settled(other: Path, settings: bytes) -> bool:
    """Whether a file like archive.toml says nothing against what that holds."""
    if re.fullmatch(_OF_AN_EDITOR, other.name):
        return True
    try:
        return read_file(other, _MOST_BYTES)[0] == settings
    except NotRead:  # it may say anything
        return False


def _is_ours(name: str) -> bool:
    """Whether the name is reserved in an archive."""
    return name.casefold() in {GUIDES, ARCHIVE_FILE}
