"""`guides`: list, show, check, try, and what helps to write one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import argument, group, json_option, option, standard_input, wrong_use
from facilitator.cli.output import typed
from facilitator.core.errors import N_
from facilitator.core.text.terminal import whole
from facilitator.words import _, language

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import Resources


@group("guides", help=N_("The guides: list, show, check, write one of your own."))
@json_option
@click.pass_obj
def guides(resources: Resources, *, as_json: bool) -> None:
    _list(resources, as_json=as_json)


@guides.command("list", help=N_("All guides."))
@json_option
@click.pass_obj
def list_(resources: Resources, *, as_json: bool) -> None:
    _list(resources, as_json=as_json)


def _list(resources: Resources, *, as_json: bool) -> None:
    from facilitator.core.guide.entry import DOOR_TITLES

    entries = resources.guides.entries(language())
    if as_json:
        output.as_json(
            [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "minutes": entry.minutes.as_written,
                    "language": entry.language,
                    "door": entry.door,
                }
                | ({"file": str(entry.path)} if entry.path else {})
                for entry in entries
            ]
        )
    else:
        for entry in entries:
            where = _("built in") if entry.path is None else whole(entry.path)
            ends = dict.fromkeys((entry.minutes.low, entry.minutes.high))
            minutes = "–".join(f"{end:g}" for end in ends)
            door = _(DOOR_TITLES[entry.door])
            columns = f"{entry.id:<24} {door:<12} {minutes:>6} min  {entry.language}"
            output.line(f"{columns}  {entry.title} ({where})")
    stderr.report(problem for file in resources.guides.own for problem in file.problems)


@guides.command("show", help=N_("A whole guide as a page to print."))
@argument("guide", metavar="ID")
@json_option
@click.pass_obj
def show(resources: Resources, guide: str, *, as_json: bool) -> None:
    chosen = resources.guide(guide)
    if as_json:
        document = chosen.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        output.as_json(document)
        return
    from facilitator.core.guide.vocabulary import in_words_of
    from facilitator.export.guide import NARROWEST, WIDTH, guide_page
    from facilitator.store.guides import foundations

    citizen = resources.archive.citizen
    common = in_words_of(foundations(chosen.language), citizen).cards
    width = max(NARROWEST, min(output.width(sys.stdout) or WIDTH, WIDTH))
    output.text(guide_page(in_words_of(chosen, citizen), width, common))


@guides.command(
    "check",
    help=N_("Check a guide, by its file or its ID, and say what is wrong and where."),
)
@argument("file", metavar=N_("FILE"), type=click.Path(allow_dash=True))
@click.pass_obj
def check(resources: Resources, file: str) -> int:
    from pathlib import Path

    from facilitator.store.guide_files import guide_file, guide_in

    if file == output.STANDARD:
        checked = guide_in(standard_input(), Path(file))
    else:
        checked = guide_file(_file_named(resources, file))
    stderr.report((*checked.problems, *checked.doubts))
    if checked.guide is None:
        return stderr.FAILED
    if checked.doubts:
        sentence = _("{title}: this guide can be used.")
    else:
        sentence = _("{title}: nothing is wrong with this guide.")
    output.line(sentence.format(title=checked.guide.title))
    return stderr.DONE


def _file_named(resources: Resources, name: str) -> Path:
    """The file of that path; where a path is not meant, that of the guide with that id."""
    from pathlib import Path

    path = Path(name)
    if path.suffix or len(path.parts) != 1 or os.path.lexists(path):
        return path
    own = (file.path for file in resources.guides.own if file.path.stem == name)
    if guide_file := next(own, None):
        return guide_file
    with wrong_use():
        return resources.guides.file(name, language()).path


@guides.command("new", help=N_("Begin a guide of your own: a file with remarks to write in."))
@argument("guide", metavar="ID")
@option("--from", "other", metavar="ID", help=N_("Begin as a copy of this guide."))
@click.pass_obj
def new(resources: Resources, guide: str, other: str | None) -> None:
    import json

    from facilitator.export.guide_schema import guide_schema
    from facilitator.store.guide_files import new_guide

    with wrong_use():
        copied = resources.guides.file(other, language()).path if other else None
        schema = json.dumps(guide_schema(), ensure_ascii=False, indent=1) + "\n"
        resources.archive.prepare()
        path = new_guide(resources.archive.guides, guide, language(), schema.encode(), copied)
    output.line(_("Your guide begins here: {file}").format(file=whole(path)))
    after = (
        (_("Change its texts and save. Is anything wrong with it?"), ("check", str(path))),
        (_("Read it as a page:"), ("show", guide)),
        (_("Try it out; nothing is written:"), ("try", guide)),
    )
    for number, (what, words) in enumerate(after, 1):
        output.line(f"{number}. {what} {typed('guides', *words)}")
    last = _("Lead a session by it:")
    output.line(f"4. {last} {typed('run', guide)}")


@guides.command("try", help=N_("Try a guide out at ten times the pace; nothing is written."))
@argument("guide", metavar="ID")
@click.pass_obj
def try_(resources: Resources, guide: str) -> int:
    from facilitator.cli.terminal import open_program
    from facilitator.core.guide.vocabulary import in_words_of

    chosen = in_words_of(resources.guide(guide), resources.archive.citizen)
    return open_program(resources, lambda app: app.navigator.session.try_out(chosen, ends=True))


@guides.command("schema", help=N_("What a guide may say, as a JSON Schema for editors."))
@click.pass_obj
def schema(_resources: Resources) -> None:
    from facilitator.export.guide_schema import guide_schema

    output.as_json(guide_schema())
