"""Commands about measurements: list, show, print, and those of `measure_csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import measure_csv, messages, output
from facilitator.cli.command import group, json_option
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.cli.context import Resources
    from facilitator.core.measurement.items import Scale


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @group(
        "measure",
        help=_("Measurements: list, show, print the form, read and score answers."),
    )
    @json_option()
    @click.pass_context
    def measure(context: click.Context, *, as_json: bool) -> None:
        if context.invoked_subcommand is None:
            _list(context.obj, as_json=as_json)

    @measure.command("list", help=_("The measurements of the archive, newest first."))
    @json_option()
    @click.pass_obj
    def list_(resources: Resources, *, as_json: bool) -> None:
        _list(resources, as_json=as_json)

    @measure.command("show", help=_("The result of a measurement as plain text."))
    @click.argument("measurement_id", metavar="ID")
    @click.option("--technical", is_flag=True,
                  help=_("Also the figures behind it. No anonymity limit moves."))  # fmt: skip
    @click.pass_obj
    def show(resources: Resources, measurement_id: str, *, technical: bool) -> None:
        from facilitator.store.index.notes import copies

        text = shown(resources, measurement_id, technical=technical)
        messages.report(copies(resources.index, measurement_id))
        output.text(text)

    @measure.command("print", help=_("The form to answer on paper, on one page."))
    @measure_csv.scale_option(default="5")
    @click.option(
        "--out",
        metavar=_("FILE"),
        type=click.Path(dir_okay=False, allow_dash=True),
        help=_("A file to write it to: .html to print it from a browser, or .txt."),
    )
    @click.option("--html", is_flag=True, help=_("As HTML."))
    @click.option("--yes", is_flag=True, help=_("Replace a file without asking first."))
    @click.pass_obj
    def print_(
        resources: Resources, scale: Scale, out: str | None, *, html: bool, yes: bool
    ) -> None:
        _print(resources, scale, out, html=html, yes=yes)

    for command in measure_csv.commands():
        measure.add_command(command)
    return (measure,)


def shown(resources: Resources, wanted: str, *, technical: bool = False) -> str:
    """A measurement and its result as plain text. Raises Refused where there is none of that id."""
    from facilitator.core.errors import N_, Refused
    from facilitator.core.measurement.lifecycle import result_of
    from facilitator.export.measures import measurement_text
    from facilitator.store.index.notes import find
    from facilitator.store.measurement.answers import with_number
    from facilitator.store.measurement.note import read_measurement

    entry = find(resources.index, wanted)
    if entry.kind != "measurement":
        raise Refused(N_("{wanted} is no measurement."), wanted=wanted)
    measurement = read_measurement(entry.path)
    if measurement.is_open:
        measurement = with_number(resources.archive, measurement)
    result = result_of(
        measurement,
        measure_csv.measurements_of(resources).notes,
        least=resources.archive.responses_at_least,
    )
    return measurement_text(measurement, result, technical=technical)


def _print(resources: Resources, scale: Scale, out: str | None, *, html: bool, yes: bool) -> None:
    from facilitator.export.form import form_html, form_text

    file = output.file_named(out)
    html = html or (file is not None and file.suffix.lower() in {".html", ".htm"})
    form = (form_html if html else form_text)(scale, resources.archive.responses_at_least)
    if file is None:
        output.text(form)
        return
    replace = messages.may_replace(file, unasked=yes)
    output.file(resources.folder, file, form, replace=replace)


def _list(resources: Resources, *, as_json: bool) -> None:
    from facilitator.store.measurement.answers import number_answered, without_note

    found = measure_csv.measurements_of(resources)
    rows = [
        {
            "id": file.measurement.id,
            "team": file.measurement.team,
            "label": file.measurement.label,
            "date": file.measurement.date.isoformat(),
            "status": file.measurement.status,
            "scale": file.measurement.scale,
            "answered": number_answered(resources.archive, file.measurement),
            "path": str(file.path),
        }
        for file in found.files
    ]
    if as_json:
        output.document(rows)
    else:
        states = {"open": _("open"), "closed": _("closed")}
        for row in rows:
            n = "?" if row["answered"] is None else row["answered"]
            label = f"  {row['label']}" if row["label"] else ""
            answered = _("{n} have answered").format(n=n)
            state = f"{states[str(row['status'])]:<7}"
            output.line(f"{row['id']}  {row['date']}  {state} {row['team']}{label}  {answered}")
    messages.report(found.problems)
    messages.report(without_note(resources.archive, lambda: found))
