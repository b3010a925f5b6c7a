"""A question before something is done that cannot be undone."""

from __future__ import annotations

from typing import Final

import click

from facilitator.words import _

_YES: Final = frozenset({"y", "yes", "j", "ja"})


def agreed(question: str) -> bool:
    """Whether the answer is yes, in Danish or in English; anything else is no. Asked on stderr.

    Click's own `confirm` knows no "ja".
    """
    choice = _("[y/N]")
    answer = click.prompt(f"{question} {choice}", default="", show_default=False, err=True)
    return str(answer).strip().casefold() in _YES
