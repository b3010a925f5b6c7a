"""Our variants of click's commands, groups, options and parameter types."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from facilitator.cli import output
from facilitator.core.errors import N_, Refused
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_NOT_TEXT: Final = N_("What was typed is not text in UTF-8.")

F = TypeVar("F", bound="Callable[..., Any]")

FROM_STANDARD_INPUT: Final = "facilitator.standard_input"
"""What was read from standard input stands under it in the `meta` of click's context."""


class _Translated:
    """A text of a command or a parameter: set as a msgid, read in the language chosen."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, _owner: type) -> Any:
        msgid = vars(instance)[self._name]
        return _(msgid) if msgid else msgid

    def __set__(self, instance: object, msgid: str | None) -> None:
        vars(instance)[self._name] = msgid


class Option(click.Option):
    """An option whose texts are msgids."""

    help = _Translated()
    metavar = _Translated()


class Argument(click.Argument):
    """An argument whose name in the usage is a msgid."""

    metavar = _Translated()


class Command(click.Command):
    """A command that takes `--lang`, as every other does. Its texts are msgids.

    Its arguments are text: invalid UTF-8 is refused, except in paths, which may have any name.
    """

    help = _Translated()
    epilog = _Translated()
    options_metavar = _Translated()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_lang())
        self.options_metavar = N_("[OPTIONS]")
        self._help = Option(
            ["--help"], is_flag=True, is_eager=True, expose_value=False,
            callback=_show_help, help=N_("Show this message and exit."),
        )  # fmt: skip

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, with text arguments only. Raises click.UsageError for others."""
        if not all(map(_can_be_named, args)):
            raise click.UsageError(_(_NOT_TEXT), ctx)
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            if parameter.name in ctx.params and not isinstance(parameter.type, click.Path):
                ctx.params[parameter.name] = _as_text(ctx.params[parameter.name])
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 click's
        """An option that prints by `output`: click would print UTF-8 on any terminal."""
        return self._help


class Group(Command, click.Group):
    """A command with commands of its own."""

    command_class = Command
    group_class = type
    subcommand_metavar = _Translated()

    def __init__(self, *args: Any, modules: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`modules`: of commands that are loaded when they are asked for, the module of each.

        There the command stands under its own name.
        """
        super().__init__(*args, **kwargs)
        self.subcommand_metavar = N_("COMMAND [ARGUMENTS]...")
        self._modules = modules or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all its commands, in order."""
        return sorted({*super().list_commands(ctx), *self._modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name in self._modules and cmd_name not in self.commands:
            self.add_command(getattr(import_module(self._modules[cmd_name]), cmd_name))
        return super().get_command(ctx, cmd_name)


class Choice(click.Choice):  # type: ignore[type-arg] # generic from click 8.2 on
    """A click.Choice whose missing value is reported on one line."""

    def get_missing_message(
        self,
        param: click.Parameter,  # noqa: ARG002 click's
        ctx: click.Context | None = None,  # noqa: ARG002
    ) -> str:
        """The choices, after the sentence that none was made."""
        return _("Choose one of these: {choices}.").format(
            choices=", ".join(map(str, self.choices))
        )


class Words(click.ParamType):  # type: ignore[type-arg] # generic from click 8.4 on
    """A text that may come from standard input: every user of a machine can see command lines."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The argument, or the text on standard input where it is `-`."""
        if value != output.STANDARD or ctx is None:
            return value
        taken = ctx.meta.setdefault(FROM_STANDARD_INPUT, param)
        if taken is not param:
            self.fail(_("Only one text can be read from standard input."), param, ctx)
        return standard_input().rstrip("\r\n")


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """A decorator that adds an option, as click's does; its texts are msgids."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Callable[[F], F]:
    """A decorator that adds an argument, as click's does; its metavar is a msgid."""
    return click.argument(name, cls=Argument, **settings)


def command(name: str, *, help: str) -> Callable[[Callable[..., Any]], Command]:  # noqa: A002 click's name
    """A decorator that makes a function a command; it returns the exit code, None being 0."""
    return click.command(name, cls=Command, help=help)


def group(
    name: str,
    *,
    help: str,  # noqa: A002 click's name
    modules: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Any]], Group]:
    """A decorator that makes a function a command that also has commands of its own.

    The function is called where none of those is. `modules` as in `Group`.
    """

    def decorated(function: Callable[..., Any]) -> Group:
        @wraps(function)
        def alone(*args: Any, **settings: Any) -> Any:
            if click.get_current_context().invoked_subcommand is None:
                return function(*args, **settings)
            return None

        make = click.group(name, cls=Group, modules=modules, invoke_without_command=True, help=help)
        return make(alone)

    return decorated


def _lang() -> Option:
    """`--lang`, which `lang_of` reads before parsing, so that errors are in that language too."""
    return Option(
        ["--lang"], type=click.Choice(["da", "en"]), expose_value=False,
        help=N_("Danish or English."),
    )  # fmt: skip


def lang_of(arguments: Sequence[str]) -> str | None:
    """The last `--lang` among the arguments before `--`; None if there is none."""
    lang = None
    for option, value in pairwise([*takewhile(lambda word: word != "--", arguments), ""]):
        if option == "--lang":
            lang = value
        elif option.startswith("--lang="):
            lang = option.removeprefix("--lang=")
    return lang


unasked_option = option(
    "--yes", is_flag=True, help=N_("Keep the words as they are, without asking.")
)

json_option = option("--json", "as_json", is_flag=True, help=N_("As JSON."))


@contextmanager
def wrong_use() -> Iterator[None]:
    """Within it, Refused becomes a usage error with exit code 2.

    A FileProblem does not: that is no fault of what was typed.
    """
    try:
        yield
    except Refused as refused:
        from facilitator.store.toml import FileProblem

        if isinstance(refused, FileProblem):
            raise
        raise click.UsageError(output.refusal(refused)) from None


def standard_input() -> str:
    """The text on standard input. Raises Refused where there is none."""
    from facilitator.store.files import NotRead, text_of

    if sys.stdin is None:
        raise Refused(N_("There is nothing to read: standard input is closed."))
    try:
        return text_of(sys.stdin.buffer.read())
    except NotRead as error:
        raise Refused(N_("What came on standard input is not text in UTF-8.")) from error


def _can_be_named(word: str) -> bool:
    """Whether a file can have that name: no NUL, and no lone surrogates."""
    try:
        return b"\0" not in os.fsencode(word)
    except UnicodeEncodeError:
        return False


def _as_text(value: Any) -> Any:
    """An argument as text. Raises click.UsageError where it is not text.

    In a C locale UTF-8 arrives byte by byte, and is put together again.
    """
    if isinstance(value, tuple):
        return tuple(map(_as_text, value))
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(value).decode()
        except UnicodeError:
            raise click.UsageError(_(_NOT_TEXT)) from None
    return value


def _show_help(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        output.line(ctx.get_help())
        ctx.exit()
