"""The figures behind a result, for those who know them: of the team and of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.core.measurement.figures import ItemFigures
from facilitator.core.measurement.result import ALPHA_FROM, rounded
from facilitator.export.measures import decimals
from facilitator.words import _, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilitator.core.measurement.result import Result

COLUMNS = (5, 9, 8, 8, 6)
"""Cells of the table's columns."""


def technical_content(result: Result) -> Content:
    """A line for each figure of the team, a table of the items, and hints."""
    return Content("\n").join(_lines(result))


def _lines(result: Result) -> Iterator[Content]:
    yield from map(Content, _team(result))
    yield Content("")
    heads = ("", _("Mean"), _("SD"), "rwg", "n")
    yield Content.styled(_row(heads), "$muted")
    for item in result.items:
        if isinstance(item, ItemFigures):
            figures = (decimals(value, 2) for value in (item.mean, item.sd, item.rwg))
            yield Content(_row((str(item.item), *figures, str(item.n))))
        else:
            yield Content(f"{item.item:<{COLUMNS[0]}}{said(item.reason)}")
    for hint in _hints(result):
        yield from (Content(""), Content(hint))


def _team(result: Result) -> Iterator[str]:
    yield _("Mean of the respondents' means: {mean} (1–{points}, high is safe)").format(
        mean=decimals(result.mean, 2), points=result.scale
    )
    yield _("Standard deviation: {sd}").format(sd=decimals(result.sd, 2))
    yield _("Favourable answers: {share} %").format(share=int(rounded(result.favourable * 100)))
    if result.agreement is not None:
        yield _("Agreement (mean rwg): {rwg}").format(rwg=decimals(result.agreement, 2))
    if result.complete < ALPHA_FROM:
        yield _("Cronbach's alpha: shown from {n} complete answers").format(n=ALPHA_FROM)
    else:
        alpha = _("undefined") if result.alpha is None else decimals(result.alpha, 2)
        yield _("Cronbach's alpha over {n} complete answers: {alpha}").format(
            n=result.complete, alpha=alpha
        )


def _hints(result: Result) -> Iterator[str]:
    if result.straight_lined:
        yield _("Some chose the same point throughout: {n}.").format(n=result.straight_lined)
    if result.reversal_unseen:
        yield _("Some may not have seen that three statements are reversed: {n}.").format(
            n=result.reversal_unseen
        )


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = zip(cells, COLUMNS, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in rest)
