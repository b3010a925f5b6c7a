"""The command that shows the room's view on a second screen: wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import stderr
from facilitator.cli.command import command
from facilitator.cli.terminal import open_program
from facilitator.core.text.plain import printable
from facilitator.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import Resources


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command(
        "wall",
        help=_(
            "The room’s view, for a second screen: what is asked, whose turn it is, the board. It "
            "follows the session led on this machine, or the one with this ID, and waits for one."
        ),
    )
    @click.argument("note_id", metavar="[ID]", required=False)
    @click.pass_obj
    def wall(resources: Resources, note_id: str | None) -> int:
        path = _file_of(resources, note_id) if note_id else None
        return open_program(resources, lambda app: app.navigator.session.show_wall(path))

    return (wall,)


def _file_of(resources: Resources, note_id: str) -> Path:
    """The file of the running session of that id."""
    from facilitator.store.running import running

    sessions = running(resources.archive.folder).sessions
    path = next((session.path for session in sessions if session.id == note_id), None)
    if path is None:
        sentence = _("No session with the ID {id} is running on this machine.")
        stderr.fail(sentence.format(id=printable(note_id)))
    return path
