"""The command that looks back with one team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import command
from facilitator.core.errors import N_, Refused
from facilitator.core.text.order import danish_order
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Collection

    from facilitator.cli.context import Resources


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command("review", help=_("What a team can look back on, as plain text."))
    @click.option("--team", metavar=_("TEAM"),
                  help=_("The team. Without it: the only one in the archive."))  # fmt: skip
    @click.pass_obj
    def review(resources: Resources, team: str | None) -> None:
        _review(resources, team)

    return (review,)


def _review(resources: Resources, team: str | None) -> None:
    from datetime import datetime as clock

    from facilitator.core.review import TooFew
    from facilitator.export.review import review_text
    from facilitator.store.guides import private_guides
    from facilitator.store.index.notes import disputed
    from facilitator.store.sharing import look_back

    private = private_guides(resources.guides)
    wanted = team if team is not None else _only_team(resources, private)
    today = clock.now().astimezone().date()
    try:
        found = look_back(resources.archive, resources.index, wanted, private, today)
    except TooFew as too_few:  # that is the answer
        output.line(said(too_few))
        return
    messages.report(disputed(resources.index))
    output.text(review_text(*found, today))


def _only_team(resources: Resources, private: Collection[str]) -> str:
    """The team there is. Teams are not set side by side, so of several one has to be named."""
    from facilitator.store.index.notes import teams_met

    teams = teams_met(resources.index, private)
    if not teams:
        raise Refused(N_("There are no closed sessions in this archive."))
    if len(teams) > 1:
        raise click.UsageError(
            _("Which team? Name one with --team: {teams}.").format(
                teams=", ".join(sorted(teams, key=danish_order))
            )
        )
    return teams[0]
