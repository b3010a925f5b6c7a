"""The paths of everything: the archive, the settings, the user's own guides, the locks.

The system's conventions come from platformdirs, which is loaded where a path is needed.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from platformdirs import PlatformDirs

PROGRAM: Final = "facilitator"
ARCHIVE_FILE: Final = "archive.toml"
"""The file that makes a folder an archive."""
ENCRYPTION_FILE: Final = "encryption.toml"
"""The file that makes it an encrypted one."""
SEALED: Final = ".toml.age"
"""How the name of an encrypted note ends."""
SHARED: Final = ".facilitator"
"""The folder in an archive that says that it follows a store."""
STORE: Final = "store.toml"
"""The file in it that says which."""
CHECKOUTS: Final = (".git", ".hg")
"""What a checkout has in its folder."""
ARCHIVE_VARIABLE: Final = "FACILITATOR_SESSIONS"
ARCHIVE_HERE: Final = "sessions"
"""The folder that is the archive wherever it lies with an archive.toml in it."""
GUIDES: Final = "guides"
OUR_GUIDES: Final = Path(__file__).parent.parent / GUIDES
"""Those of the program, a folder a language."""
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""No two of them look alike."""


def archive_folder(option: str | Path | None, environ: Mapping[str, str], here: Path) -> Path:
    """The archive in use, as an absolute path.

    By `--sessions`, then FACILITATOR_SESSIONS, then a `sessions/` with an archive.toml in the
    folder `here`, then the user's data folder.
    """
    for folder in (option, environ.get(ARCHIVE_VARIABLE)):
        if folder:
            return Path(os.path.abspath(here / Path(folder).expanduser()))  # noqa: PTH100 links stay
    if (here / ARCHIVE_HERE / ARCHIVE_FILE).is_file():
        return here / ARCHIVE_HERE
    return _system().user_data_path / ARCHIVE_HERE


def is_shared(archive: Path) -> bool:
    """Whether the archive in a folder follows a store."""
    return os.path.lexists(archive / SHARED / STORE)


def config_folder() -> Path:
    """The user's configuration: settings.toml and guides/."""
    return _system().user_config_path


def settings_file() -> Path:
    """The user's settings."""
    return config_folder() / "settings.toml"


def user_guides() -> Path:
    """The user's own guides, in addition to those in the archive."""
    return config_folder() / GUIDES


def own_key_file() -> Path:
    """The user's key to encrypted archives, wrapped."""
    return config_folder() / "key.toml"


def known_archives_file() -> Path:
    """The digests of the keys of encrypted archives this user has opened."""
    return config_folder() / "encrypted-archives.toml"


def state_folder() -> Path:
    """What the program keeps on this machine and in no archive."""
    return _system().user_state_path


def locks_folder() -> Path:
    """The locks of the sessions open on this machine. They hold no text."""
    return state_folder() / "locks"


def orders_folder() -> Path:
    """The names of last time, for archives that ask for them."""
    return state_folder() / "orders"


def private_folder() -> Path:
    """The user's private notes (privacy.md P12). It is never shared."""
    return _system().user_data_path / "private"


def sessions_folder() -> Path:
    """The sessions that run. They are in no archive before the close."""
    return state_folder() / "sessions"


def answers_folder() -> Path:
    """The answers of open measurements. They are in no archive before the close."""
    return state_folder() / "answers"


def folders_of_state() -> tuple[Path, ...]:
    """The folders with state files: see `state`."""
    return (sessions_folder(), answers_folder(), orders_folder())


def index_folder() -> Path:
    """The indexes of archives, which are made again when they are missing."""
    return _system().user_cache_path / "index"


class PathInUse(NamedTuple):
    """A path that the program uses."""

    label: str
    """What it is, as a msgid."""
    path: Path

    @property
    def exists(self) -> bool:
        """Whether something is there."""
        return os.path.lexists(self.path)


def where(archive: Path) -> tuple[PathInUse, ...]:
    """Every path in use with that archive."""
    return (
        PathInUse(N_("Archive"), archive),
        PathInUse(N_("Settings of the archive"), archive / ARCHIVE_FILE),
        PathInUse(N_("Guides of the archive"), archive / GUIDES),
        PathInUse(N_("Settings"), settings_file()),
        PathInUse(N_("Your own guides"), user_guides()),
        PathInUse(N_("Guides of the program"), OUR_GUIDES),
        PathInUse(N_("Notes that are yours alone"), private_folder()),
        PathInUse(N_("Remembered order of names"), orders_folder()),
        PathInUse(N_("Sessions that run"), sessions_folder()),
        PathInUse(N_("Answers of open measurements"), answers_folder()),
        PathInUse(N_("Locks"), locks_folder()),
        PathInUse(N_("Index for searching"), index_folder()),
    )


def path_hash(path: Path) -> str:
    """A short hash of a path, the same in another letter case."""
    return short_hash(unicodedata.normalize("NFC", str(path)).casefold(), 12)


def short_hash(text: str, length: int = 6) -> str:
    """A short hash of a text."""
    written = text.encode(errors="surrogatepass")  # the name of a file may be no text
    number = int.from_bytes(blake2b(written, 8))
    return "".join(LETTERS[number // len(LETTERS) ** i % len(LETTERS)] for i in range(length))


def blake2b(data: bytes, size: int) -> bytes:
    """The BLAKE2b digest of some bytes, so many bytes long."""
    try:
        from _blake2 import blake2b as digest  # hashlib takes 2 ms to load, OpenSSL and all
    except ImportError:
        from hashlib import blake2b as digest
    return digest(data, digest_size=size).digest()


def export_folder() -> Path | None:
    """The folder to propose for a shared file: the user's documents, else the user's home.

    Neither within a checkout, whose history would keep it, nor within an archive; None where both
    are, or neither can be written in.
    """
    import platformdirs

    for folder in (platformdirs.user_documents_path(), Path.home()):
        if folder.is_dir() and os.access(folder, os.W_OK) and not _is_kept_elsewhere(folder):
            return folder
    return None


def from_home(path: Path) -> str:
    """The path with `~` for the home of the user."""
    home = Path.home()
    return str("~" / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _is_kept_elsewhere(folder: Path) -> bool:
    """Whether the folder, or one above it, is a checkout or an archive."""
    folders = (folder.resolve(), *folder.resolve().parents)
    return any((each / name).exists() for each in folders for name in (*CHECKOUTS, ARCHIVE_FILE))


@cache
def _system() -> PlatformDirs:
    """The system's folders, by the environment at each call."""
    import platformdirs

    return platformdirs.PlatformDirs(PROGRAM, appauthor=False)
