"""From the command line into the lines, and out again."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from facilitator.cli import stderr
from facilitator.cli.command import FROM_STANDARD_INPUT
from facilitator.cli.terminal import listen_to_the_keyboard
from facilitator.words import _, typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from facilitator.cli.context import Resources
    from facilitator.linear.program import Program

_NO: Final = frozenset({"", "0", "no", "false"})


def linear_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--linear`."""
    return click.option(
        "--linear",
        is_flag=True,
        help=_("On plain lines instead of screens, as with ACCESSIBLE=1: for screen readers."),
    )


def is_linear(*, is_wanted: bool) -> bool:
    """Whether lines are wanted: is_wanted for, by the environment, or for want of a screen.

    `is_wanted`: after the command; before it, it holds too.
    """
    is_wanted = is_wanted or click.get_current_context().find_root().params.get("linear", False)
    accessible = os.environ.get("ACCESSIBLE", "").strip().casefold()
    return is_wanted or accessible not in _NO or os.environ.get("TERM") == "dumb"


def _today() -> date:
    return datetime.now().astimezone().date()


def _width() -> int:
    """The cells of a row, where lines are written to a terminal."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 0


def open_linear(resources: Resources, does: Callable[[Program], None]) -> int:
    """Do something on lines, and give the exit code; what is left open is said."""
    if FROM_STANDARD_INPUT in click.get_current_context().meta:
        listen_to_the_keyboard()
    if sys.stdin is None or sys.stdout is None:
        stderr.fail(_("Lines are read and written: standard input and output have to be open."))
    from facilitator.conducting.clock import Clock
    from facilitator.conducting.workspace import Workspace
    from facilitator.linear.console import Console, Left, StandardInput
    from facilitator.linear.program import Program

    console = Console(StandardInput(sys.stdin), sys.stdout, _today, _width)
    # What is wrong with the settings is about screens, which there are none of here.
    workspace = Workspace(resources.archive, resources.guides, resources.settings, tuple, Clock())
    program = Program(console, workspace)
    with contextlib.suppress(Left):
        does(program)
    if program.left:
        words = _("It is still open. Go on with: {command}")
        command = typed("resume", program.left, "--linear")
        console.tell(_("Session"), words.format(command=command))
    return stderr.DONE
