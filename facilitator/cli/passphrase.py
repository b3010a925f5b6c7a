"""Asking in the terminal for the passphrase that opens the user's own key."""

from __future__ import annotations

import sys
from typing import Final

import click

from facilitator.cli import stderr
from facilitator.cli.output import wrapped
from facilitator.core.text.plain import printable
from facilitator.words import _, refusal_words, typed

TRIES: Final = 3
"""How often a passphrase or a printed key may be typed."""


def hidden(question: str) -> str:
    """A line read without echo."""
    answer: str = click.prompt(
        wrapped(f"{question}: ", sys.stderr), hide_input=True, err=True, prompt_suffix=""
    )
    return answer


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
            stderr.say(refusal_words(wrong))
            if not left:
                stderr.fail(
                    _(
                        "If it is lost: move {file} away, and read the archive by the printed "
                        "key: {command}"
                    ).format(file=printable(own_key_file()), command=typed("archive", "recover"))
                )
        else:
            return
