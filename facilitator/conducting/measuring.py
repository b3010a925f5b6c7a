"""Answering a measurement on one machine: texts and checks, and its end step by step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from facilitator.conducting.steps import Reading, Writing
from facilitator.core.errors import N_, Refused
from facilitator.core.measurement.items import ITEMS
from facilitator.core.measurement.overlap import TooNear, on_this_occasion
from facilitator.core.measurement.result import Withheld
from facilitator.core.session.phases import AttachMeasurement
from facilitator.core.team import same_team
from facilitator.core.text.numbers import whole_number
from facilitator.words import _, date_words, language, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from facilitator.conducting.workspace import Workspace
    from facilitator.core.measurement.items import Answer
    from facilitator.core.measurement.note import Measurement
    from facilitator.core.measurement.result import Result
    from facilitator.core.retention import LeftOpenDays
    from facilitator.core.session.model import Session
    from facilitator.store.measurement.answers import MeasurementKeeper
    from facilitator.store.measurement.notes import MeasurementFile
    from facilitator.store.session_file import NotSaved

HONEST: Final = N_(
    "Seven statements, about two minutes. Nobody sees your answers: they are mixed with "
    "the others' and have no name, time or order. The result is shown from {least} "
    "answers. You are a small group. Some may be able to guess. Write only what you can "
    "stand by."
)
"""What anonymous means here, before each person."""
WHAT_IT_IS: Final = N_(
    "Seven statements, answered anonymously, one person at a time. The leader does not answer."
)
ALL_THE_SAME: Final = N_("Measure all the same?")
OPEN_ELSEWHERE: Final = N_("This measurement is open in another window: answer there.")
DISCARD_ANSWERS: Final = N_("Leave? Your answers are discarded; those of the others stay.")
NEW: Final = N_("New measurement")
LABEL: Final = N_("Label")
HOW_MANY: Final = N_("How many?")
POINTS: Final = N_("{n} points")
REVIEW_ANSWERS: Final = N_("A last look")
HAND_IN: Final = N_("Hand in")
COMMENT: Final = N_("Is there something you would like to add?")
CLOSE: Final = N_("Close the measurement")
DELETE: Final = N_("Delete it with all its answers")
DELETE_FOR_GOOD: Final = N_("Delete this measurement for good?")
DELETED: Final = N_("The measurement and its answers are deleted.")
TOO_FEW: Final = N_("The measurement is closed. Too few have answered for a result.")
SIT_APART: Final = N_("Sit so that nobody else sees the screen. The leader does not answer.")
ABOUT_COMMENTS: Final = N_(
    "You may leave it empty. Write only what you can stand by: some may guess who "
    "wrote it. No names or details about the people you support. It is shown from 8 "
    "answers, apart from your answers."
)


def new(
    workspace: Workspace, team: str, scale: int, label: str, expected: int | None
) -> Measurement:
    """A measurement that begins today, in the language in use. Raises Refused."""
    from facilitator.core.measurement.lifecycle import new_measurement
    from facilitator.store.session_file import new_id

    return new_measurement(
        measurement_id=new_id(workspace.today),
        team=team,
        today=workspace.today,
        language=language(),
        scale=scale,
        label=label,
        expected=expected,
    )


def objections(workspace: Workspace, new: Measurement) -> list[str]:
    """Reasons against measuring that team now, a sentence each."""
    notes = workspace.measurements().notes
    least = workspace.archive.responses_at_least
    sentences = []
    if any(other.is_open and same_team(other.team, new.team) for other in notes):
        sentences.append(_("This team has a measurement that is still open."))
    if on_this_occasion(new.team, new.date, notes, least):
        sentences.append(
            _(
                "This team was measured less than four weeks ago. If the same people give the "
                "same answers, it cannot be closed: the two could give an answer away."
            )
        )
    if workspace.without_dialogue(new.team, notes):
        sentences.append(_("You have not talked about the last result yet."))
    return sentences


def expected_of(text: str) -> int | None:
    """The number of people who will answer, from a text; None if empty. Raises Refused."""
    number = whole_number(text)
    if text and number is None:
        raise Refused(N_("How many: a number, or nothing."))
    return number


def of_session(workspace: Workspace, session: Session) -> MeasurementFile | None:
    """The session's measurement, or its team's open one; None: there is none."""
    files = workspace.measurements().files
    for file in files:
        if file.measurement.id == session.live.measurement:
            return file
    ours = (file for file in files if file.measurement.is_open)
    return next((f for f in ours if same_team(f.measurement.team, session.note.team)), None)


def attaching(session: Session, measurement: Measurement | None) -> AttachMeasurement | None:
    """The event after which that is the session's measurement, open or closed as it stands.

    None: so it is already.
    """
    event = AttachMeasurement(None)
    if measurement is not None:
        event = AttachMeasurement(measurement.id, is_closed=not measurement.is_open)
    live = session.live
    is_so = (live.measurement, live.measurement_closed) == (event.measurement, event.is_closed)
    return None if is_so else event


def answered_words(n: int, expected: int | None) -> str:
    """How many have answered, and of how many."""
    if expected and n > expected:
        words = _("{n} have answered, and {expected} were expected")
        return words.format(n=n, expected=expected)
    if expected:
        return _("{n} of {expected} have answered").format(n=n, expected=expected)
    return _("{n} have answered").format(n=n)


def long_unanswered(changed: datetime | None, now: datetime, days: LeftOpenDays) -> str:
    """The notice that a long unanswered measurement is destroyed soon; empty where it is not.

    `changed` is the moment of the last answer; None: there is none.
    """
    if changed is None or now - changed < timedelta(days=days.answers_offered):
        return ""
    words = _(
        "Nobody has answered since {since}. On {until} the measurement is destroyed with its "
        "answers. Close it, or delete it now?"
    )
    until = changed + timedelta(days=days.answers_destroyed)
    since, last = (moment.astimezone().date() for moment in (changed, until))
    return words.format(since=date_words(since), until=date_words(last))


def row_from_paper(text: str) -> tuple[Answer, ...]:
    """A row typed from paper: seven keys, 0 or - for no answer. Raises Refused."""
    keys = [key for key in text if not key.isspace()]
    if len(keys) != len(ITEMS) or not all(key in "01234567-" for key in keys):
        raise Refused(N_("Seven keys, please: a digit for each statement, 0 for no answer."))
    return tuple(int(key) if key not in "0-" else None for key in keys)


# Its end


class Close:
    """Question: whether it is closed with that result."""

    def __init__(self, result: Result | Withheld) -> None:
        self._result = result
        self.answer = False

    @property
    def reason(self) -> str:
        """Why there will be no result; empty: there will be one."""
        return refusal_words(self._result.reason) if isinstance(self._result, Withheld) else ""

    @property
    def sentences(self) -> list[str]:
        """The question, a sentence each."""
        return [
            _("Close the measurement? It cannot be opened again."),
            *filter(None, [self.reason]),
            _("The single answers are destroyed, and are in no file."),
        ]


class DeleteInstead:
    """Question: whether it is deleted, since next to another it would give an answer away."""

    def __init__(self, why: TooNear) -> None:
        self.words = _("The measurement cannot be closed. {why}").format(why=refusal_words(why))
        self.answer = False


class Delete:
    """Question: whether it is deleted."""

    def __init__(self) -> None:
        self.answer = False


class NotEnded(NamedTuple):
    """The disk did not take its end, and it stays open."""

    trouble: NotSaved


class Ended(NamedTuple):
    """It is over, or let go of."""

    measurement: Measurement | None
    """As it is now; None: it is deleted."""


Question: TypeAlias = Close | DeleteInstead | Delete
Step: TypeAlias = Question | Reading[Any] | Writing[Any] | NotEnded | Ended


def closing(keeper: MeasurementKeeper, workspace: Workspace) -> Iterator[Step]:
    """The steps of closing it; a question that is left as it is was the last one."""
    today = workspace.today
    preview = Reading(lambda: _preview(keeper, workspace, today))
    yield preview
    if isinstance(preview.result, TooNear):
        instead = DeleteInstead(preview.result)
        yield instead
        if instead.answer:
            yield from _deleted(keeper)
        return
    close = Close(preview.result)
    yield close
    if close.answer:
        written = _writing(lambda: keeper.close(today))
        yield written
        yield NotEnded(written.result) if written.result else Ended(keeper.measurement)


def deleting(keeper: MeasurementKeeper) -> Iterator[Step]:
    """The steps of deleting it with all its answers."""
    delete = Delete()
    yield delete
    if delete.answer:
        yield from _deleted(keeper)


def _deleted(keeper: MeasurementKeeper) -> Iterator[Step]:
    written = _writing(keeper.throw_away)
    yield written
    yield NotEnded(written.result) if written.result else Ended(None)


def _preview(
    keeper: MeasurementKeeper, workspace: Workspace, today: date
) -> Result | Withheld | TooNear:
    """What would come of it if it were closed, or why it cannot be."""
    try:
        return workspace.result_of(keeper.preview(today))
    except TooNear as why:
        return why


def _writing(work: Callable[[], NotSaved | None]) -> Writing[NotSaved | None]:
    return Writing(lambda thread, then, refused: thread(work, then, refused))
