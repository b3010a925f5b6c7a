"""Standard error and exit codes: messages, questions, progress, and how a failure is reported."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from facilitator.cli import output
from facilitator.cli.output import is_terminal, refusal, wrapped
from facilitator.core.errors import Refused
from facilitator.core.text.terminal import cleaned, whole
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from facilitator.core.text.guard import Finding, FindingKind
    from facilitator.store.toml import FileProblem

DONE: Final = 0
FAILED: Final = 1
"""The job could not be done, or there was nothing to be found."""
WRONG_USE: Final = 2

_YES: Final = frozenset({"y", "yes", "j", "ja"})
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Errors that mean that the disk is full."""


def say(sentence: str) -> None:
    """Print on standard error; nothing where that is closed."""
    with suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(wrapped(cleaned(sentence), sys.stderr) + "\n")


def report(problems: Iterable[FileProblem]) -> None:
    """Print the problems of files, a line each."""
    for problem in problems:
        say(problem_words(problem))


def problem_words(problem: FileProblem) -> str:
    """The file of a problem and what is wrong with it."""
    return f"{whole(problem.place)}: {refusal(problem)}"


def can_ask() -> bool:
    """Whether somebody can answer a question: standard input and error are terminals."""
    return is_terminal(sys.stdin, sys.stderr)


def agreed(question: str) -> bool:
    """Whether the answer is yes, in Danish or English; anything else is no."""
    choice = _("[y/N]")
    sys.stderr.write(wrapped(f"{cleaned(question)} {choice}: ", sys.stderr))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise click.Abort
    return answer.strip().casefold() in _YES


def confirm(question: str, otherwise: str, *, unasked: str = "") -> None:
    """Ask whether to do it. Ends the command with `otherwise` where it is not to be done.

    `unasked` is said instead where nobody can answer.
    """
    if not can_ask():
        fail(unasked or otherwise)
    if not agreed(question):
        fail(otherwise)


def confirm_deletion(question: str) -> None:
    """The same before something is deleted."""
    unasked = _("Nothing was deleted. Say --yes to delete without a question.")
    confirm(question, _("Nothing was deleted."), unasked=unasked)


def may_replace(file: Path, *, unasked: bool) -> bool:
    """Whether to overwrite a file; asks where it exists and somebody can answer.

    A no ends the command; where nobody can answer, it is as `unasked` says.
    """
    if unasked or not can_ask() or not os.path.lexists(file):
        return unasked
    if not agreed(_("{file} is there already. Replace it?").format(file=whole(file))):
        fail(_("Nothing was written."))
    return True


def keep_or_leave(findings: Iterable[FindingKind | Finding], *, unasked: bool = False) -> None:
    """Print what the guard finds in texts, and ask whether to keep them (privacy.md P9).

    Ends the command where they are not to be kept, or nobody is there to ask, unless `unasked`. A
    CPR number is never kept, so nothing is asked about one.
    """
    from facilitator.core.text.guard import CPR_MASKED, WORDS, Finding, FindingKind

    kinds = {each.kind if isinstance(each, Finding) else each for each in findings}
    if FindingKind.CPR in kinds:
        say(_(CPR_MASKED))
    rest = sorted(kinds - {FindingKind.CPR})
    if unasked or not rest:
        return
    words = ", ".join(_(WORDS[kind]) for kind in rest)
    say(_("This may be more than a note should hold: {kinds}.").format(kinds=words))
    keep_or_fail()


def keep_or_fail() -> None:
    """Ask whether it is kept as it is. Ends the command where it is not, or nobody is there."""
    unasked = _("Nothing was saved. Change the words, or keep them with --yes.")
    confirm(_("Keep it as it is?"), "", unasked=unasked)


def fail(sentence: str = "") -> NoReturn:
    """End the command with exit code 1."""
    if sentence:
        say(sentence)
    raise click.exceptions.Exit(FAILED)


def exit_code(command: Callable[[], int | None]) -> int:
    """Run a command to its end, print what stopped it, and return the exit code."""
    try:
        code = command() or DONE
        output.flush()
    except click.exceptions.Exit as left:
        code = left.exit_code
    except click.ClickException as wrong_use:
        shown = io.StringIO()
        wrong_use.show(shown)
        say(shown.getvalue().removesuffix("\n"))
        code = wrong_use.exit_code
    except (click.Abort, KeyboardInterrupt):
        say(_("Stopped."))
        code = FAILED
    except Exception as error:  # noqa: BLE001 whatever it is, people get a sentence
        if not isinstance(error, BrokenPipeError):  # whoever read our answer has seen enough of it
            say(_why(error))
        code = FAILED
    output.discard()
    return code


def _why(error: Exception) -> str:
    """The reason a command stopped, as a sentence without any value a traceback might show."""
    if isinstance(error, Refused):
        from facilitator.store.toml import FileProblem

        return problem_words(error) if isinstance(error, FileProblem) else refusal(error)
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            from facilitator.store.files import DISK_FULL

            return _(DISK_FULL)
        if error.filename is not None:
            sentence = _("{file} cannot be used: {reason}.")
            return sentence.format(file=whole(error.filename), reason=error.strerror)
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    sentence = _("Something went wrong in the program: {kind} in {file}, line {line}.")
    kind = type(error).__name__
    return sentence.format(kind=kind, file=Path(frame.filename).name, line=frame.lineno)
