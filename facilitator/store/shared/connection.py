"""Which store the archive in a folder follows: a file beside its notes, without credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import tomli_w

from facilitator.core.errors import N_, Refused
from facilitator.store.archive import Archive
from facilitator.store.encryption import is_encrypted
from facilitator.store.files import (
    make_private_folder,
    read_text_file,
    remove_file,
    write_privately,
)
from facilitator.store.paths import SHARED, STORE, is_shared
from facilitator.store.shared.layout import is_code
from facilitator.store.shared.ledger import LEDGER
from facilitator.store.toml import parsed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.store.shared.exchange import ExchangeResult
    from facilitator.store.shared.remote import ObjectStore

_MOST_BYTES: Final = 2**16


class Connection(NamedTuple):
    """The store that an archive follows."""

    url: str
    endpoint: str = ""
    teams: tuple[str, ...] = ()
    """The folders of the teams that may be seen; none: all that the store shows."""
    accepts_versions: bool = False
    """Whether it was accepted by name that the store keeps what is deleted."""

    def remote(self, *, retries: int = 3) -> ObjectStore:
        """The store, opened without asking it anything.

        Raises Refused where it cannot be opened.
        """
        from facilitator.store.shared.remote import ObjectStore

        return ObjectStore(self.url, endpoint=self.endpoint, retries=retries)

    def exchange(
        self,
        folder: Path,
        go_on: Callable[[int, int], bool] = lambda _done, _total: True,
        *,
        retries: int = 3,
    ) -> ExchangeResult:
        """Exchange between the archive in a folder and the store. Raises as Exchange.run."""
        from facilitator.store.shared.exchange import Exchange

        remote = self.remote(retries=retries)
        teams = self._team_folders(folder)
        result = Exchange(folder, remote, teams=teams, go_on=go_on).run()
        if self._team_folders(folder) != teams:  # it has just turned out to be encrypted
            more = self._replace(teams=self._team_folders(folder)).exchange(folder, go_on)
            return more._replace(
                received=result.received + more.received,
                sent=result.sent + more.sent,
                forgotten=result.forgotten + more.forgotten,
            )
        return result

    def _team_folders(self, folder: Path) -> tuple[str, ...]:
        """The folders of the teams; in an encrypted archive their codes."""
        if not self.teams or not is_encrypted(folder) or all(map(is_code, self.teams)):
            return self.teams
        archive = Archive(folder)
        codes = tuple(t if is_code(t) else archive.team_folder(t).name for t in self.teams)
        connect(folder, self._replace(teams=codes))
        return codes


def connection(folder: Path) -> Connection | None:
    """The store that the archive in a folder follows. Raises NotRead, FileProblem, Refused."""
    if not is_shared(folder):
        return None
    file = folder / SHARED / STORE
    written = parsed(read_text_file(file, _MOST_BYTES), file)
    url, endpoint, teams = written.get("url"), written.get("endpoint", ""), written.get("teams")
    if not isinstance(url, str) or not isinstance(endpoint, str):
        raise Refused(N_("{file} does not say which store it is."), file=file)
    folders = tuple(map(str, teams)) if isinstance(teams, list) else ()
    return Connection(url, endpoint, folders, written.get("accepts_versions") is True)


def connect(folder: Path, store: Connection) -> None:
    """Save that the archive in a folder follows a store. Raises NotWritten."""
    make_private_folder(folder / SHARED)
    written: dict[str, object] = {"schema": 1, "url": store.url}
    if store.endpoint:
        written["endpoint"] = store.endpoint
    if store.teams:
        written["teams"] = list(store.teams)
    if store.accepts_versions:
        written["accepts_versions"] = True
    write_privately(folder / SHARED / STORE, tomli_w.dumps(written).encode())


def disconnect(folder: Path) -> None:
    """Stop following a store; the notes stay. Raises NotWritten."""
    for name in (STORE, LEDGER, f"{LEDGER}-journal"):
        remove_file(folder / SHARED / name)
