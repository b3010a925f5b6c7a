"""Commands that conduct: run, resume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.confirm import keep_or_leave
from facilitator.cli.terminal import open_program
from facilitator.core.errors import Refused
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from facilitator.cli.context import House


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.command("run", help=_("Run a guide: prepare it, or with --start go straight in."))
    @click.argument("guide", metavar=_("GUIDE"))
    @click.option("--team", default="", metavar=_("TEAM"), help=_("The team it is for."))
    @click.option("--participants", default="", metavar=_("NAMES"),
                  help=_("Names or initials with commas between them, or a number."))  # fmt: skip
    @click.option(
        "--start", is_flag=True, help=_("Straight into the first phase, with the clock running.")
    )
    @click.option("--yes", is_flag=True, help=_("Keep the words as they are, without asking."))
    @click.pass_obj
    def run(
        house: House, guide: str, team: str, participants: str, *, start: bool, yes: bool
    ) -> None:
        try:
            found = house.guides.guide(guide, language())
        except Refused as refused:
            raise click.UsageError(said(refused)) from None
        from facilitator.core.session.opening import SessionSetup
        from facilitator.core.text.guard import find, mask_cpr
        from facilitator.ui.session.setup import people_of, session_of

        if not start:  # the form asks
            filled = {"team": mask_cpr(team), "names": mask_cpr(participants)}
            open_program(house, lambda app: app.navigator.prepare(found.id, **filled))
            return
        setup = SessionSetup(found, team or _("Our team"), people_of(participants))
        try:
            from facilitator.ui.clock import Clock

            session_of(setup, Clock(), house.archive.settings.citizen)
        except Refused as refused:
            raise click.UsageError(said(refused)) from None
        keep_or_leave((*find(team, setup.names), *find(participants)), unasked=yes)
        open_program(house, lambda app: app.navigator.begin(setup, start=True))

    @click.command(
        "resume",
        help=_("Continue the latest open session, or the one with this ID."),
    )
    @click.argument("note_id", metavar="[ID]", required=False)
    @click.pass_obj
    def resume(house: House, note_id: str | None) -> None:
        from facilitator.store.index.notes import find, running

        if note_id:
            entry = find(house.index, note_id)
        else:
            entries = running(house.index)
            if not entries:
                click.echo(_("No session is running."), err=True)
                raise SystemExit(1)
            entry = entries[0]
        if entry.status == "closed":
            click.echo(
                _("This session is closed. Read it with: facilitator show {id}").format(
                    id=entry.id
                ),
                err=True,
            )
            raise SystemExit(1)
        open_program(house, lambda app: app.navigator.resume(entry.path))

    return run, resume
