"""The command that searches everything kept. It loads no model and no screen."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import House


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.command(
        "search", help=_("Search all notes: parts of words, team:, guide:, #tag, from:, to:.")
    )
    @click.argument("words", metavar=_("QUERY..."), nargs=-1, required=True)
    @click.option("--team", metavar=_("TEAM"), help=_("Only this team's notes."))
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_context
    def search(
        context: click.Context, words: tuple[str, ...], team: str | None, *, as_json: bool
    ) -> None:
        context.exit(_search(context.obj, " ".join(words), team, as_json=as_json))

    return (search,)


def _search(house: House, text: str, team: str | None, *, as_json: bool) -> int:
    """Print what is found. Gives 0, or 1 where it is nothing."""
    from facilitator.core.text.plain import search_key
    from facilitator.core.text.query import query_of
    from facilitator.store.index.search import hits

    query = query_of(text)
    if not query.asks:
        raise click.UsageError(_("There is nothing to search for."))
    found = hits(house.index, replace(query, whole_team=search_key(team or "")))
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
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        lines = (f"{h.id}  {h.date}  {h.team}  {h.question}: {h.text}\n" for h in found)
        click.echo("".join(lines), nl=False)
    return 0 if found else 1
