"""The command that searches everything kept. It loads no model and no screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import command, json_option
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import Resources


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command("search", help=_("Search all notes: parts of words, team:, guide:, #tag, from:, to:."))
    @click.argument("words", metavar=_("QUERY..."), nargs=-1, required=True)
    @click.option("--team", metavar=_("TEAM"), help=_("Only this team's notes."))
    @json_option()
    @click.pass_obj
    def search(
        resources: Resources, words: tuple[str, ...], team: str | None, *, as_json: bool
    ) -> int:
        return _search(resources, " ".join(words), team, as_json=as_json)

    return (search,)


def _search(resources: Resources, text: str, team: str | None, *, as_json: bool) -> int:
    """Write what is found, and give the exit code."""
    from facilitator.core.team import team_key
    from facilitator.core.text.query import query_of
    from facilitator.store.index.notes import disputed, unread
    from facilitator.store.index.search import hits

    query = query_of(text)
    if not query.asks:
        raise click.UsageError(_("There is nothing to search for."))
    found = hits(resources.index, replace(query, whole_team=team_key(team or "")))
    if as_json:
        rows = [
            {
                "id": hit.id,
                "team": hit.team,
                "date": hit.date,
                "guide": hit.guide,
                "question": hit.question,
                "text": hit.text,
            }
            for hit in found
        ]
        output.document(rows)
    else:
        lines = (f"{h.id}  {h.date}  {h.team}  {h.question}: {h.text}\n" for h in found)
        output.text("".join(lines))
    messages.report(disputed(resources.index))
    if not_read := unread(resources.index):
        messages.report(not_read)
        messages.say(_("These files could not be read, so nothing was looked for in them."))
    return messages.DONE if found else messages.FAILED
