"""A remote whose objects are the files of a folder: as strict as a store, and without one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.store.files import (
    NotRead,
    Overtaken,
    Stamp,
    create_privately,
    make_private_folder,
    read_file,
    remove_file,
    stamp_of,
    write_privately,
)
from facilitator.store.notes import MOST_BYTES
from facilitator.store.shared.remote import (
    Forbidden,
    Gone,
    ListedObject,
    Object,
    Taken,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class FolderRemote:
    """Objects as the files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self, under: str, after: str = "") -> Iterator[ListedObject]:
        top = self._folder / under
        files = [Path(folder, name) for folder, _folders, files in os.walk(top) for name in files]
        for name, file in sorted((f.relative_to(self._folder).as_posix(), f) for f in files):
            if name > after and not file.name.startswith("."):
                with suppress(OSError):
                    if stamp := stamp_of(file):
                        yield ListedObject(name, _tag(stamp))

    def folders(self, under: str) -> tuple[str, ...]:
        with suppress(OSError), os.scandir(self._folder / under) as entries:
            return tuple(sorted(entry.name for entry in entries if entry.is_dir()))
        return ()

    def read(self, name: str) -> Object:
        try:
            data, stamp = read_file(self._folder / name, MOST_BYTES)
        except NotRead as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise Gone from error
            raise Forbidden(error.msgid, **error.params) from error
        return Object(data, _tag(stamp))

    def create(self, name: str, data: bytes) -> str:
        file = self._folder / name
        make_private_folder(file.parent)
        try:
            return _tag(create_privately(file, data))
        except FileExistsError as error:
            raise Taken from error

    def replace(self, name: str, data: bytes, tag: str) -> str:
        file = self._folder / name
        stamp = stamp_of(file)
        if stamp is None or _tag(stamp) != tag:
            raise Overtaken
        return _tag(write_privately(file, data, over=stamp))

    def delete(self, name: str) -> None:
        if (self._folder / name).parent.is_dir():
            remove_file(self._folder / name)


def _tag(stamp: Stamp) -> str:
    return "-".join(map(str, stamp))
