"""The command line. A command imports what it needs inside itself, so that help comes at once.

Answers go to stdout alone, messages to stderr. Exit codes: 0 done, 1 a job that failed, 2 wrong
use.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

import click

from facilitator import __version__
from facilitator.cli.context import House
from facilitator.core.errors import Refused
from facilitator.words import (
    _,
    choose_language,
    said,
    set_language,
    translate_click,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Where an answer was to be written to a file, and there is no room for it."""


def main() -> None:
    """Run the command line in the language chosen, and leave with its exit code."""
    set_language(choose_language(_lang_of(sys.argv[1:]), _lang_of_settings(), os.environ))
    translate_click()
    try:
        commands()(prog_name="facilitator")
    except Refused as refused:
        click.echo(said(refused), err=True)
        sys.exit(1)
    except BrokenPipeError:  # whoever read our answer has seen enough of it
        _say_no_more()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        click.echo(_("The disk is full."), err=True)
        _say_no_more()


def _say_no_more() -> NoReturn:
    """Leave without what is still on its way to where it cannot go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


def commands() -> click.Group:
    """All commands, with their help in the language chosen by now."""
    from facilitator.cli import (
        commitments,
        export,
        guides,
        measure,
        notes,
        privacy,
        review,
        search,
        sessions,
    )

    @click.group(
        "facilitator",
        invoke_without_command=True,
        help=_(
            "Runs sessions on psychological safety. Without a command it opens the home screen."
        ),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        epilog=_(
            "Without --sessions the archive is the folder named by FACILITATOR_SESSIONS, "
            "or else sessions/ in this folder, or else one in your data folder."
        ),
    )
    @click.option("--sessions", metavar=_("DIR"), type=click.Path(file_okay=False),
                  help=_("The archive to use."))  # fmt: skip
    @click.option("--lang", type=click.Choice(["da", "en"]), expose_value=False,
                  help=_("Danish or English."))  # fmt: skip
    @click.version_option(__version__, message="%(prog)s %(version)s", help=_("Show the version."))
    @click.pass_context
    def program(context: click.Context, sessions: str | None) -> None:
        context.obj = House(sessions)
        if context.invoked_subcommand is None:
            from facilitator.cli.terminal import open_program

            open_program(context.obj)

    rooms = (sessions, guides, measure, notes, commitments, export, privacy, review, search)
    for command in (command for room in rooms for command in room.commands()):
        program.add_command(command)
        command.options_metavar = _("[OPTIONS]")
    return program


def _lang_of(arguments: Sequence[str]) -> str | None:
    """`--lang` as typed: the help and what click refuses are to be in that language too."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


def _lang_of_settings() -> str | None:
    from facilitator.store.places import settings_file

    if not settings_file().exists():
        return None
    from facilitator.store.settings import read_settings

    return read_settings(settings_file())[0].language
