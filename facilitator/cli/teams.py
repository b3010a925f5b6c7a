"""`teams`: which there are, which may be the same, and joining two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import argument, group, json_option, option
from facilitator.cli.output import typed
from facilitator.core.errors import N_
from facilitator.words import _, ngettext

if TYPE_CHECKING:
    from facilitator.cli.context import Resources
    from facilitator.store.index import Index


@group("teams", help=N_("The teams of the archive; those that may be one are named."))
@json_option
@click.pass_obj
def teams(resources: Resources, *, as_json: bool) -> int:
    from facilitator.core.text.plain import danish_order
    from facilitator.store.index.notes import notes_by_team

    numbers = notes_by_team(resources.index)
    names = sorted(numbers, key=danish_order)
    if as_json:
        output.as_json([{"team": name, "notes": numbers[name]} for name in names])
    for name in names if not as_json else ():
        n = numbers[name]
        output.line(f"{name}  {ngettext('{n} note', '{n} notes', n).format(n=n)}")
    if not names:
        say_no_notes(resources.index)
    say_near(resources.index)
    stderr.report(resources.problems)
    return stderr.DONE if names else stderr.FAILED


@teams.command("join", help=N_("Give all notes of TEAM the name of OTHER. Asks first."))
@argument("team", metavar=N_("TEAM"))
@argument("other", metavar=N_("OTHER"))
@option("--yes", is_flag=True, help=N_("Join without asking."))
@click.pass_obj
def join(resources: Resources, team: str, other: str, *, yes: bool) -> None:
    from facilitator.core.text.terminal import whole
    from facilitator.store.index.notes import notes_by_team, team_called
    from facilitator.store.teams import join_teams

    index = resources.index
    old, new = team_called(index, team), team_called(index, other)
    if not yes:
        n = notes_by_team(index)[old]
        stderr.say(
            ngettext(
                "{n} note of {old} gets the name {new}.",
                "{n} notes of {old} get the name {new}.",
                n,
            ).format(n=n, old=old, new=new)
        )
        unasked = _("Nothing was joined. Say --yes to join without a question.")
        stderr.confirm(_("Join them?"), _("Nothing was joined."), unasked=unasked)
    written, left = join_teams(resources.archive, index, old, new)
    for path, why in left:
        stderr.say(f"{whole(path)}: {output.refusal(why)}")
    stderr.say(
        ngettext("{n} file was changed.", "{n} files were changed.", written).format(n=written)
    )
    if left:
        stderr.fail()


def say_near(index: Index) -> None:
    """Print which teams may be the same."""
    from facilitator.core.team import near_teams
    from facilitator.store.index.notes import teams

    for team, other in near_teams(teams(index)):
        sentence = _("{one} and {other} may be one team. If so: {command}")
        command = typed("teams", "join", team, other)
        stderr.say(sentence.format(one=team, other=other, command=command))


def say_no_notes(index: Index) -> None:
    """Say that there are none, or that none of those there are can be read."""
    from facilitator.store.index.problems import unread_files

    unreadable = _("None of the notes in this archive can be read.")
    stderr.say(unreadable if unread_files(index) else _("There are no notes in this archive."))
