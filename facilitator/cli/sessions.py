"""`run`, `resume`, `room` and `wall`: commands that lead a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli import stderr
from facilitator.cli.command import Words, argument, command, option, unasked_option
from facilitator.cli.context import today
from facilitator.cli.output import typed
from facilitator.cli.terminal import is_linear, linear_option, open_linear, open_program
from facilitator.core.errors import N_
from facilitator.core.text.plain import printable
from facilitator.words import _, date_words, language

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.core.guide.model import Guide
    from facilitator.core.room import Certificate
    from facilitator.linear.program import Program
    from facilitator.store.guides import FirstWords
    from facilitator.store.index.notes import Entry
    from facilitator.ui.app import FacilitatorApp


@command("run", help=N_("Run a guide: prepare it, or with --start go straight in."))
@argument("guide", metavar=N_("GUIDE"))
@option("--team", default="", metavar=N_("TEAM"), help=N_("The team it is for."))
@option(
    "--participants",
    default="",
    metavar=N_("NAMES"),
    type=Words(),
    help=N_(
        "Names or initials with commas between them, or a number. With - they are read from "
        "standard input: a command line is seen by everybody who uses the machine."
    ),
)
@option("--start", is_flag=True, help=N_("Straight into the first phase, with the clock running."))
@unasked_option
@linear_option
@click.pass_obj
def run(
    resources: Resources,
    guide: str,
    team: str,
    participants: str,
    *,
    start: bool,
    yes: bool,
    linear: bool,
) -> int:
    if is_linear(is_wanted=linear):
        _check_alone(resources.guide(guide), team, participants)
        return open_linear(
            resources,
            lambda program: program.run(
                guide, team=team, names=participants, start=start, unasked=yes
            ),
        )
    if start:
        return _start(resources, guide, team, participants, unasked=yes)
    from facilitator.core.text.guard import mask_cpr

    chosen = resources.guide(guide)
    _check_alone(chosen, team, participants)
    team, names = mask_cpr(team, today()), mask_cpr(participants, today())
    return open_program(
        resources, lambda app: app.navigator.session.prepare(chosen.id, team=team, names=names)
    )


def _check_alone(guide: Guide | FirstWords, team: str, participants: str) -> None:
    """Raises click.UsageError for a team or names with a guide for one person alone."""
    if guide.private and (team or participants):
        sentence = _("This guide is for one person alone: it takes no team and no names.")
        raise click.UsageError(sentence)


def _start(resources: Resources, guide: str, team: str, participants: str, *, unasked: bool) -> int:
    """Begin a session at once: its first words are on screen while the rest is loaded.

    Where the guard has a question, the form is shown instead, where the text can be changed.
    """
    words = resources.guides.first_words(guide, language())
    about = words or resources.guide(guide)
    _check_alone(about, team, participants)
    names: tuple[str, ...] = ()
    if team or participants:
        from facilitator.conducting.setup import people_of
        from facilitator.core.text.guard import A_NAME, guard_findings

        names = people_of(participants)
        findings = [f for f in guard_findings(participants, today()) if f.kind not in A_NAME]
        if (findings or guard_findings(team, today(), names)) and not unasked:
            return open_program(
                resources,
                lambda app: app.navigator.session.prepare(
                    guide, team=team, names=participants, start=True
                ),
            )
    team = about.title if about.private else team or _("Our team")

    def begin(app: FacilitatorApp) -> None:
        from facilitator.core.guide.vocabulary import in_words_of
        from facilitator.core.session.opening import SessionSetup

        chosen = resources.guides.guide(guide, language())
        setup = SessionSetup(in_words_of(chosen, resources.archive.citizen), team, names)
        app.navigator.session.begin(setup, start=True)

    return open_program(
        resources, begin, words and words._replace(team="" if words.private else team)
    )


_note_id = argument("note_id", metavar="[ID]", required=False)


@command(
    "resume",
    help=N_(
        "Continue the session or measurement that was interrupted, or the one with this ID. "
        "Where it could be several, they are listed."
    ),
)
@_note_id
@linear_option
@click.pass_obj
def resume(resources: Resources, note_id: str | None, *, linear: bool) -> int:
    return _go_on(resources, "resume", note_id, linear=linear)


@command(
    "room",
    help=N_(
        "Let phones and a browser in the room take part in the latest open session or "
        "measurement, or the one with this ID. Asks first."
    ),
)
@_note_id
@option("--cert", metavar=N_("FILE"), type=click.Path(exists=True, dir_okay=False),
        help=N_("A certificate (PEM), where you have one for this machine."))  # fmt: skip
@option("--key", metavar=N_("FILE"), type=click.Path(exists=True, dir_okay=False),
        help=N_("Its key (PEM, without a password)."))  # fmt: skip
@option("--name", metavar=N_("NAME"), default="",
        help=N_("The name of this machine in the certificate."))  # fmt: skip
@linear_option
@click.pass_obj
def room(
    resources: Resources,
    note_id: str | None,
    cert: str | None,
    key: str | None,
    name: str,
    *,
    linear: bool,
) -> int:
    if len([given for given in (cert, key, name) if given]) not in {0, 3}:
        raise click.UsageError(_("--cert, --key and --name go together."))
    from facilitator.core.room import Certificate

    certificate = Certificate(cert, key, name) if cert and key else None
    return _go_on(resources, "room", note_id, certificate, linear=linear)


def _go_on(
    resources: Resources,
    command_name: str,
    note_id: str | None,
    certificate: Certificate | None = None,
    *,
    linear: bool,
) -> int:
    """Resume what is unfinished; by `room` phones may take part in it."""
    with_room = command_name == "room"
    is_measurement, path = _unfinished(resources, note_id, command_name)

    def on_lines(program: Program) -> None:
        if with_room:
            program.want_room(certificate)
        program.measure(path) if is_measurement else program.resume(path)

    def on_screen(app: FacilitatorApp) -> None:
        if with_room:
            app.navigator.room.want(certificate)
        where = app.navigator.measurement if is_measurement else app.navigator.session
        where.resume(path)

    if is_linear(is_wanted=linear):
        return open_linear(resources, on_lines)
    return open_program(resources, on_screen)


def _unfinished(resources: Resources, note_id: str | None, word: str) -> tuple[bool, Path]:
    """Whether it is a measurement, and its file; without an id, what was interrupted.

    `word` is the command that was typed.
    """
    from facilitator.store.index.notes import find

    if note_id:
        from facilitator.store.paths import private_folder

        if own := _running_file(private_folder(), note_id):
            return False, own
        none = N_("There is no session or measurement {wanted} in this archive.")
        entry = find(resources.index, note_id, none)
    else:
        entry = _interrupted(resources, word)
    is_measurement = entry.kind == "measurement"
    if entry.status == "closed":
        if is_measurement:
            from facilitator.cli.measure import fail_as_closed

            fail_as_closed(entry.id)
        sentence = _("This session is closed. Read it with: {command}")
        stderr.fail(sentence.format(command=typed("show", entry.id)))
    return is_measurement, entry.path


def _interrupted(resources: Resources, word: str) -> Entry:
    """What was begun on this machine and is open in no window; else what is open in one.

    Where there are several, they are listed and the command ends: the facilitator decides.
    """
    from facilitator.store.index.notes import running

    entries = (*running(resources.index), *running(resources.index, "measurement"))
    if not entries:
        stderr.fail(_("No session is running."))
    left = [entry for entry in entries if not _is_open(resources, entry)]
    here = [entry for entry in left if _is_of_this_machine(entry)]
    candidates = here or [e for e in entries if _is_of_this_machine(e)] or left
    if len(candidates) == 1:
        return candidates[0]
    stderr.say(_("Several have not been closed. Say which:"))
    for entry in candidates:
        what = f"{entry.title} · {entry.team} · {date_words(entry.date)}"
        stderr.say(f"  {typed(word, entry.id)}   {what}")
    raise click.exceptions.Exit(stderr.WRONG_USE)


def _is_of_this_machine(entry: Entry) -> bool:
    """Whether it is in this machine's state; earlier versions kept sessions in the archive."""
    from facilitator.store.state import STATE

    return entry.kind == "measurement" or entry.path.suffix == STATE


def _is_open(resources: Resources, entry: Entry) -> bool:
    """Whether a window on this machine has it open now."""
    from facilitator.store.lock import is_open
    from facilitator.store.measurement.answers import is_being_answered

    if entry.kind == "measurement":
        return is_being_answered(resources.archive, entry.id)
    return is_open(entry.path)


@command(
    "wall",
    help=N_(
        "The room’s view, for a second screen: what is asked, whose turn it is, the board. It "
        "follows the session led on this machine, or the one with this ID, and waits for one."
    ),
)
@_note_id
@click.pass_obj
def wall(resources: Resources, note_id: str | None) -> int:
    path = _running_file(resources.archive.folder, note_id) if note_id else None
    if note_id and path is None:
        sentence = _("No session with the ID {id} is running on this machine.")
        stderr.fail(sentence.format(id=printable(note_id)))
    return open_program(resources, lambda app: app.navigator.session.show_wall(path))


def _running_file(folder: Path, note_id: str) -> Path | None:
    """The file of the session of an archive, with that id, that runs on this machine."""
    from facilitator.store.running import running

    sessions = running(folder).sessions
    return next((session.path for session in sessions if session.id == note_id), None)
