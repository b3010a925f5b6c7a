"""What a command works in: the archive, the guides and the settings, each opened when asked for."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.words import said

if TYPE_CHECKING:
    from facilitator.store.archive import Archive
    from facilitator.store.guides import Guides
    from facilitator.store.index import Index
    from facilitator.store.user_settings import Settings


class Resources:
    """The places in use, by `--sessions`, the environment and the folder we stand in."""

    def __init__(self, sessions: str | None) -> None:
        self._sessions = sessions

    @cached_property
    def folder(self) -> Path:
        """The folder of the archive in use: for what asks no more of it.

        What killed programs have left on this machine goes first.
        """
        from facilitator.store.places import archive_folder, folders_of_state

        if any(map(os.path.isdir, folders_of_state())):
            from facilitator.store.state import sweep_all

            sweep_all()
        return archive_folder(self._sessions, os.environ, Path.cwd())

    @cached_property
    def archive(self) -> Archive:
        """The archive in use."""
        from facilitator.store.archive import Archive

        return Archive(self.folder)

    @cached_property
    def index(self) -> Index:
        """What is known of the notes in it, brought up to date; what is over is ended first."""
        from facilitator.cli import messages
        from facilitator.cli.reading import read_index
        from facilitator.store.left_open import settle

        index = read_index(self.folder)
        for destroyed in settle(self.archive, index, datetime.now(UTC)):
            messages.say(said(destroyed))
        return index

    @cached_property
    def guides(self) -> Guides:
        """The shipped guides, the archive's and the user's own."""
        from facilitator.store.guides import Guides
        from facilitator.store.places import user_guides

        return Guides(self.archive.guides, user_guides())

    @cached_property
    def settings(self) -> Settings:
        """The user's settings."""
        from facilitator.store.places import settings_file
        from facilitator.store.user_settings import read_settings

        return read_settings(settings_file())
