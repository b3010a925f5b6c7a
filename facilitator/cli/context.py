"""What commands share: the archive, the guides and the settings, each opened when it is needed."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli.command import wrong_use
from facilitator.cli.output import is_terminal, refusal
from facilitator.core.text.terminal import whole
from facilitator.words import _, language, set_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from click._termui_impl import ProgressBar

    from facilitator.core.guide.model import Guide
    from facilitator.store.archive import Archive
    from facilitator.store.guides import Guides
    from facilitator.store.index import Index
    from facilitator.store.toml import FileProblem
    from facilitator.store.user_settings import Settings

COMPLETE: Final = "_FACILITATOR_COMPLETE"
"""The variable by which a shell asks for completion."""
_SLOW: Final = 1.0
"""Seconds after which it is said how far the reading has come."""


def program_name() -> tuple[str, ...]:
    """What this program is started by, in words."""
    if "UV_RUN_RECURSION_DEPTH" in os.environ:  # set by `uv run`
        return ("uv", "run", "facilitator")
    if Path(sys.argv[0]).name == "__main__.py":
        return ("python", "-m", "facilitator")
    return ("facilitator",)


def today() -> date:
    """The local date."""
    return datetime.now().astimezone().date()


class Resources:
    """The archive, guides and settings in use, by `--sessions`, the environment and the folder."""

    def __init__(self, sessions: str | None) -> None:
        self._sessions = sessions
        set_start(*program_name(), *(("--sessions", sessions) if sessions else ()))

    @cached_property
    def folder(self) -> Path:
        """The folder of the archive, for commands that need nothing else of it.

        State that killed programs left behind is settled first.
        """
        from facilitator.store.encryption.openers import ask_with
        from facilitator.store.paths import archive_folder, folders_of_state

        if any(map(os.path.isdir, folders_of_state())):
            from facilitator.store.state import sweep_all

            sweep_all()
        ask_with(_open_key)
        return archive_folder(self._sessions, os.environ, Path.cwd())

    @cached_property
    def archive(self) -> Archive:
        """The archive in use."""
        from facilitator.store.archive import Archive

        return Archive(self.folder)

    @cached_property
    def index(self) -> Index:
        """The index of the archive, brought up to date after `folder` was settled."""
        from facilitator.cli import stderr
        from facilitator.store.files import NO_FOLDER
        from facilitator.store.left_open import settle

        if self._sessions and not os.path.isdir(self.folder):  # noqa: PTH112
            stderr.say(_(NO_FOLDER).format(folder=whole(self.folder)))
        index = read_index(self.folder)
        for destroyed in settle(self.archive, index, datetime.now(UTC)):
            stderr.say(refusal(destroyed))
        return index

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """Problems with the settings of the archive, and with unreadable files."""
        from facilitator.store.index.problems import encryption_problems, settings_problems, unread

        return (
            *settings_problems(self.index, self.archive),
            *encryption_problems(self.index),
            *unread(self.index),
        )

    @cached_property
    def guides(self) -> Guides:
        """The shipped guides, the archive's and the user's own."""
        from facilitator.store.guides import Guides
        from facilitator.store.paths import user_guides

        return Guides(self.archive.guides, user_guides())

    def guide(self, guide_id: str) -> Guide:
        """The guide in the language chosen. Raises click.UsageError where there is none."""
        with wrong_use():
            return self.guides.guide(guide_id, language())

    @cached_property
    def settings(self) -> Settings:
        """The user's settings."""
        from facilitator.store.paths import settings_file
        from facilitator.store.user_settings import read_settings

        return read_settings(settings_file())


def _open_key() -> None:
    from facilitator.cli.passphrase import open_key

    open_key()


def read_index(folder: Path) -> Index:
    """The up-to-date index of the archive in a folder, with progress on a terminal."""
    from facilitator.store.index import Index

    index = Index(folder)
    with progress(_("Reading the notes for the first time")) as go_on:
        index.refresh(go_on)
    return index


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], bool]]:
    """A callback that shows progress on a terminal after a second; it always returns True."""
    began = monotonic()
    bar: ProgressBar[int] | None = None
    with ExitStack() as stack:

        def go_on(done: int, total: int) -> bool:
            nonlocal bar
            if bar is None and monotonic() - began > _SLOW and is_terminal(sys.stderr):
                bar = stack.enter_context(
                    click.progressbar(length=total, label=label, show_pos=True, file=sys.stderr)
                )
            if bar is not None:
                bar.update(done - bar.pos)
            return True

        yield go_on
