"""The index of the archive, brought up to date for a command, which says how far it has come."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.store.index import Index

_SLOW: Final = 1.0
"""Seconds after which it is said how far the reading has come."""


def read_index(folder: Path) -> Index:
    """The index of the archive in a folder, up to date. What is said of it goes to a terminal."""
    from facilitator.store.index import Index

    index = Index(folder)
    progress = _Progress()
    try:
        index.refresh(progress.go_on)
    finally:
        progress.end()
    return index


class _Progress:
    """A line on the terminal that is written over, and taken away at the end."""

    def __init__(self) -> None:
        self._began = self._said = monotonic()
        self._longest = 0

    def go_on(self, done: int, total: int) -> bool:
        """Says how far it is, a few times a second."""
        now = monotonic()
        if now - self._began > _SLOW and now - self._said > _SLOW / 4 and sys.stderr.isatty():
            self._said = now
            words = _("Reading the notes for the first time: {done} of {total}")
            self._show(words.format(done=done, total=total))
        return True

    def end(self) -> None:
        """Leave the line empty, for what comes next."""
        if self._longest:
            self._show("")
            click.echo("\r", err=True, nl=False)

    def _show(self, words: str) -> None:
        self._longest = max(self._longest, len(words))
        click.echo("\r" + words.ljust(self._longest), err=True, nl=False)
