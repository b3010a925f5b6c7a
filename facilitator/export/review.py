"""A team's review as plain text: what is waiting first, the frame last.

No figure is a grade: nothing is compared with another team, and no sign or colour judges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.commitments import Status
from facilitator.core.errors import N_
from facilitator.core.frame import is_time, norms
from facilitator.core.measurement.result import Withheld
from facilitator.core.measurement.trend import remarks
from facilitator.core.text.tags import KINDS, THEMES, ContributionKind
from facilitator.export.plain_text import STATUS, span_words
from facilitator.export.result import answers_words, index_words
from facilitator.words import _, date_words, language, month_words, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from facilitator.core.measurement.trend import Step
    from facilitator.core.note import Note
    from facilitator.core.review import ByMonth, Pattern, Review, Rhythm, WaitingCommitment
    from facilitator.core.text.tags import Tag, Theme

MOST_MONTHS = 12
"""The latest so many are told one by one."""
MOST_POINTS = 12
"""The latest so many learning points are told."""

LOOKING_BACK = N_("Looking back with {team}")
THEMES_THAT_COME_BACK = N_("Themes that come back")
KINDS_OF_CONTRIBUTION = N_("Kinds of contribution")
HOW_OFTEN = N_("How often we have met")
LATEST_FRAME = N_("Latest frame")
OPEN_COMMITMENTS = N_("Open commitments")
NO_FRAME = N_("There is no frame yet.")
NO_MEASUREMENT = N_("There is no measurement yet.")
NONE_WAITS = N_("None is waiting.")
NO_THEME = N_("No theme has come back in several sessions yet.")
NO_KIND = N_("No keyword has been given a kind yet.")
NO_POINT = N_("None has been kept.")
NOT_FROM_SUPERVISION = N_(
    "What was agreed in supervision is not here, only in the list of commitments."
)
ERRORS_TOLD = N_(
    "Many reported errors are not a bad sign: the ward with the most registered errors "
    "had the best results, because it spoke openly of them."
)


def review_text(review: Review, steps: Sequence[Step], today: date) -> str:
    """The review, heading by heading; `steps` are the course of the team's measurements."""
    return "\n".join(_review(review, steps, today)) + "\n"


def _review(review: Review, steps: Sequence[Step], today: date) -> Iterator[str]:
    yield _(LOOKING_BACK).format(team=review.team)
    yield date_words(today)
    yield from _section(_(OPEN_COMMITMENTS), _commitments(review))
    yield from _section(_("Measurements"), _course(steps))
    yield from _section(_(THEMES_THAT_COME_BACK), _themes(review.themes))
    yield from _section(_(KINDS_OF_CONTRIBUTION), _kinds(review.kinds))
    yield from _section(_("Learning points"), _points(review))
    yield from _section(_(HOW_OFTEN), _rhythm(review.rhythm))
    yield from _section(_(LATEST_FRAME), _frame(review.frame, today))


def _section(heading: str, rows: Iterable[str]) -> Iterator[str]:
    yield from ("", heading, *rows)


def _so_many(status: Status, n: int) -> str:
    """A number of commitments with a status."""
    if status is Status.OPEN:
        return ngettext("{n} open", "{n} open", n).format(n=n)
    if status is Status.ADJUSTED:
        return ngettext("{n} adjusted", "{n} adjusted", n).format(n=n)
    return f"{n} {_(STATUS[status])}"


def _commitments(review: Review) -> Iterator[str]:
    if not review.open:
        yield _(NONE_WAITS)
    yield from (
        f"- {'; '.join((commitment.what, *about_waiting(commitment)))}"
        for commitment in review.open
    )
    if review.overdue:
        yield overdue_words(review.overdue)
    became = [(status, review.became.get(status, 0)) for status in Status]
    number = sum(n for _status, n in became)
    if number:
        words = ", ".join(_so_many(status, n) for status, n in became if n)
        yield _("{n} in all: {words}.").format(n=number, words=words)
    if review.rhythm.cleared:
        yield _(NOT_FROM_SUPERVISION)


def overdue_words(number: int) -> str:
    """How many commitments are overdue."""
    return ngettext("{n} is overdue.", "{n} are overdue.", number).format(n=number)


def about_waiting(commitment: WaitingCommitment) -> Iterator[str]:
    """The status of a waiting commitment, its day, and when it was agreed on."""
    if commitment.status is not Status.OPEN:
        yield _(STATUS[commitment.status])
    if commitment.due:
        yield _("when: {date}").format(date=date_words(commitment.due))
    yield _("agreed on {date}").format(date=date_words(commitment.since))


def _frame(frame: Note | None, today: date) -> Iterator[str]:
    if frame is None:
        yield _(NO_FRAME)
        return
    yield from about_frame(frame, today)
    for column in norms(frame):
        yield column.text
        yield from (f"- {keyword.text}" for keyword in column.keywords)


def about_frame(frame: Note, today: date) -> Iterator[str]:
    """The version, since when it holds, and when it is looked at again: a sentence each."""
    if frame.frame is None:
        return
    words = _("Version {n}, made on {date}.")
    yield words.format(n=frame.frame.version, date=date_words(frame.date))
    if revisit := revisit_words(frame.frame.revisit, today):
        yield revisit


def revisit_words(revisit: date | None, today: date) -> str:
    """When a frame is looked at again; empty where that is not settled."""
    if is_time(revisit, today):
        return _("It is time to look at it again.")
    return _("It is looked at again on {date}.").format(date=date_words(revisit)) if revisit else ""


def _course(steps: Sequence[Step]) -> Iterator[str]:
    if not steps:
        yield _(NO_MEASUREMENT)
    for step in steps:
        label = f" ({step.measurement.label})" if step.measurement.label else ""
        if isinstance(step.result, Withheld):
            words = refusal_words(step.result.reason)
        else:
            words = ", ".join(filter(None, (index_words(step.result), answers_words(step.result))))
            if step.change:
                words += f". {_(step.change.words)}"
        yield f"- {date_words(step.measurement.date)}{label}: {words.removesuffix('.')}."
    yield from map(_, remarks(steps))


def _themes(themes: Sequence[Pattern[Theme]]) -> Iterator[str]:
    if not themes:
        yield _(NO_THEME)
    yield from (_pattern(THEMES[theme.tag], theme) for theme in themes)


def _kinds(kinds: Sequence[Pattern[ContributionKind]]) -> Iterator[str]:
    if not kinds:
        yield _(NO_KIND)
    yield from (_pattern(KINDS[kind.tag], kind) for kind in kinds)
    if any(kind.tag is ContributionKind.ERROR for kind in kinds):
        yield _(ERRORS_TOLD)


def _pattern(tag: Tag, pattern: Pattern[Theme] | Pattern[ContributionKind]) -> str:
    times = ngettext("{n} time", "{n} times", pattern.number).format(n=pattern.number)
    sessions = ngettext("in {n} session", "in {n} sessions", pattern.sessions)
    months = "; ".join(_month(month) for month in pattern.months[-MOST_MONTHS:])
    return f"- {tag.label(language())}: {times} {sessions.format(n=pattern.sessions)} ({months})"


def _points(review: Review) -> Iterator[str]:
    if not review.learning_points:
        yield _(NO_POINT)
    for point in review.learning_points[:MOST_POINTS]:
        yield f"- {point.text} ({date_words(point.date)})"
    if (more := len(review.learning_points) - MOST_POINTS) > 0:
        yield older_words(more)


def older_words(number: int) -> str:
    """How many older learning points there are."""
    return ngettext("and {n} older one", "and {n} older ones", number).format(n=number)


def _rhythm(rhythm: Rhythm) -> Iterator[str]:
    yield met_words(rhythm)
    if rhythm.cleared:
        yield cleared_words(rhythm.cleared)
    yield between_words(rhythm.days_between)
    yield from (f"- {_month(month)}" for month in rhythm.months[-MOST_MONTHS:])


def met_words(rhythm: Rhythm) -> str:
    """How many sessions there were, and the first and last month."""
    number = ngettext("{n} session", "{n} sessions", rhythm.sessions).format(n=rhythm.sessions)
    return span_words(number, rhythm.first, rhythm.last)


def cleared_words(number: int) -> str:
    """How many of the sessions had their board cleared."""
    return ngettext(
        "{n} of them was supervision or a learning review.",
        "{n} of them were supervision or learning reviews.",
        number,
    ).format(n=number)


def between_words(days: int) -> str:
    """The typical time between two sessions."""
    return ngettext(
        "Typically {n} day from one to the next.", "Typically {n} days from one to the next.", days
    ).format(n=days)


def _month(month: ByMonth) -> str:
    """`oktober 2026: 3`."""
    return f"{month_words(month.month)}: {month.number}"
