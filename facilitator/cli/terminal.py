"""From the command line into the screens, and out again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import House
    from facilitator.ui.app import First


def open_program(house: House, first: First | None = None) -> None:
    """Open the screens; leave with their exit code. `first` is what they begin with."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(
            _("The screens need a terminal. The plain-text commands do not: see --help."), err=True
        )
        sys.exit(1)
    from facilitator.store.places import settings_file
    from facilitator.store.settings import unknown_names
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.commands import COMMANDS
    from facilitator.ui.shutdown import ending_when_told
    from facilitator.ui.themes import THEMES

    settings, problems = house.settings
    themes, commands = [theme.name for theme in THEMES], [command.id for command in COMMANDS]
    problems += unknown_names(settings_file(), settings, themes=themes, commands=commands)
    app = FacilitatorApp(house.archive, house.guides, settings, problems, first=first)
    with ending_when_told(app):
        code = app.run()
    if app.left_running:
        click.echo(
            _("The session is still open. Go on with: facilitator resume {id}").format(
                id=app.left_running
            ),
            err=True,
        )
    sys.exit(app.return_code or code or 0)
