"""The index of the archive, brought up to date for a command, which says how far it has come."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli.streams import is_terminal
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from click._termui_impl import ProgressBar

    from facilitator.store.index import Index

_SLOW: Final = 1.0
"""Seconds after which it is said how far the reading has come."""


def read_index(folder: Path) -> Index:
    """The index of the archive in a folder, up to date. A terminal sees how far it has come."""
    from facilitator.store.index import Index

    index = Index(folder)
    began = monotonic()
    bar: ProgressBar[int] | None = None
    with ExitStack() as stack:

        def go_on(done: int, total: int) -> bool:
            nonlocal bar
            if bar is None and monotonic() - began > _SLOW and is_terminal(sys.stderr):
                label = _("Reading the notes for the first time")
                bar = stack.enter_context(
                    click.progressbar(length=total, label=label, show_pos=True, file=sys.stderr)
                )
            if bar is not None:
                bar.update(done - bar.pos)
            return True

        index.refresh(go_on)
    return index
