"""`measure`: list, show, print, score and import measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypedDict

import click

from facilitator.cli import output, stderr
from facilitator.cli.command import Choice, argument, group, json_option, option, unasked_option
from facilitator.cli.context import today
from facilitator.cli.output import typed
from facilitator.cli.terminal import is_linear, linear_option, open_linear
from facilitator.core.errors import N_, Refused
from facilitator.core.text.terminal import whole
from facilitator.words import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeVar, Unpack

    from facilitator.cli.context import Resources
    from facilitator.core.measurement.items import Scale
    from facilitator.core.measurement.survey import Survey
    from facilitator.core.measurement.survey.sheet import Column
    from facilitator.store.index.notes import Entry
    from facilitator.store.measurement.notes import Measurements

    F = TypeVar("F", bound=Callable[..., Any])


def scale_option(**settings: Any) -> Callable[[F], F]:
    """`--scale`, either required or with a default."""
    return option(
        "--scale",
        type=Choice(["5", "7"]),
        callback=lambda _context, _option, value: int(value),
        help=N_("The points of the scale."),
        **settings,
    )


_technical = option(
    "--technical", is_flag=True, help=N_("Also the figures behind it. No anonymity limit moves.")
)


@group("measure", help=N_("Measurements: list, show, print the form, read and score answers."))
@json_option
@click.pass_obj
def measure(resources: Resources, *, as_json: bool) -> int:
    return _list(resources, as_json=as_json)


@measure.command("list", help=N_("The measurements of the archive, newest first."))
@json_option
@click.pass_obj
def list_(resources: Resources, *, as_json: bool) -> int:
    return _list(resources, as_json=as_json)


def _list(resources: Resources, *, as_json: bool) -> int:
    from facilitator.store.measurement.answers import number_answered
    from facilitator.store.measurement.settling import without_note

    measurements = measurements_of(resources)
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
        for file in measurements.files
    ]
    if as_json:
        output.as_json(rows)
    else:
        states = {"open": _("open"), "closed": _("closed")}
        for row in rows:
            n = "?" if row["answered"] is None else row["answered"]
            label = f"  {row['label']}" if row["label"] else ""
            answered = _("{n} have answered").format(n=n)
            state = f"{states[str(row['status'])]:<7}"
            output.line(f"{row['id']}  {row['date']}  {state} {row['team']}{label}  {answered}")
    if not rows:
        stderr.say(_("There are no measurements in this archive."))
    stderr.report(resources.problems)
    stderr.report(without_note(resources.archive, lambda: measurements))
    return stderr.DONE if rows else stderr.FAILED


@measure.command("show", help=N_("The result of a measurement as plain text."))
@argument("measurement_id", metavar="ID")
@_technical
@click.pass_obj
def show(resources: Resources, measurement_id: str, *, technical: bool) -> None:
    from facilitator.store.index.problems import copies

    text = result_page(resources, measurement_id, technical=technical)
    stderr.report(copies(resources.index, measurement_id))
    output.text(text)


def result_page(resources: Resources, wanted: str, *, technical: bool = False) -> str:
    """A measurement and its result as plain text. Raises Refused for an unknown id."""
    from facilitator.core.measurement.lifecycle import result_of
    from facilitator.export.result import measurement_text
    from facilitator.store.measurement.answers import with_number
    from facilitator.store.measurement.notes import read_measurement

    measurement = read_measurement(_found(resources, wanted).path)
    if measurement.is_open:
        measurement = with_number(resources.archive, measurement)
    result = result_of(
        measurement,
        measurements_of(resources).notes,
        least=resources.archive.responses_at_least,
    )
    return measurement_text(measurement, result, technical=technical)


def _found(resources: Resources, wanted: str) -> Entry:
    """The measurement with that id. Raises Refused where there is none."""
    from facilitator.store.index.notes import find

    entry = find(resources.index, wanted, N_("There is no measurement {wanted} in this archive."))
    if entry.kind != "measurement":
        raise Refused(N_("{wanted} is not a measurement."), wanted=wanted)
    return entry


@measure.command("print", help=N_("The form to answer on paper, on one page."))
@scale_option(default="5")
@option("--out", metavar=N_("FILE"), type=click.Path(dir_okay=False, allow_dash=True),
        help=N_("A file to write it to: .html to print it from a browser, or .txt."))  # fmt: skip
@option("--html", is_flag=True, help=N_("As HTML."))
@option("--yes", is_flag=True, help=N_("Replace a file without asking first."))
@click.pass_obj
def print_(resources: Resources, scale: Scale, out: str | None, *, html: bool, yes: bool) -> None:
    from facilitator.export.questionnaire import form_html, form_text

    file = output.file_named(out)
    html = html or (file is not None and file.suffix.lower() in {".html", ".htm"})
    form = (form_html if html else form_text)(scale, resources.archive.responses_at_least)
    if file is None:
        output.document(form)
        return
    replace = stderr.may_replace(file, unasked=yes)
    output.file(resources.folder, file, form, replace=replace)
    stderr.say(_("Written: {file}").format(file=whole(file)))


@measure.command(
    "answer", help=N_("Answer the measurement with this ID, or a new one, on this machine.")
)
@argument("measurement_id", metavar="[ID]", required=False)
@linear_option
@click.pass_obj
def answer(resources: Resources, measurement_id: str | None, *, linear: bool) -> int:
    from facilitator.cli.terminal import open_program

    path = None
    if measurement_id:
        entry = _found(resources, measurement_id)
        if entry.status == "closed":
            fail_as_closed(entry.id)
        path = entry.path
    if is_linear(is_wanted=linear):
        return open_linear(resources, lambda program: program.measure(path))
    if path is None:
        return open_program(resources, lambda app: app.navigator.measurement.ask())
    return open_program(resources, lambda app: app.navigator.measurement.resume(path))


def fail_as_closed(measurement_id: str) -> NoReturn:
    """End the command, since the measurement is closed."""
    sentence = _("This measurement is closed. See it with: {command}")
    stderr.fail(sentence.format(command=typed("measure", "show", measurement_id)))


# A survey tool's file


def _of_file(command: F) -> F:
    """The parameters of the commands on a file of answers."""
    for add in (
        option(
            "--columns",
            default="",
            metavar=N_("COLUMNS"),
            help=N_("The columns of the seven items in their order: B-H, 2-8, or their headings."),
        ),
        scale_option(required=True),
        argument("file", metavar=N_("FILE"), type=click.Path()),
    ):
        command = add(command)
    return command


@measure.command("score", help=N_("Score a CSV file of answers. Nothing is kept."))
@_of_file
@json_option
@_technical
@click.pass_obj
def score(
    resources: Resources, file: str, scale: Scale, columns: str, *, as_json: bool, technical: bool
) -> None:
    from facilitator.core.measurement.result import Withheld
    from facilitator.core.measurement.result import score as result_of_rows
    from facilitator.export.result import result_document, result_text

    least = resources.archive.response_limit
    answers = _read(file, scale, columns, least)
    _say(answers)
    result = result_of_rows(answers.rows, scale, least=least)
    if as_json:
        used = {} if isinstance(result, Withheld) else {"columns": _columns(answers)}
        output.as_json(result_document(result, technical=technical) | used)
    else:
        output.text(result_text(result, language(), technical=technical))
    if isinstance(least, Refused):
        stderr.fail()


class About(TypedDict):
    """The options that describe an imported measurement."""

    team: str
    label: str
    day: datetime | None
    expected: int | None


@measure.command(
    "import", help=N_("Keep the result of the answers in a CSV file; no single answer is kept.")
)
@_of_file
@option("--team", required=True, metavar=N_("TEAM"), help=N_("The team it is for."))
@option("--label", default="", metavar=N_("LABEL"), help=N_('A label such as "APV 2026".'))
@option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar=N_("DATE"),
        help=N_("The day it was answered, as 2026-11-21. Without it: that of the last "
                "answer, or today where the file has no times."))  # fmt: skip
@option("--expected", type=click.IntRange(1, 1000), metavar=N_("NUMBER"),
        help=N_("How many were to answer."))  # fmt: skip
@unasked_option
@click.pass_obj
def import_(
    resources: Resources,
    /,
    file: str,
    scale: Scale,
    columns: str,
    *,
    yes: bool,
    **about: Unpack[About],
) -> None:
    from facilitator.core.text.guard import guard_findings

    day = today()
    findings = (*guard_findings(about["team"], day), *guard_findings(about["label"], day))
    stderr.keep_or_leave(findings, unasked=yes)
    answers = _read(file, scale, columns, resources.archive.response_limit)
    _import(resources, answers, scale, **about)


def measurements_of(resources: Resources) -> Measurements:
    """All measurements of the archive; older notes are migrated, and named on stderr."""
    from facilitator.export.result import migrated_words
    from facilitator.store.index.notes import measurements
    from facilitator.store.measurement.notes import migrate_all

    in_archive = measurements(resources.archive, resources.index)
    for note in migrate_all(in_archive):
        stderr.say(migrated_words(*note))
    return in_archive


def _read(file: str, scale: Scale, columns: str, limit: int | Refused) -> Survey:
    """The answers in a CSV file; where it cannot be read, the reasons are printed on stderr."""
    import sys
    from pathlib import Path

    from facilitator.core.measurement.figures import LEAST
    from facilitator.store.measurement.csv import MOST_BYTES, CsvError, answers_of, read_answers

    path = Path(file)
    least = LEAST if isinstance(limit, Refused) else limit
    try:
        if file == output.STANDARD and sys.stdin is not None:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
            answers = answers_of(data, path, scale, columns, language=language(), least=least)
        else:
            answers = read_answers(path, scale, columns, language=language(), least=least)
    except CsvError as error:
        stderr.report(error.problems)
        stderr.fail()
    return answers


def _say(answers: Survey) -> None:
    """Print on stderr which columns and rows were read, as whose, and what was left out."""
    for number, column in enumerate(answers.used, 1):
        sentence = _("Item {number} is column {column}.")
        stderr.say(sentence.format(number=number, column=_column_name(column)))
    n = len(answers.rows)
    rows = ngettext(
        "{n} row is read, as the answers of one person.",
        "{n} rows are read, each as the answers of another person, all of one occasion.",
        n,
    )
    stderr.say(rows.format(n=n))
    for remark in answers.remarks:
        stderr.say(_(remark.msgid).format(**remark.params))
    if answers.ignored:
        names = ", ".join(map(_column_name, answers.ignored))
        stderr.say(_("Ignored, and not kept: {columns}.").format(columns=names))


def _column_name(column: Column) -> str:
    return f"{column.name} ({column.heading})" if column.heading else column.name


def _columns(answers: Survey) -> list[dict[str, object]]:
    """The column used for each item."""
    return [
        {"item": number, "column": column.name, "heading": column.heading}
        for number, column in enumerate(answers.used, 1)
    ]


def _import(resources: Resources, answers: Survey, scale: Scale, **about: Unpack[About]) -> None:
    from random import SystemRandom

    from facilitator.core.measurement.lifecycle import imported, new_measurement, result_of
    from facilitator.core.measurement.note import Source
    from facilitator.core.measurement.overlap import TooNear
    from facilitator.core.measurement.result import Withheld
    from facilitator.store.measurement.notes import create, publishing
    from facilitator.store.session_file import new_id

    now = today()
    least = resources.archive.responses_at_least
    day = about["day"]
    date = day.date() if day else now
    if answers.answered_on and day:
        answers.answered_on.refuse_another(date)
    elif answers.answered_on:
        date = answers.answered_on.last
    new = new_measurement(
        measurement_id=new_id(date),
        team=about["team"],
        today=date,
        language=language(),
        scale=scale,
        label=about["label"],
        expected=about["expected"],
        source=Source.CSV,
    )
    with publishing(resources.archive):
        others = measurements_of(resources).every_note
        try:
            measurement = imported(
                new, answers.rows, today=now, others=others, least=least, source=SystemRandom()
            )
        except TooNear as near:
            stderr.fail(_("Nothing is imported. {why}").format(why=output.refusal(near)))
        create(resources.archive, measurement)
    _say(answers)
    n = measurement.answered or 0
    stderr.say(ngettext("{n} answer imported.", "{n} answers imported.", n).format(n=n))
    if about["expected"] is not None and n > about["expected"]:
        sentence = _("That is more than the {expected} that were expected.")
        stderr.say(sentence.format(expected=about["expected"]))
        if n >= 2 * about["expected"]:
            stderr.say(_("See whether each person is in the file twice, from two occasions."))
    result = result_of(measurement, others, least=least)
    if isinstance(result, Withheld):
        stderr.say(output.refusal(result.reason))
    output.line(measurement.id)
