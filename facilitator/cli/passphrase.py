"""Asking in the terminal for what opens the user's own key; a key that there is none of is made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli import stderr
from facilitator.cli.output import refusal, typed, wrapped
from facilitator.core.text.terminal import whole
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.store.encryption.own_key import OwnKey

TRIES: Final = 3
"""How often a passphrase or a printed key may be typed."""


def hidden(question: str) -> str:
    """A line read without echo."""
    line: str = click.prompt(
        wrapped(f"{question}: ", sys.stderr), hide_input=True, err=True, prompt_suffix=""
    )
    return line


def answer(question: str) -> str:
    """A line that is read as it is typed; it may be empty."""
    line: str = click.prompt(
        wrapped(f"{question}: ", sys.stderr),
        default="", show_default=False, err=True, prompt_suffix="",
    )  # fmt: skip
    return line


def must_ask() -> None:
    """End the command where nobody can answer."""
    if not stderr.can_ask():
        stderr.fail(_("This asks questions that only a person may answer: start it in a terminal."))


def open_key() -> None:
    """Open this user's key, asking for its passphrase in the terminal."""
    from facilitator.store.encryption.own_key import WrongPassphrase, open_own_key, own_key
    from facilitator.store.paths import own_key_file

    key = own_key()
    if key is None or not key.wrapped:
        open_own_key()
        return
    if not stderr.can_ask():
        stderr.fail(
            _(
                "The archive is encrypted: your passphrase has to be typed in a terminal, "
                "and there is none here."
            )
        )
    for left in reversed(range(TRIES)):
        try:
            open_own_key(hidden(_("Passphrase of your key")))
        except WrongPassphrase as wrong:
            stderr.say(refusal(wrong))
            if not left:
                stderr.fail(
                    _(
                        "If it is lost: move {file} away, and read the archive by the printed "
                        "key: {command}"
                    ).format(file=whole(own_key_file()), command=typed("archive", "recover"))
                )
        else:
            return


def made_or_opened(if_lost: str) -> OwnKey:
    """The user's key, open. Where there is none it is made, and the msgid `if_lost` printed."""
    from facilitator.store.encryption.own_key import identities_open, make_own_key, own_key

    if (key := own_key()) is not None:
        identities_open()
        return key
    stderr.say(_("You have no key yet: one is made now. It stays on this machine."))
    return make_own_key(new_passphrase(if_lost))


def new_passphrase(if_lost: str) -> str | None:
    """A passphrase for the user's key; None: the system's keyring keeps the key."""
    from facilitator.store.encryption.own_key import LEAST_LETTERS, TOO_SHORT, has_keyring

    if has_keyring() and stderr.agreed(
        _("Keep it in this system's keyring, so that nothing is asked?")
    ):
        return None
    stderr.say(
        _("A passphrase of {n} letters or more: four or five words are easy to remember.").format(
            n=LEAST_LETTERS
        )
        + f" {_(if_lost)}"
    )
    for _try in range(TRIES):
        passphrase = hidden(_("New passphrase"))
        if len(passphrase) < LEAST_LETTERS:
            stderr.say(_(TOO_SHORT).format(n=LEAST_LETTERS))
        elif hidden(_("The same again")) != passphrase:
            stderr.say(_("They are not the same."))
        else:
            return passphrase
    return stderr.fail(_("Nothing was changed."))
