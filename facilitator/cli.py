"""The command line. A command imports what it needs inside itself, so that help comes at once."""

from __future__ import annotations

import os

import click

from facilitator import __version__
from facilitator.words import _, choose_language, set_language, translate_click


def main() -> None:
    """Run the command line in the language chosen, and leave with its exit code."""
    set_language(choose_language(None, None, os.environ))
    translate_click()
    commands()(prog_name="facilitator")


def commands() -> click.Group:
    """All commands, with their help in the language chosen by now."""
    program = click.Group(
        "facilitator",
        help=_("Conducts talks about psychological safety."),
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    )
    return click.version_option(__version__, message="%(prog)s %(version)s")(program)
