"""`export` and `review`: notes written for others to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import Choice, argument, command, option, wrong_use
from facilitator.cli.context import today
from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import danish_order
from facilitator.core.text.terminal import whole
from facilitator.words import _, ngettext, refusal_words

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.export.formats import Format
    from facilitator.export.plain_text import Sharing

_PREVIEW_LINES: Final = 12


@command("export", help=N_("A closed note, or all of a team's, as a file to share."))
@argument("note_id", metavar="[ID]", required=False)
@option("--team", metavar=N_("TEAM"), help=N_("All of a team's closed sessions."))
@option("--format", "fmt", type=Choice(["md", "html", "csv", "json"]),
        help=N_("The format. Without it: by the ending of the file, or else md."))  # fmt: skip
@option("--out", metavar=N_("FILE"), type=click.Path(dir_okay=False, allow_dash=True),
        help=N_("A file to write it to. Without it: to the screen."))  # fmt: skip
@option("--yes", is_flag=True, help=N_("Write without asking first."))
@click.pass_obj
def export(
    resources: Resources,
    note_id: str | None,
    team: str | None,
    fmt: Format | None,
    out: str | None,
    *,
    yes: bool,
) -> None:
    if (note_id is None) == (team is None):
        raise click.UsageError(_("Name a note by its ID, or a team with --team."))
    from facilitator.export.formats import WRITTEN, exported, format_of
    from facilitator.store.exporting import check_outside
    from facilitator.store.index.problems import disputed, unread

    file = output.file_named(out)
    if file is not None:
        check_outside(resources.folder, file)
    with wrong_use():
        wanted = fmt or format_of(file.name if file else "")
    sharing = _sharing(resources, note_id, team)
    if note_id:
        stderr.report(disputed(resources.index, sharing.notes[0].id))
    else:
        stderr.report((*disputed(resources.index), *unread(resources.index)))
    text = exported(sharing, wanted)
    if file is None:
        output.document(text)
        return
    if stderr.can_ask() and not yes:
        _preview(sharing, text, file)
        stderr.confirm(_("Write it?"), _("Nothing was written."))
        yes = True
    output.file(resources.folder, file, text, replace=yes)
    stderr.say(_(WRITTEN).format(file=whole(file)))


def _sharing(resources: Resources, note_id: str | None, team: str | None) -> Sharing:
    """What was asked for. Raises Refused where nothing of it may be shared."""
    from facilitator.export.plain_text import Sharing
    from facilitator.store.exporting import closed_note, closed_notes, no_closed_sessions
    from facilitator.store.guides import private_guides

    private = private_guides(resources.guides)
    if note_id is not None:
        return Sharing((closed_note(resources.index, note_id, private),))
    notes = closed_notes(resources.index, team or "", private)
    if not notes:
        raise no_closed_sessions(resources.index, team or "")
    return Sharing(notes, notes[0].team)


def _preview(sharing: Sharing, text: str, file: Path) -> None:
    """The first lines, the size, and whether somebody is named in it."""
    from facilitator.export.formats import account, preview
    from facilitator.export.plain_text import advice, confidential

    shown = [line for line in preview(sharing, text).splitlines() if line]
    for line in shown[:_PREVIEW_LINES]:
        stderr.say(f"  {line}")
    more = len(shown) - _PREVIEW_LINES
    if more > 0:
        stderr.say(ngettext("  and {n} line more", "  and {n} lines more", more).format(n=more))
    stderr.say("")
    for sentence in account(sharing):
        stderr.say(sentence)
    stderr.say(f"{confidential()}. {advice()}")
    if file.exists():
        stderr.say(_("{file} is there already and will be replaced.").format(file=whole(file)))
    else:
        stderr.say(_("It will be written to {file}.").format(file=whole(file)))


@command("review", help=N_("What a team can look back on, as plain text."))
@option("--team", metavar=N_("TEAM"),
        help=N_("The team. Without it: the only one in the archive."))  # fmt: skip
@click.pass_obj
def review(resources: Resources, team: str | None) -> None:
    from facilitator.core.review import TooFew
    from facilitator.export.review import review_text
    from facilitator.store.exporting import look_back
    from facilitator.store.guides import private_guides
    from facilitator.store.index.problems import disputed, unread

    private = private_guides(resources.guides)
    wanted = team if team is not None else _only_team(resources)
    day = today()
    try:
        text = review_text(
            *look_back(resources.archive, resources.index, wanted, private, day), day
        )
    except TooFew as too_few:  # that is the answer
        text = f"{refusal_words(too_few)}\n"
    stderr.report((*disputed(resources.index), *unread(resources.index)))
    output.text(text)


def _only_team(resources: Resources) -> str:
    """The only team there is.

    Teams are never compared, so where there are several one must be named.
    """
    from facilitator.store.index.notes import NO_CLOSED_SESSIONS, teams_met
    from facilitator.store.index.problems import not_found

    teams = teams_met(resources.index)
    if not teams:
        raise not_found(resources.index, Refused(NO_CLOSED_SESSIONS))
    if len(teams) > 1:
        raise click.UsageError(
            _("Which team? Name one with --team: {teams}.").format(
                teams=", ".join(sorted(teams, key=danish_order))
            )
        )
    return teams[0]
