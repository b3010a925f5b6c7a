"""A question before something is done that cannot be undone, or saved that may hold too much."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from facilitator.core.text.guard import Finding, FindingKind

_YES: Final = frozenset({"y", "yes", "j", "ja"})


def agreed(question: str) -> bool:
    """Whether the answer is yes, in Danish or in English; anything else is no. Asked on stderr.

    Click's own `confirm` knows no "ja".
    """
    choice = _("[y/N]")
    answer = click.prompt(f"{question} {choice}", default="", show_default=False, err=True)
    return str(answer).strip().casefold() in _YES


def keep_or_leave(found: Iterable[FindingKind | Finding], *, unasked: bool = False) -> None:
    """Say what the guard sees in what is to be saved, and ask to keep it (privacy.md P9).

    Leaves with exit code 1 where it is not to be kept, or nobody is there to ask; `unasked`: it is
    kept as it is. A CPR number never is, so nothing is asked about one.
    """
    from facilitator.core.text.guard import WORDS, Finding, FindingKind

    kinds = {one.kind if isinstance(one, Finding) else one for one in found}
    if FindingKind.CPR in kinds:
        click.echo(_("A CPR number is masked: it is never kept."), err=True)
    rest = sorted(kinds - {FindingKind.CPR})
    if unasked or not rest:
        return
    words = ", ".join(_(WORDS[kind]) for kind in rest)
    sentence = _("This may be more than a note should hold: {kinds}.")
    click.echo(sentence.format(kinds=words), err=True)
    if not sys.stdin.isatty():
        click.echo(_("Nothing was saved. Change the words, or keep them with --yes."), err=True)
        sys.exit(1)
    if not agreed(_("Keep it as it is?")):
        sys.exit(1)
