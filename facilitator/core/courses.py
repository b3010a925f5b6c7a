"""One person's own course over time (practices.md 31): the level of each scale, note by note.

For that person's private notes alone. Nothing of it is about a team.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from facilitator.core.note import BoardColumn, Note


class Course(NamedTuple):
    """One question with a scale, through the notes that answer it."""

    text: str
    """The question, as it was last asked."""
    scale: tuple[str, ...]
    """The levels, the lowest first, as they were last named."""
    steps: tuple[tuple[date, int], ...]
    """Day and level (0: the lowest), the oldest first."""


def own_courses(notes: Iterable[Note]) -> tuple[Course, ...]:
    """The courses of the questions in the newest notes, in their order.

    An answer counts where exactly one level was chosen, on a scale with as many levels as the
    newest: answers on other scales cannot be compared.
    """
    newest_first = sorted(notes, key=lambda note: note.date, reverse=True)
    scales: dict[tuple[str, str], BoardColumn] = {}
    for note in newest_first:
        for column in note.questions:
            if column.scale:
                scales.setdefault((note.guide, column.id), column)
    candidates = (
        Course(column.text, column.scale, tuple(_steps(newest_first, guide, column)))
        for (guide, _id), column in scales.items()
    )
    return tuple(course for course in candidates if course.steps)


def _steps(newest_first: list[Note], guide: str, question: BoardColumn) -> list[tuple[date, int]]:
    return [
        (note.date, column.counts.index(1))
        for note in reversed(newest_first)
        if note.guide == guide
        for column in note.questions
        if column.id == question.id
        and len(column.counts) == len(question.scale)
        and sorted(column.counts)[-2:] == [0, 1]
    ]
