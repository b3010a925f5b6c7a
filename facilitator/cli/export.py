"""The command that lets something out of the archive: a deliberate act, seen before it is done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from facilitator.cli.confirm import agreed
from facilitator.core.errors import N_, Refused
from facilitator.words import _, ngettext, said

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import House
    from facilitator.export.formats import Format
    from facilitator.export.wording import Sharing

PREVIEW_LINES = 12


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.command("export", help=_("A closed note, or all of a team's, as a file to share."))
    @click.argument("note_id", metavar="[ID]", required=False)
    @click.option("--team", metavar=_("TEAM"), help=_("All of a team's closed sessions."))
    @click.option(
        "--format",
        "fmt",
        type=click.Choice(["md", "html", "csv", "json"]),
        help=_("The format. Without it: by the ending of the file, or else md."),
    )
    @click.option("--out", metavar=_("FILE"), type=click.Path(dir_okay=False, allow_dash=True),
                  help=_("A file to write it to. Without it: to the screen."))  # fmt: skip
    @click.option("--yes", is_flag=True, help=_("Write without asking first."))
    @click.pass_obj
    def export(
        house: House,
        note_id: str | None,
        team: str | None,
        fmt: Format | None,
        out: str | None,
        *,
        yes: bool,
    ) -> None:
        if (note_id is None) == (team is None):
            raise click.UsageError(_("Name a note by its ID, or a team with --team."))
        from pathlib import Path

        from facilitator.export.formats import exported, format_of
        from facilitator.store.sharing import check_outside

        file = Path(out).absolute() if out and out != "-" else None
        if file is not None:
            check_outside(house.archive.folder, file)
        try:
            wanted = fmt or format_of(file.name if file else "")
        except Refused as refused:
            raise click.UsageError(said(refused)) from None
        sharing = _sharing(house, note_id, team)
        text = exported(sharing, wanted)
        if file is None:
            click.echo(text, nl=False)
        else:
            _write(sharing, text, file, yes=yes)

    return (export,)


def _sharing(house: House, note_id: str | None, team: str | None) -> Sharing:
    """What was asked for. Raises Refused where there is nothing that may be shared."""
    from facilitator.export.wording import Sharing
    from facilitator.store.guides import private_guides
    from facilitator.store.sharing import closed_note, closed_notes

    private = private_guides(house.guides)
    if note_id is not None:
        return Sharing((closed_note(house.index, note_id, private),))
    notes = closed_notes(house.index, team or "", private)
    if not notes:
        raise Refused(N_("There are no closed sessions of {team} in this archive."), team=team)
    return Sharing(notes, notes[0].team)


def _write(sharing: Sharing, text: str, file: Path, *, yes: bool) -> None:
    from facilitator.store.files import write_privately

    if not yes and _on_a_terminal():
        _preview(sharing, text, file)
        if not agreed(_("Write it?")):
            click.echo(_("Nothing was written."), err=True)
            sys.exit(1)
    write_privately(file, text.encode())
    click.echo(_("Written, confidential: {file}").format(file=file), err=True)


def _on_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _preview(sharing: Sharing, text: str, file: Path) -> None:
    """The first lines of it, how much there is, and whether somebody is named in it."""
    from facilitator.export.preview import account, preview
    from facilitator.export.wording import advice, confidential

    shown = [line for line in preview(sharing, text).splitlines() if line]
    for line in shown[:PREVIEW_LINES]:
        click.echo(f"  {line}", err=True)
    more = len(shown) - PREVIEW_LINES
    if more > 0:
        click.echo(ngettext("  and {n} line more", "  and {n} lines more", more).format(n=more),
                   err=True)  # fmt: skip
    click.echo("", err=True)
    for sentence in account(sharing):
        click.echo(sentence, err=True)
    click.echo(f"{confidential()}. {advice()}", err=True)
    if file.exists():
        click.echo(_("{file} is there already and will be replaced.").format(file=file), err=True)
    else:
        click.echo(_("It will be written to {file}.").format(file=file), err=True)
