"""Running the screens, or the program on lines, from the command line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli import stderr
from facilitator.cli.command import FROM_STANDARD_INPUT, option
from facilitator.cli.context import today
from facilitator.cli.output import is_terminal, prepare_screen, refusal, typed, width
from facilitator.core.errors import N_
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.linear.program import Program
    from facilitator.store.guides import FirstWords
    from facilitator.store.toml import FileProblem
    from facilitator.ui.app import First


def listen_to_the_keyboard() -> None:
    """Make the terminal standard input again, after a text was read from it."""
    if is_terminal(sys.stdin):
        return
    with suppress(OSError):
        keyboard = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
        os.dup2(keyboard, 0)
        os.close(keyboard)


def _without_screens() -> str:
    """Why no screen can be opened, and what to do instead."""
    command = click.get_current_context().command
    if any(option.name == "linear" for option in command.params):
        return _("The screens need a terminal. Add --linear for plain lines instead.")
    return _("The screens need a terminal. The plain-text commands do not: see --help.")


def _open_keys(folder: Path) -> None:
    """Open the keys of the archive; a user who was just made a recipient fetches it first."""
    from facilitator.store.encryption import open_for
    from facilitator.store.files import NotWritten

    try:
        open_for(folder)
    except NotWritten:
        from facilitator.conducting.exchanging import exchange

        if not exchange(folder).has_changed:
            raise
        open_for(folder)


def open_program(
    resources: Resources, first: First | None = None, first_words: FirstWords | None = None
) -> int:
    """Run the screens, and return their exit code.

    `first` opens the first screen, `first_words` are shown meanwhile.
    """
    # Textual draws on standard error: sent to a file, it would keep what was on screen.
    screen = sys.__stderr__
    if FROM_STANDARD_INPUT in click.get_current_context().meta:
        listen_to_the_keyboard()
    if screen is None or not is_terminal(sys.stdin, sys.stdout, screen):
        stderr.fail(_without_screens())
    from facilitator.store.paths import settings_file
    from facilitator.store.user_settings import settings_problems
    from facilitator.ui.app import FacilitatorApp, exiting_on_signals
    from facilitator.ui.commands import COMMANDS
    from facilitator.ui.themes import THEMES

    _open_keys(resources.folder)

    def problems() -> tuple[FileProblem, ...]:
        themes, commands = [theme.name for theme in THEMES], [command.id for command in COMMANDS]
        return settings_problems(settings_file(), themes=themes, commands=commands)

    settings = resources.settings
    if not prepare_screen(screen):
        settings = replace(settings, ascii=True)
    app = FacilitatorApp(
        resources.archive,
        resources.guides,
        settings,
        problems,
        first=first,
        first_words=first_words,
    )
    with exiting_on_signals(app):
        code = app.run()
    if app.refused:
        raise click.UsageError(refusal(app.refused))
    if app.left_running:
        stderr.say(
            _("The session is still open. Go on with: {command}").format(
                command=typed("resume", app.left_running)
            )
        )
    return app.return_code or code or stderr.DONE


_NO: Final = frozenset({"", "0", "no", "false"})


linear_option = option(
    "--linear",
    is_flag=True,
    help=N_("On plain lines instead of screens, as with ACCESSIBLE=1: for screen readers."),
)


def is_linear(*, is_wanted: bool) -> bool:
    """Whether to use plain lines: by the option, the environment, or for want of a screen.

    `is_wanted` is the option after the command; before the command it counts too.
    """
    is_wanted = is_wanted or click.get_current_context().find_root().params.get("linear", False)
    accessible = os.environ.get("ACCESSIBLE", "").strip().casefold()
    return is_wanted or accessible not in _NO or os.environ.get("TERM") == "dumb"


def open_linear(resources: Resources, does: Callable[[Program], None]) -> int:
    """Run something on lines, and return the exit code; what is left open is named.

    A command that was left before anything began failed.
    """
    if FROM_STANDARD_INPUT in click.get_current_context().meta:
        listen_to_the_keyboard()
    if sys.stdin is None or sys.stdout is None:
        stderr.fail(_("Lines are read and written: standard input and output have to be open."))
    from facilitator.conducting.clock import Clock
    from facilitator.conducting.workspace import Workspace
    from facilitator.linear.console import Console, Left, StandardInput
    from facilitator.linear.program import NOTHING_STARTED, Program

    _open_keys(resources.folder)
    console = Console(StandardInput(sys.stdin), sys.stdout, today, lambda: width(sys.stdout))
    # What is wrong with the settings is about screens, which there are none of here.
    workspace = Workspace(resources.archive, resources.guides, resources.settings, tuple, Clock())
    program = Program(console, workspace)
    try:
        does(program)
    except Left:
        if not program.has_begun:
            console.tell(_("Session"), _(NOTHING_STARTED))
            is_menu = click.get_current_context().parent is None
            return stderr.DONE if is_menu else stderr.FAILED
    if program.left:
        words = _("It is still open. Go on with: {command}")
        command = typed("resume", program.left, "--linear")
        console.tell(_("Session"), words.format(command=command))
    return stderr.DONE
