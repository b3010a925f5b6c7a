"""`run`, `resume`, `room` and `wall`: commands that lead a session."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from facilitator.cli import stderr
from facilitator.cli.command import Words, command, wrong_use
from facilitator.cli.terminal import is_linear, linear_option, open_linear, open_program
from facilitator.core.errors import N_, Refused
from facilitator.core.text.plain import printable
from facilitator.words import _, date_words, language, typed

if TYPE_CHECKING:
    from pathlib import Path

    from facilitator.cli.context import Resources
    from facilitator.linear.program import Program
    from facilitator.store.index.notes import Entry
    from facilitator.ui.app import FacilitatorApp


def commands() -> tuple[click.Command, ...]:
    """The commands of this room."""

    @command("run", help=_("Run a guide: prepare it, or with --start go straight in."))
    @click.argument("guide", metavar=_("GUIDE"))
    @click.option("--team", default="", metavar=_("TEAM"), help=_("The team it is for."))
    @click.option(
        "--participants",
        default="",
        metavar=_("NAMES"),
        type=Words(),
        help=_(
            "Names or initials with commas between them, or a number. With - they are read from "
            "standard input: a command line is seen by everybody who uses the machine."
        ),
    )
    @click.option(
        "--start", is_flag=True, help=_("Straight into the first phase, with the clock running.")
    )
    @click.option("--yes", is_flag=True, help=_("Keep the words as they are, without asking."))
    @linear_option()
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
            with wrong_use():
                _alone(resources.guides.guide(guide, language()).private, team, participants)
            return open_linear(
                resources,
                lambda program: program.run(
                    guide, team=team, names=participants, start=start, unasked=yes
                ),
            )
        if start:
            return _start(resources, guide, team, participants, unasked=yes)
        from facilitator.core.text.guard import mask_cpr

        with wrong_use():
            chosen = resources.guides.guide(guide, language())
            _alone(chosen.private, team, participants)
        today = datetime.now().astimezone().date()
        team, names = mask_cpr(team, today), mask_cpr(participants, today)
        return open_program(
            resources, lambda app: app.navigator.session.prepare(chosen.id, team=team, names=names)
        )

    @command(
        "resume",
        help=_(
            "Continue the session or measurement that was interrupted, or the one with this ID. "
            "Where it could be several, they are listed."
        ),
    )
    @click.argument("note_id", metavar="[ID]", required=False)
    @linear_option()
    @click.pass_obj
    def resume(resources: Resources, note_id: str | None, *, linear: bool) -> int:
        is_measurement, path = _unfinished(resources, note_id, "resume")
        if is_linear(is_wanted=linear):
            return open_linear(
                resources,
                lambda program: program.measure(path) if is_measurement else program.resume(path),
            )
        if is_measurement:
            return open_program(resources, lambda app: app.navigator.measurement.resume(path))
        return open_program(resources, lambda app: app.navigator.session.resume(path))

    @command(
        "room",
        help=_(
            "Let phones and a browser in the room take part in the latest open session or "
            "measurement, or the one with this ID. Asks first."
        ),
    )
    @click.argument("note_id", metavar="[ID]", required=False)
    @click.option("--cert", metavar=_("FILE"), type=click.Path(exists=True, dir_okay=False),
                  help=_("A certificate (PEM), where you have one for this machine."))  # fmt: skip
    @click.option("--key", metavar=_("FILE"), type=click.Path(exists=True, dir_okay=False),
                  help=_("Its key (PEM, without a password)."))  # fmt: skip
    @click.option("--name", metavar=_("NAME"), default="",
                  help=_("The name of this machine in the certificate."))  # fmt: skip
    @linear_option()
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
        certificate = (cert, key, name) if cert and key else None
        opens = _open_room_on_lines if is_linear(is_wanted=linear) else _open_room
        return opens(resources, certificate, *_unfinished(resources, note_id, "room"))

    @command(
        "wall",
        help=_(
            "The room’s view, for a second screen: what is asked, whose turn it is, the board. It "
            "follows the session led on this machine, or the one with this ID, and waits for one."
        ),
    )
    @click.argument("note_id", metavar="[ID]", required=False)
    @click.pass_obj
    def wall(resources: Resources, note_id: str | None) -> int:
        path = _running_file(resources, note_id) if note_id else None
        return open_program(resources, lambda app: app.navigator.session.show_wall(path))

    return run, resume, room, wall


def _unfinished(resources: Resources, note_id: str | None, word: str) -> tuple[bool, Path]:
    """Whether it is a measurement, and its file; without an id, what was interrupted.

    `word` is the command that was typed.
    """
    from facilitator.store.index.notes import find

    if note_id:
        if own := _private_session(note_id):
            return False, own
        none = N_("There is no session or measurement {wanted} in this archive.")
        entry = find(resources.index, note_id, none)
    else:
        entry = _interrupted(resources, word)
    is_measurement = entry.kind == "measurement"
    if entry.status == "closed":
        sentence, words = _("This session is closed. Read it with: {command}"), ("show", entry.id)
        if is_measurement:
            sentence = _("This measurement is closed. See it with: {command}")
            words = ("measure", *words)  # type: ignore[assignment]
        stderr.fail(sentence.format(command=typed(*words)))
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


def _start(resources: Resources, guide: str, team: str, participants: str, *, unasked: bool) -> int:
    """Begin a session at once: its first words are on screen while the rest is loaded.

    Where the guard has a question, the form is shown instead, where the text can be changed.
    """
    opening = resources.guides.opening(guide, language())
    with wrong_use():
        about = opening or resources.guides.guide(guide, language())
        _alone(about.private, team, participants)
    names: tuple[str, ...] = ()
    if team or participants:
        from facilitator.conducting.setup import people_of
        from facilitator.core.text.guard import A_NAME, guard_findings

        today = datetime.now().astimezone().date()
        names = people_of(participants)
        findings = [f for f in guard_findings(participants, today) if f.kind not in A_NAME]
        if (findings or guard_findings(team, today, names)) and not unasked:
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
        resources, begin, opening and opening._replace(team="" if opening.private else team)
    )


def _alone(private: bool, team: str, participants: str) -> None:
    """Raises Refused for a team or names with a guide for one person alone."""
    if private and (team or participants):
        raise Refused(N_("This guide is for one person alone: it takes no team and no names."))


def _private_session(note_id: str) -> Path | None:
    """The running private session with that id."""
    from facilitator.store.paths import private_folder
    from facilitator.store.running import running

    sessions = running(private_folder()).sessions
    return next((session.path for session in sessions if session.id == note_id), None)


def _open_room(
    resources: Resources,
    certificate: tuple[str, str, str] | None,
    is_measurement: bool,
    path: Path,
) -> int:
    """Open the screens with a room for what is open."""

    def first(app: FacilitatorApp) -> None:
        app.navigator.room.want(certificate)
        where = app.navigator.measurement if is_measurement else app.navigator.session
        where.resume(path)

    return open_program(resources, first)


def _open_room_on_lines(
    resources: Resources,
    certificate: tuple[str, str, str] | None,
    is_measurement: bool,
    path: Path,
) -> int:
    """Resume on lines, with a room for what is open."""

    def does(program: Program) -> None:
        program.want_room(certificate)
        program.measure(path) if is_measurement else program.resume(path)

    return open_linear(resources, does)


def _running_file(resources: Resources, note_id: str) -> Path:
    """The file of the running session with that id."""
    from facilitator.store.running import running

    sessions = running(resources.archive.folder).sessions
    path = next((session.path for session in sessions if session.id == note_id), None)
    if path is None:
        sentence = _("No session with the ID {id} is running on this machine.")
        stderr.fail(sentence.format(id=printable(note_id)))
    return path
