"""Commands about guides: list, show, check."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from facilitator.core.errors import Refused
from facilitator.words import _, language, said

if TYPE_CHECKING:
    from facilitator.cli.context import House


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @click.group("guides", invoke_without_command=True, help=_("The guides: list, show, check."))
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_context
    def guides(context: click.Context, *, as_json: bool) -> None:
        if context.invoked_subcommand is None:
            _list(context.obj, as_json=as_json)

    @guides.command("list", help=_("All guides."))
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_obj
    def list_(house: House, *, as_json: bool) -> None:
        _list(house, as_json=as_json)

    @guides.command("show", help=_("A guide as plain text."))
    @click.argument("guide", metavar="ID")
    @click.option("--json", "as_json", is_flag=True, help=_("As JSON."))
    @click.pass_obj
    def show(house: House, guide: str, *, as_json: bool) -> None:
        _show(house, guide, as_json=as_json)

    @guides.command("check", help=_("Check a guide file, and say what is wrong and where."))
    @click.argument("file", metavar=_("FILE"), type=click.Path())
    def check(file: str) -> None:
        _check(file)

    guides.subcommand_metavar = _("COMMAND [ARGUMENTS]...")
    for command in guides.commands.values():
        command.options_metavar = _("[OPTIONS]")
    return (guides,)


def _show(house: House, guide: str, *, as_json: bool) -> None:
    try:
        found = house.guides.guide(guide, language())
    except Refused as refused:
        raise click.UsageError(said(refused)) from None
    if as_json:
        document = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    from facilitator.core.guide.vocabulary import in_words_of
    from facilitator.export.plain import guide_text

    click.echo(guide_text(in_words_of(found, house.archive.settings.citizen)), nl=False)


def _check(file: str) -> None:
    from pathlib import Path

    from facilitator.store.guides import GuideError, load_guide_file

    try:
        found = load_guide_file(Path(file))
    except GuideError as error:
        for problem in error.problems:
            click.echo(f"{problem.place}: {said(problem)}", err=True)
        sys.exit(1)
    click.echo(_("{title}: nothing is wrong with this guide.").format(title=found.title))


def _list(house: House, *, as_json: bool) -> None:
    found = house.guides.listed(language())
    if as_json:
        rows = [
            {
                "id": guide.id,
                "title": guide.title,
                "minutes": int(guide.minutes)
                if guide.minutes == int(guide.minutes)
                else guide.minutes,
                "language": guide.language,
                "door": guide.door,
            }
            for guide in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for guide in found:
            click.echo(f"{guide.id:<22} {guide.minutes:>3g} min  {guide.title}")
    for problem in (p for file in house.guides.own for p in file.problems):
        click.echo(f"{problem.place}: {said(problem)}", err=True)
