"""Answering a measurement on lines: one statement at a time, with no answer left on the terminal.

Lines stay where they are, so what is typed is not echoed, and no answer is repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from facilitator.conducting import measuring
from facilitator.conducting.format import not_saved_words
from facilitator.conducting.guard import Guard
from facilitator.conducting.measuring import Ended
from facilitator.conducting.setup import first_team
from facilitator.conducting.steps import Work
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS, PREFER_NOT, SCALES, Answer, labels
from facilitator.core.session.phases import ShowResult
from facilitator.core.text.guard import CPR_MASKED, WORDS, FindingKind, guard_findings, mask_cpr
from facilitator.core.text.numbers import whole_number
from facilitator.export.result import measurement_text
from facilitator.linear.console import AS_IT_STANDS, WRITE_AGAIN, Left
from facilitator.linear.prepare import ask_team
from facilitator.linear.work import do_at_once
from facilitator.store.lock import AlreadyOpen
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.measurement.note import Measurement
    from facilitator.linear.console import Console
    from facilitator.linear.leader import Leader
    from facilitator.linear.room import PhonesInRoom
    from facilitator.store.measurement.answers import MeasurementKeeper

UNSEEN: Final = N_("Not shown")
"""The kind of a line whose answer is not shown while it is typed."""


def measure_in_session(leader: Leader, _words: str = "") -> None:
    """`.measure`: answer the session's measurement, or tell its result if it is closed."""
    workspace, session, console = leader.workspace, leader.session, leader.console
    file = measuring.of_session(workspace, session)
    if file and not file.measurement.is_open:
        _attach(leader, file.measurement)  # it may have been closed elsewhere
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
    _attach(leader, keeper.measurement)
    ended = Answering(console, workspace, keeper, leader.room, leader).hand_over()
    measurement = ended.measurement
    if measurement and measurement.is_open:
        console.tell(_("Measurement"), _("It stays open. Back in the session."))
        return
    _attach(leader, measurement)
    words = _(measuring.DELETED)
    if measurement:
        words = (
            _("The measurement is closed. Its result has a note of its own.")
            if measurement.figures
            else _(measuring.TOO_FEW)
        )
    console.tell(_("Measurement"), words)


def _attach(leader: Leader, measurement: Measurement | None) -> None:
    if event := measuring.attaching(leader.session, measurement):
        leader.do(event)


def begin(
    console: Console, workspace: Workspace, team: str = "", *, expected: int | None = None
) -> MeasurementKeeper | None:
    """Ask for what a new measurement needs, and begin it; None where it is not begun."""
    from facilitator.store.measurement.answers import MeasurementKeeper

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
    measurement = measuring.new(workspace, team, scale, label, number)
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


class Answering:
    """An open measurement, handed from one person to the next on this machine until it ends."""

    def __init__(
        self,
        console: Console,
        workspace: Workspace,
        keeper: MeasurementKeeper,
        phones: PhonesInRoom,
        leader: Leader | None = None,
    ) -> None:
        """`leader` is that of the session it belongs to; None: it has none."""
        self._console = console
        self._workspace = workspace
        self._keeper = keeper
        self._phones = phones
        self._leader = leader

    def hand_over(self) -> Ended:
        """Between two people: tell how many have answered, and ask what is next. Raises Left."""
        phones, leader = self._phones, self._leader
        phones.begin_answering(self._keeper)
        try:
            with self._console.meanwhile(self._poll, N_("Leave the measurement? It stays open.")):
                self._offer_end()
                phones.manage_if_wanted(leader.conductor if leader else None, self._keeper, None)
                while True:
                    if ended := self._next():
                        if leader is None:
                            phones.finish()
                        return ended
        except Left:
            self._leave_open()
            raise
        finally:
            if leader is None:
                phones.end()

    def _poll(self) -> None:
        if self._keeper.unsaved:
            self._keeper.save()
        if self._leader:
            self._phones.update(self._leader.conductor, self._leader.heading)

    def _leave_open(self) -> None:
        self._phones.end_answering()
        self._keeper.release()

    def _next(self) -> Ended | None:
        """Do what is chosen; returns how it ended, where it did."""
        measurement = self._keeper.measurement
        n = self._phones.number_told(self._keeper.number_answered)
        about = measuring.answered_words(n, measurement.expected)
        self._tell(f"{measurement.label or measurement.team}. {about}.")
        conductor = self._leader.conductor if self._leader else None
        choices: list[tuple[str, Callable[[], Ended | None]]] = [
            (_("Answer: for the person at the keyboard alone"), self._answer),
            (_("Type in answers on paper"), self._sheets),
            (_("Phones in the room"), lambda: self._phones.manage(conductor, self._keeper, None)),
            (
                _(measuring.CLOSE),
                lambda: self._end(measuring.closing(self._keeper, self._workspace)),
            ),
            (_(measuring.DELETE), lambda: self._end(measuring.deleting(self._keeper))),
        ]
        back = _("Leave it open, and go on later")
        if chosen := self._console.choice(_("What now?"), choices, back=back):
            return chosen()
        self._leave_open()
        return Ended(measurement)

    def _tell(self, *texts: str) -> None:
        self._console.tell(_("Measurement"), *texts)

    # One person

    def _answer(self) -> None:
        """Ask the seven statements and the comment; nothing of them stays if the person leaves."""
        self._tell(_(measuring.HONEST).format(least=self._keeper.least), _(measuring.SIT_APART))
        hidden = _(
            "What you type cannot be hidden here. Rather answer on paper. Answer here all the same?"
        )
        if not (self._console.hides or self._console.agrees(hidden)):
            return
        self._tell_how()
        while True:
            row = self._row()
            if row is None:
                return
            comment = self._comment()
            choices = [(_("Hand in your answers"), True), (_("Begin again"), False)]
            question = _("They cannot be read here. What should happen to your answers?")
            hands_in = self._console.choice(question, choices, back=_("Discard them"), empty=1)
            if hands_in:
                self._hand_in(row, comment)
                return
            if hands_in is None:
                self._tell(_("Your answers are discarded."))
                return

    def _tell_how(self) -> None:
        measurement = self._keeper.measurement
        wording = measurement.language
        self._tell(
            _(
                "What you type is not shown, and no answer is written here: these lines stay on "
                "the screen. Ask for headphones if your answers would be read aloud as you type."
            )
        )
        answers = [*enumerate(labels(measurement.scale, wording), 1)]
        for number, label in (*answers, (0, PREFER_NOT.in_language(wording))):
            self._console.tell(_("Answer {n}").format(n=number), label)
        self._tell(_("b goes back to the statement before, x leaves and discards your answers."))

    def _row(self) -> tuple[Answer, ...] | None:
        """Ask for the answers to the statements; None where they are discarded."""
        measurement, row = self._keeper.measurement, list[Answer]()
        while len(row) < len(ITEMS):
            item = ITEMS[len(row)]
            kind = _("Statement {n} of {all}").format(n=item.number, all=len(ITEMS))
            self._console.tell(kind, item.text.in_language(measurement.language))
            match self._digit(measurement.scale):
                case "x":
                    if self._console.agrees(_(measuring.DISCARD_ANSWERS)):
                        return None
                case "b":
                    row = row[:-1]
                case digit:
                    row.append(int(digit) or None)
                    self._tell(_("Noted."))
        return tuple(row)

    def _digit(self, most: int) -> str:
        """Ask for an answer, or b or x, without echo."""
        while True:
            line = self._console.line(_(UNSEEN), unseen=True).casefold()
            number = whole_number(line)
            if line in {"b", "x"} or (number is not None and number <= most):
                return line
            self._console.refuse_number(most)

    def _comment(self) -> str:
        """Ask for a comment; what the guard finds in it is told without the words."""
        self._console.question(_(measuring.COMMENT), _(measuring.ABOUT_COMMENTS))
        while True:
            comment = self._console.line(_(UNSEEN), unseen=True)
            masked = mask_cpr(comment, self._console.today())
            if masked != comment:
                self._console.tell(_("Guard"), _(CPR_MASKED))
            kinds = {f.kind for f in guard_findings(masked, self._console.today())} - {
                FindingKind.WHO_DID_IT
            }
            if not kinds:
                return masked
            words = ", ".join(_(WORDS[kind]) for kind in sorted(kinds))
            self._console.tell(
                _("Guard"), _("This may be more than it should hold: {kinds}.").format(kinds=words)
            )
            match self._console.decide([(_(AS_IT_STANDS), "keep"), (_(WRITE_AGAIN), "anew")]):
                case "keep":
                    return masked
                case "anew":
                    continue
                case _:
                    return ""

    def _hand_in(self, row: tuple[Answer, ...], comment: str = "") -> None:
        try:
            trouble = self._keeper.add(row, comment)
        except Refused as why:
            self._console.refuse(why)
            return
        if trouble:
            self._console.refuse(not_saved_words(trouble.reason, is_tried_again=True))
        self._tell(_("Thank you. Pass the keyboard on."))

    def _sheets(self) -> None:
        """Enter paper sheets one after another without echo; an empty line ends it."""
        how = _("Seven digits a sheet, 0 for no answer, as 2424245. An empty line: done.")
        self._console.question(how)
        while line := self._console.line(_(UNSEEN), unseen=True):
            try:
                trouble = self._keeper.add(measuring.row_from_paper(line))
            except Refused as why:
                self._console.refuse(why)
                continue
            if trouble:
                self._console.refuse(not_saved_words(trouble.reason, is_tried_again=True))
            self._tell(measuring.answered_words(self._keeper.number_answered, None))

    # Its end

    def _offer_end(self) -> None:
        """Tell when a measurement that was left unanswered is destroyed."""
        try:
            days = self._workspace.archive.left_open_days
        except Refused:  # in doubt nothing is destroyed either
            return
        if words := measuring.long_unanswered(
            self._keeper.changed, self._workspace.clock.now(), days
        ):
            self._console.note(words)

    def _end(self, steps: Iterator[measuring.Step]) -> Ended | None:
        """Take the steps of its end; returns how it ended, None: it stays open."""
        console = self._console
        try:
            for step in steps:
                match step:
                    case Work():
                        do_at_once(step)
                    case measuring.Close():
                        step.answer = console.agrees(*step.sentences)
                    case measuring.DeleteInstead():
                        console.refuse(step.words)
                        step.answer = console.agrees(_(measuring.DELETE_FOR_GOOD))
                    case measuring.Delete():
                        step.answer = console.agrees(_(measuring.DELETE_FOR_GOOD))
                    case measuring.NotEnded():
                        console.refuse(not_saved_words(step.trouble.reason))
                    case measuring.Ended():
                        return step
                    case _:
                        assert_never(step)
        except Refused as why:
            console.refuse(why)
        return None


def tell_result(console: Console, workspace: Workspace, measurement: Measurement) -> None:
    """Tell a closed measurement's result."""
    shown = workspace.result_of(measurement)
    console.tell(_("Result"), measurement_text(measurement, shown))
