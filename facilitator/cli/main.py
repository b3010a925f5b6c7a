"""The root command: its options, and the commands with the modules they are in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from facilitator import __version__
from facilitator.cli import output, stderr
from facilitator.cli.command import Group, lang_of, option
from facilitator.cli.context import COMPLETE, Resources, program_name
from facilitator.cli.language import choose_language, translate_click
from facilitator.cli.output import prepare_streams
from facilitator.cli.terminal import is_linear, linear_option, open_linear
from facilitator.core.errors import N_
from facilitator.words import _, set_language

if TYPE_CHECKING:
    from pathlib import Path

MODULES: Final = {
    "archive": "archive",
    "run": "sessions",
    "resume": "sessions",
    "guides": "guides",
    "measure": "measure",
    "notes": "notes",
    "show": "notes",
    "where": "notes",
    "completion": "notes",
    "commitments": "commitments",
    "export": "export",
    "guard": "privacy",
    "retention": "privacy",
    "delete": "privacy",
    "review": "export",
    "room": "sessions",
    "search": "notes",
    "teams": "teams",
    "versions": "notes",
    "wall": "sessions",
}
"""Which module of this package has each command: only that one is loaded."""
_WRITES: Final = frozenset(
    ("commitments", "delete", "measure", "resume", "retention", "room", "run", "teams", "versions")
)
"""The commands that may have written notes."""
_LOOK: Final = 1.0
"""Seconds that sending what was written may take; else it is sent another time."""


def main() -> None:
    """Run the command line in the chosen language, and exit with its code."""
    prepare_streams()
    sys.exit(stderr.exit_code(_run))


def _run() -> int | None:
    set_language(choose_language(lang_of(sys.argv[1:]), _lang_of_settings(), os.environ))
    translate_click()
    code: int | None = program.main(
        prog_name=" ".join(program_name()), complete_var=COMPLETE, standalone_mode=False
    )
    return code


def _say_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    """Print the version by `output`, which reports a closed standard output."""
    if value and not context.resilient_parsing:
        output.line(f"facilitator {__version__}")
        context.exit()


@click.group(
    "facilitator",
    cls=Group,
    modules={name: f"facilitator.cli.{module}" for name, module in MODULES.items()},
    invoke_without_command=True,
    help=N_("Runs sessions on psychological safety. Without a command it opens the home screen."),
    epilog=N_(
        "Without --sessions the archive is the folder named by FACILITATOR_SESSIONS, "
        "or else sessions/ in this folder, or else one in your data folder."
    ),
)
@option("--sessions", metavar=N_("DIR"), type=click.Path(file_okay=False),
        help=N_("The archive to use."))  # fmt: skip
@option("--version", is_flag=True, is_eager=True, expose_value=False,
        callback=_say_version, help=N_("Show the version."))  # fmt: skip
@linear_option
@click.pass_context
def program(context: click.Context, sessions: str | None, *, linear: bool) -> int | None:
    """The root command."""
    if sessions == "":
        raise click.UsageError(_("Name the folder of an archive after --sessions."))
    context.obj = Resources(sessions)
    if context.invoked_subcommand is not None:
        return None
    if is_linear(is_wanted=linear):
        return open_linear(context.obj, lambda program: program.menu())
    from facilitator.cli.terminal import open_program

    return open_program(context.obj)


@program.result_callback()
@click.pass_context
def _exchange(context: click.Context, /, code: int | None, **_options: object) -> int | None:
    if context.invoked_subcommand in {None, *_WRITES}:
        _send_what_waits(context.obj.folder)
    return code


def _send_what_waits(folder: Path) -> None:
    """Send what is waiting for the store that the archive follows, if that is quick."""
    from facilitator.store.paths import is_shared

    if is_shared(folder):
        from facilitator.conducting.exchanging import exchange_briefly

        for line in exchange_briefly(folder, _LOOK).lines:
            stderr.say(line)


def _lang_of_settings() -> str | None:
    from facilitator.store.paths import settings_file
    from facilitator.store.user_settings import read_settings

    return read_settings(settings_file()).language
