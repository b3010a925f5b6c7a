"""From the command line into the screens, and out again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from facilitator.cli import messages
from facilitator.cli.streams import is_terminal, prepare_screen
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import Resources
    from facilitator.ui.app import First


def open_program(resources: Resources, first: First | None = None) -> int:
    """Open the screens, and give the exit code they end with. `first` is what they begin with."""
    # Textual draws on standard error: sent to a file, it would keep what was on screen.
    screen = sys.__stderr__
    if screen is None or not is_terminal(sys.stdin, sys.stdout, screen):
        messages.fail(_("The screens need a terminal. The plain-text commands do not: see --help."))
    from facilitator.store.places import settings_file
    from facilitator.store.settings import unknown_names
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.commands import COMMANDS
    from facilitator.ui.shutdown import ending_when_told
    from facilitator.ui.themes import THEMES

    settings, problems = resources.settings
    themes, commands = [theme.name for theme in THEMES], [command.id for command in COMMANDS]
    problems += unknown_names(settings_file(), settings, themes=themes, commands=commands)
    if not prepare_screen(screen):
        settings = settings.model_copy(update={"ascii": True})
    app = FacilitatorApp(resources.archive, resources.guides, settings, problems, first=first)
    with ending_when_told(app):
        code = app.run()
    if app.left_running:
        messages.say(
            _("The session is still open. Go on with: facilitator resume {id}").format(
                id=app.left_running
            )
        )
    return app.return_code or code or messages.DONE
