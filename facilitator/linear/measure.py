"""Answering a measurement on lines: one statement at a time, with no answer left on the terminal.

Lines stay where they are, so what is typed is not echoed, and no answer is repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.conducting import measuring
from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.setup import first_team
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS, PREFER_NOT, SCALES, labels
from facilitator.core.measurement.lifecycle import new_measurement
from facilitator.core.measurement.overlap import TooNear
from facilitator.core.session.phases import AttachMeasurement, ShowResult
from facilitator.core.text.guard import CPR_MASKED, WORDS, FindingKind, guard_findings, mask_cpr
from facilitator.core.text.numbers import whole_number
from facilitator.export.result import measurement_text
from facilitator.linear.console import AS_IT_STANDS, WRITE_AGAIN, Left
from facilitator.linear.prepare import ask_team
from facilitator.linear.room import PhonesInRoom
from facilitator.store.lock import AlreadyOpen
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.measurement.items import Answer
    from facilitator.core.measurement.note import Measurement
    from facilitator.linear.console import Console
    from facilitator.linear.leader import Leader
    from facilitator.store.measurement.answers import MeasurementKeeper

UNSEEN: Final = N_("Not shown")
"""The kind of a line whose answer is not shown while it is typed."""


class Ended(NamedTuple):
    """How working on a measurement ended."""

    measurement: Measurement | None
    """As it is now; None: it is deleted."""


def measure_in_session(leader: Leader, _words: str = "") -> None:
    """`.measure`: answer the session's measurement, or tell its result if it is closed."""
    workspace, session, console = leader.workspace, leader.session, leader.console
    file = measuring.of_session(workspace, session)
    if file and not file.measurement.is_open:
        tell_result(console, workspace, file.measurement)
        if session.live.measurement:
            shown = console.agrees(_("Should the room see it, if it is following on a wall?"))
            leader.do(ShowResult(shown))
        return
    keeper = (
        resume(console, workspace, file.path)
        if file
        else begin(console, workspace, session.note.team, expected=len(session.present) or None)
    )
    if keeper is None:
        return
    _attach(leader, keeper.measurement.id)
    ended = hand_over(console, workspace, keeper, leader)
    measurement = ended.measurement
    if measurement and measurement.is_open:
        console.tell(_("Measurement"), _("It stays open. Back in the session."))
        return
    _attach(leader, measurement.id if measurement else None)
    words = _(measuring.DELETED)
    if measurement:
        words = (
            _("The measurement is closed. Its result has a note of its own.")
            if measurement.figures
            else _(measuring.TOO_FEW)
        )
    console.tell(_("Measurement"), words)


def _attach(leader: Leader, measurement_id: str | None) -> None:
    if leader.session.live.measurement != measurement_id:
        leader.do(AttachMeasurement(measurement_id))


def begin(
    console: Console, workspace: Workspace, team: str = "", *, expected: int | None = None
) -> MeasurementKeeper | None:
    """Ask for what a new measurement needs, and begin it; None where it is not begun."""
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.session_file import new_id

    console.tell(_("Measurement"), _(measuring.WHAT_IT_IS))
    if not team:
        teams = workspace.teams()
        team = ask_team(console, teams, first_team(teams))
    scale = console.choice(
        _("Which scale?"), [(_(measuring.POINTS).format(n=n), n) for n in SCALES], back=_("Not now")
    )
    if scale is None:
        return None
    line = console.line(_(measuring.LABEL), _("A label, such as APV 2026, or nothing."))
    label = console.guarded(line, Guard()) or ""
    default = "" if expected is None else " " + _("An empty line: {n}.").format(n=expected)
    line = console.line(_(measuring.HOW_MANY), _("How many are to answer?") + default)
    number = measuring.expected_of(line) if line else expected
    measurement = new_measurement(
        measurement_id=new_id(console.today()),
        team=team,
        today=console.today(),
        language=language(),
        scale=scale,
        label=label,
        expected=number,
    )
    sentences = measuring.objections(workspace, measurement)
    if sentences and not console.agrees(*sentences, _(measuring.ALL_THE_SAME)):
        return None
    return MeasurementKeeper.begin(workspace.archive, measurement, others=workspace.measurements)


def resume(console: Console, workspace: Workspace, path: Path) -> MeasurementKeeper | None:
    """Resume an open measurement; None where another window has it."""
    from facilitator.store.measurement.answers import MeasurementKeeper

    try:
        return MeasurementKeeper.resume(workspace.archive, path, others=workspace.measurements)
    except AlreadyOpen:
        console.refuse(_(measuring.OPEN_ELSEWHERE))
        return None


def hand_over(
    console: Console,
    workspace: Workspace,
    keeper: MeasurementKeeper,
    leader: Leader | None = None,
    room: PhonesInRoom | None = None,
) -> Ended:
    """Between two people: tell how many have answered, and ask what is next.

    `leader` is that of the session, if any. Raises Left.
    """
    phones = leader.room if leader else room or PhonesInRoom(console, workspace)

    def look() -> None:
        if keeper.unsaved:
            keeper.save()
        if leader:
            phones.look(leader.conductor, leader.heading)

    phones.begin_answering(keeper)
    try:
        with console.meanwhile(look, N_("Leave the measurement? It stays open.")):
            _offer_end(console, workspace, keeper)
            phones.manage_if_wanted(leader.conductor if leader else None, keeper, None)
            while True:
                ended = _next(console, workspace, keeper, phones, leader)
                if ended:
                    if leader is None:
                        phones.finish()
                    return ended
    except Left:
        phones.end_answering()
        keeper.release()
        raise
    finally:
        if leader is None:
            phones.end()


def _next(
    console: Console,
    workspace: Workspace,
    keeper: MeasurementKeeper,
    phones: PhonesInRoom,
    leader: Leader | None,
) -> Ended | None:
    """Do what is chosen; returns how it ended, where it did."""
    measurement, n = keeper.measurement, phones.number_told(keeper.number_answered)
    about = measuring.answered_words(n, measurement.expected)
    console.tell(_("Measurement"), f"{measurement.label or measurement.team}. {about}.")
    conductor = leader.conductor if leader else None
    choices: list[tuple[str, Callable[[], Ended | None]]] = [
        (_("Answer: for the person at the keyboard alone"), lambda: _answer(console, keeper)),
        (_("Type in answers on paper"), lambda: _sheets(console, keeper)),
        (_("Phones in the room"), lambda: phones.manage(conductor, keeper, None)),
        (_(measuring.CLOSE), lambda: _close(console, workspace, keeper)),
        (_(measuring.DELETE), lambda: _ask_to_delete(console, keeper)),
    ]
    chosen = console.choice(_("What now?"), choices, back=_("Leave it open, and go on later"))
    if chosen:
        return chosen()
    phones.end_answering()
    keeper.release()
    return Ended(measurement)


# One person


def _answer(console: Console, keeper: MeasurementKeeper) -> None:
    """Ask the seven statements and the comment; nothing of them remains where the person leaves."""
    console.tell(
        _("Measurement"), _(measuring.HONEST).format(least=keeper.least), _(measuring.SIT_APART)
    )
    hidden = _(
        "What you type cannot be hidden here. Rather answer on paper. Answer here all the same?"
    )
    if not (console.hides or console.agrees(hidden)):
        return
    _tell_how(console, keeper.measurement)
    while True:
        row = _row(console, keeper.measurement)
        if row is None:
            return
        comment = _comment(console)
        choices = [(_("Hand in your answers"), True), (_("Begin again"), False)]
        question = _("They cannot be read here. What should happen to your answers?")
        hands_in = console.choice(question, choices, back=_("Discard them"), empty=1)
        if hands_in:
            _hand_in(console, keeper, row, comment)
            return
        if hands_in is None:
            console.tell(_("Measurement"), _("Your answers are discarded."))
            return


def _tell_how(console: Console, measurement: Measurement) -> None:
    wording = measurement.language
    console.tell(
        _("Measurement"),
        _(
            "What you type is not shown, and no answer is written here: these lines stay on the "
            "screen. Ask for headphones if your answers would be read aloud as you type."
        ),
    )
    answers = [*enumerate(labels(measurement.scale, wording), 1)]
    for number, label in (*answers, (0, PREFER_NOT.in_language(wording))):
        console.tell(_("Answer {n}").format(n=number), label)
    console.tell(
        _("Measurement"),
        _("b goes back to the statement before, x leaves and discards your answers."),
    )


def _row(console: Console, measurement: Measurement) -> tuple[Answer, ...] | None:
    """Ask for the answers to the statements; None where they are discarded."""
    row: list[Answer] = []
    while len(row) < len(ITEMS):
        item = ITEMS[len(row)]
        kind = _("Statement {n} of {all}").format(n=item.number, all=len(ITEMS))
        console.tell(kind, item.text.in_language(measurement.language))
        match _digit(console, measurement.scale):
            case "x":
                if console.agrees(_(measuring.DISCARD_ANSWERS)):
                    return None
            case "b":
                row = row[:-1]
            case digit:
                row.append(int(digit) or None)
                console.tell(_("Measurement"), _("Noted."))
    return tuple(row)


def _digit(console: Console, most: int) -> str:
    """Ask for an answer, or b or x, without echo."""
    while True:
        line = console.line(_(UNSEEN), unseen=True).casefold()
        number = whole_number(line)
        if line in {"b", "x"} or (number is not None and number <= most):
            return line
        console.refuse_number(most)


def _comment(console: Console) -> str:
    """Ask for a comment; what the guard finds in it is told without the words."""
    console.question(_(measuring.COMMENT), _(measuring.ABOUT_COMMENTS))
    while True:
        comment = console.line(_(UNSEEN), unseen=True)
        masked = mask_cpr(comment, console.today())
        if masked != comment:
            console.tell(_("Guard"), _(CPR_MASKED))
        kinds = {f.kind for f in guard_findings(masked, console.today())} - {FindingKind.WHO_DID_IT}
        if not kinds:
            return masked
        words = ", ".join(_(WORDS[kind]) for kind in sorted(kinds))
        console.tell(
            _("Guard"), _("This may be more than it should hold: {kinds}.").format(kinds=words)
        )
        match console.decide([(_(AS_IT_STANDS), "keep"), (_(WRITE_AGAIN), "anew")]):
            case "keep":
                return masked
            case "anew":
                continue
            case _:
                return ""


def _hand_in(
    console: Console, keeper: MeasurementKeeper, row: tuple[Answer, ...], comment: str = ""
) -> None:
    try:
        trouble = keeper.add(row, comment)
    except Refused as why:
        console.refuse(why)
        return
    if trouble:
        console.refuse(not_saved_words(trouble.reason, is_tried_again=True))
    console.tell(_("Measurement"), _("Thank you. Pass the keyboard on."))


def _sheets(console: Console, keeper: MeasurementKeeper) -> None:
    """Enter paper sheets one after another without echo; an empty line ends it."""
    how = _("Seven digits a sheet, 0 for no answer, as 2424245. An empty line: done.")
    console.question(how)
    while line := console.line(_(UNSEEN), unseen=True):
        try:
            trouble = keeper.add(measuring.row_from_paper(line))
        except Refused as why:
            console.refuse(why)
            continue
        if trouble:
            console.refuse(not_saved_words(trouble.reason, is_tried_again=True))
        console.tell(_("Measurement"), measuring.answered_words(keeper.number_answered, None))


# Its end


def _offer_end(console: Console, workspace: Workspace, keeper: MeasurementKeeper) -> None:
    """Tell when a measurement that was left unanswered is destroyed."""
    try:
        days = workspace.archive.left_open_days
    except Refused:  # in doubt nothing is destroyed either
        return
    if words := measuring.long_unanswered(keeper.changed, workspace.clock.now(), days):
        console.note(words)


def _close(console: Console, workspace: Workspace, keeper: MeasurementKeeper) -> Ended | None:
    today = console.today()
    try:
        shown = workspace.result_of(keeper.preview(today))
    except TooNear as why:
        console.refuse(measuring.not_closable(why))
        return _ask_to_delete(console, keeper)
    except Refused as why:
        console.refuse(why)
        return None
    if not console.agrees(*measuring.closing_sentences(shown)):
        return None
    try:
        trouble = keeper.close(today)
    except Refused as why:
        console.refuse(why)
        return None
    if trouble:
        console.refuse(not_saved_words(trouble.reason))
        return None
    return Ended(keeper.measurement)


def _ask_to_delete(console: Console, keeper: MeasurementKeeper) -> Ended | None:
    if not console.agrees(_(measuring.DELETE_FOR_GOOD)):
        return None
    if trouble := keeper.throw_away():
        console.refuse(not_saved_words(trouble.reason))
        return None
    return Ended(None)


def tell_result(console: Console, workspace: Workspace, measurement: Measurement) -> None:
    """Tell a closed measurement's result."""
    shown = workspace.result_of(measurement)
    console.tell(_("Result"), measurement_text(measurement, shown))
