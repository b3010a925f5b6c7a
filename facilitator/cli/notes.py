"""Commands about what was kept: notes, show, where; and completion for shells."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from facilitator.words import _, said

if TYPE_CHECKING:
    from facilitator.cli.context import House


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.command("notes", help=_("The notes of the archive, newest first."))
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_obj
    def notes(house: House, *, as_json: bool) -> None:
        _list(house, as_json=as_json)

    @click.command("show", help=_("A note as plain text, fit for a screen reader."))
    @click.argument("note_id", metavar="ID")
    @click.pass_obj
    def show(house: House, note_id: str) -> None:
        from facilitator.core.session.model import Session
        from facilitator.export.plain import note_text
        from facilitator.store.index.notes import find
        from facilitator.store.notes import read_document

        entry = find(house.index, note_id)
        if entry.kind == "measurement":
            from facilitator.cli.measure import shown

            click.echo(shown(house, note_id), nl=False)
            return
        found = read_document(entry.path)
        if isinstance(found, Session):
            click.echo(note_text(found.note, running=True), nl=False)
        else:
            click.echo(note_text(found), nl=False)

    @click.command("where", help=_("Every path in use."))
    @click.pass_obj
    def where(house: House) -> None:
        from facilitator.store.places import where as places

        for place in places(house.archive.folder):
            missing = "" if place.exists else "  " + _("(not there yet)")
            click.echo(f"{_(place.label)}: {place.path}{missing}")

    @click.command(
        "completion",
        help=_("Print completion for a shell: add it to its start-up file."),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
    @click.pass_context
    def completion(context: click.Context, shell: str) -> None:
        from click.shell_completion import get_completion_class

        if complete := get_completion_class(shell):
            program = context.find_root().command
            click.echo(complete(program, {}, "facilitator", "_FACILITATOR_COMPLETE").source())

    return notes, show, where, completion


def _list(house: House, *, as_json: bool) -> None:
    from facilitator.store.index.notes import listing

    found = listing(house.index)
    if as_json:
        rows = [
            {
                "id": entry.id,
                "team": entry.team,
                "guide": entry.guide,
                "date": entry.date.isoformat(),
                "status": entry.status,
                "path": str(entry.path),
            }
            for entry in found.notes
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not found.notes:
        click.echo(_("There are no notes in this archive."), err=True)
    else:
        states = {"running": _("running"), "closed": _("closed")}
        for entry in found.notes:
            state = f"{states[entry.status]:<8}"
            click.echo(f"{entry.id}  {entry.date}  {state} {entry.team}  {entry.title}")
    for problem in (*house.archive.problems, *found.problems):
        click.echo(f"{problem.place}: {said(problem)}", err=True)
    sys.exit(0 if found.notes else 1)
