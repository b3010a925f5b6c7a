"""Commands about guides: list, show, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import messages, output
from facilitator.cli.command import group, json_option, standard_input, wrong_use
from facilitator.words import _, language

if TYPE_CHECKING:
    from facilitator.cli.context import Resources


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @group("guides", help=_("The guides: list, show, check."))
    @json_option()
    @click.pass_context
    def guides(context: click.Context, *, as_json: bool) -> None:
        if context.invoked_subcommand is None:
            _list(context.obj, as_json=as_json)

    @guides.command("list", help=_("All guides."))
    @json_option()
    @click.pass_obj
    def list_(resources: Resources, *, as_json: bool) -> None:
        _list(resources, as_json=as_json)

    @guides.command("show", help=_("A guide as plain text."))
    @click.argument("guide", metavar="ID")
    @json_option()
    @click.pass_obj
    def show(resources: Resources, guide: str, *, as_json: bool) -> None:
        _show(resources, guide, as_json=as_json)

    @guides.command("check", help=_("Check a guide file, and say what is wrong and where."))
    @click.argument("file", metavar=_("FILE"), type=click.Path(allow_dash=True))
    def check(file: str) -> int:
        return _check(file)

    return (guides,)


def _show(resources: Resources, guide: str, *, as_json: bool) -> None:
    with wrong_use():
        found = resources.guides.guide(guide, language())
    if as_json:
        document = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        output.document(document)
        return
    from facilitator.core.guide.vocabulary import in_words_of
    from facilitator.export.plain import guide_text

    output.text(guide_text(in_words_of(found, resources.archive.citizen)))


def _check(name: str) -> int:
    from pathlib import Path

    from facilitator.store.guides import guide_file, guide_in

    path = Path(name)
    file = guide_in(standard_input(), path) if name == output.STANDARD else guide_file(path)
    messages.report((*file.problems, *file.doubts))
    if file.guide is None:
        return messages.FAILED
    if file.doubts:
        sentence = _("{title}: this guide can be used.")
    else:
        sentence = _("{title}: nothing is wrong with this guide.")
    output.line(sentence.format(title=file.guide.title))
    return messages.DONE


def _list(resources: Resources, *, as_json: bool) -> None:
    found = resources.guides.listed(language())
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
        output.document(rows)
    else:
        for guide in found:
            output.line(f"{guide.id:<22} {guide.minutes:>3g} min  {guide.title}")
    messages.report(problem for file in resources.guides.own for problem in file.problems)
