"""The page of a review: its sections as text and pictures, in one column or two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeAlias

from textual.content import Content

from facilitator.core.commitments import Status
from facilitator.core.frame import norms
from facilitator.core.measurement.result import Withheld
from facilitator.core.measurement.trend import remarks
from facilitator.core.text.tags import KINDS, THEMES, ContributionKind
from facilitator.export import review as words_of
from facilitator.export.plain_text import STATUS
from facilitator.ui.kit.charts import Part, course_rows, parts_rows, plotted
from facilitator.ui.kit.line import joined, wrapped
from facilitator.ui.review.months import CLEARED, SESSION, Named, latest, met_rows, named_rows
from facilitator.words import _, date_words, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from facilitator.core.measurement.trend import Step
    from facilitator.core.review import Pattern, Review
    from facilitator.core.text.tags import Tag, Theme

    Section: TypeAlias = Callable[[int, int], Iterable[Content]]
    """Draws itself in so many columns, and with so many rows for the course as a picture."""

TWO_COLUMNS: Final = 120
"""Columns of a terminal from which there are two of ours."""
GAP: Final = 4
_WIDEST: Final = 96
_WIDE: Final = 70
_LEAST_PLOT, _MOST_PLOT = 9, 16
_AROUND_PLOT: Final = 7
"""Rows that the course has beside its picture: with them it fills a screen and is seen whole."""
_THICK: Final = 2
"""Rows of the bar."""
_MOST_LISTED: Final = 7
"""Commitments, and learning points, that are shown: a wall is no list."""
_PARTS: Final = (
    (Status.DONE, "█"), (Status.CONTINUING, "▓"), (Status.ADJUSTED, "▒"), (Status.OPEN, "░"),
    (Status.RELEASED, "·"),
)  # fmt: skip
"""What becomes of commitments, each with its glyph in the bar."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What is drawn: one column or two, each with its sections in order."""

    columns: tuple[tuple[Content, ...], ...]
    width: int
    """Of one column."""

    @property
    def texts(self) -> tuple[Content, ...]:
        """The columns, an empty row between two sections."""
        return tuple(Content("\n\n").join(column) for column in self.columns)

    @property
    def height(self) -> int:
        """The rows of the longer column."""
        return max(map(_height, self.texts))

    @property
    def starts(self) -> tuple[int, ...]:
        """The rows at which the sections of the first column begin, and that after the last."""
        return tuple(accumulate((_height(section) + 1 for section in self.columns[0]), initial=0))


def page(review: Review, steps: Sequence[Step], width: int, rows: int) -> ReviewPage:
    """The review in the width there is; in two columns it fills the rows as far as it can."""
    sections = _sections(review, steps)
    if width < TWO_COLUMNS:
        column_width = min(width, _WIDEST)
        plot = max(_LEAST_PLOT, min(_MOST_PLOT, rows - _AROUND_PLOT))
        return ReviewPage(
            (tuple(_drawn(section, column_width, plot) for section in sections),), column_width
        )
    column_width = min((width - GAP) // 2, _WIDEST)
    heights = [_height(_drawn(section, column_width, _LEAST_PLOT)) + 1 for section in sections]
    cut = _even_cut(heights)
    left = rows - sum(heights[:cut])  # the last row stays empty
    plot = max(_LEAST_PLOT, min(_MOST_PLOT, _LEAST_PLOT + left))
    drawn = [_drawn(section, column_width, plot) for section in sections]
    return ReviewPage((tuple(drawn[:cut]), tuple(drawn[cut:])), column_width)


def _drawn(section: Section, width: int, plot: int) -> Content:
    return Content("\n").join(section(width, plot))


def _height(section: Content) -> int:
    return section.plain.count("\n") + 1


def _even_cut(heights: Sequence[int]) -> int:
    """After how many sections the first column ends, so that the two are as even as can be."""
    cuts = range(1, len(heights))
    return min(cuts, key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))


def _sections(review: Review, steps: Sequence[Step]) -> list[Section]:
    """In the order a leader reads: what waits, what there is to see over time, the frame last."""
    return [
        partial(_open, review),
        partial(_course, tuple(steps)),
        partial(_themes, review),
        partial(_kinds, review),
        partial(_points, review),
        partial(_rhythm, review),
        partial(_kept, review),
        partial(_frame, review),
    ]


def _open(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_(words_of.OPEN_COMMITMENTS))
    if not review.open:
        yield from _quiet(_(words_of.NONE_WAITS), width)
    items = [(commitment.what, words_of.about_waiting(commitment)) for commitment in review.open]
    yield from _listed(items, width)
    if review.overdue:
        yield from _quiet(words_of.overdue_words(review.overdue), width)


def _frame(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_(words_of.LATEST_FRAME))
    if review.frame is None:
        yield from _quiet(_(words_of.NO_FRAME), width)
        return
    for column in norms(review.frame):
        yield Content(column.text)
        yield from _listed([(keyword.text, ()) for keyword in column.keywords], width)
    for sentence in words_of.about_frame(review.frame, review.today):
        yield from _quiet(sentence, width)


def _more_words(number: int) -> str:
    return ngettext("and {n} more", "and {n} more", number).format(n=number)


def _listed(
    items: Sequence[tuple[str, Iterable[str]]],
    width: int,
    more_words: Callable[[int], str] = _more_words,
    *,
    one_row: bool = False,
) -> Iterator[Content]:
    """The first texts, each with what there is to say about it, and how many more there are."""
    for text, about in items[:_MOST_LISTED]:
        yield from _item(text, about, width, one_row=one_row)
    if (more := len(items) - _MOST_LISTED) > 0:
        yield from _quiet(more_words(more), width)


def _course(steps: tuple[Step, ...], width: int, plot: int) -> Iterator[Content]:
    yield _heading(_("Measurements"))
    if not steps:
        yield from _quiet(_(words_of.NO_MEASUREMENT), width)
        return
    if sum(not isinstance(step.result, Withheld) for step in steps) > 1:
        yield from plotted(steps, width, plot).split("\n")
    yield from course_rows(steps, width >= _WIDE)
    for remark in remarks(steps):
        yield from _quiet(_(remark), width)


def _themes(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_(words_of.THEMES_THAT_COME_BACK))
    if not review.themes:
        yield from _quiet(_(words_of.NO_THEME), width)
        return
    yield from _named_patterns(
        review, [(THEMES[pattern.tag], pattern) for pattern in review.themes], width
    )


def _kinds(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_(words_of.KINDS_OF_CONTRIBUTION))
    if not review.kinds:
        yield from _quiet(_(words_of.NO_KIND), width)
        return
    yield from _named_patterns(
        review, [(KINDS[pattern.tag], pattern) for pattern in review.kinds], width
    )
    if any(pattern.tag is ContributionKind.ERROR for pattern in review.kinds):
        yield from _quiet(_(words_of.ERRORS_TOLD), width)


def _named_patterns(
    review: Review,
    patterns: Iterable[tuple[Tag, Pattern[Theme] | Pattern[ContributionKind]]],
    width: int,
) -> Iterator[Content]:
    named = [
        Named(
            tag.symbol,
            tag.label(language()),
            {month.month: month.number for month in pattern.months},
            pattern.number,
        )
        for tag, pattern in patterns
    ]
    months = latest(review.rhythm.months)
    yield from named_rows(named, [month.month for month in months], width, _("In all"))
    if len(months) < len(review.rhythm.months):
        words = _("The latest {n} months are drawn; the sums are of all.")
        yield from _quiet(words.format(n=len(months)), width)


def _points(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_("Learning points"))
    if not review.learning_points:
        yield from _quiet(_(words_of.NO_POINT), width)
    items = [(point.text, [date_words(point.date)]) for point in review.learning_points]
    yield from _listed(items, width, words_of.older_words, one_row=width >= _WIDE)


def _rhythm(review: Review, width: int, _plot: int) -> Iterator[Content]:
    rhythm = review.rhythm
    yield _heading(_(words_of.HOW_OFTEN))
    yield from met_rows(latest(rhythm.months), width)
    yield from _quiet(f"{SESSION} {words_of.met_words(rhythm)}", width)
    if rhythm.cleared:
        yield from _quiet(f"{CLEARED} {words_of.cleared_words(rhythm.cleared)}", width)
    yield from _quiet(words_of.between_words(rhythm.days_between), width)


def _kept(review: Review, width: int, _plot: int) -> Iterator[Content]:
    yield _heading(_("What became of our commitments"))
    parts = [Part(sign, _(STATUS[s]), review.became.get(s, 0)) for s, sign in _PARTS]
    if not any(part.number for part in parts):
        yield from _quiet(_("Nothing has been agreed on yet."), width)
    yield from parts_rows(parts, width, _THICK)
    if review.rhythm.cleared:
        yield from _quiet(_(words_of.NOT_FROM_SUPERVISION), width)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $accent")


def _quiet(text: str, width: int) -> Iterator[Content]:
    return (Content.styled(row, "$muted") for row in wrapped(text, width))


def _item(
    text: str, about: Iterable[str], width: int, *, one_row: bool = False
) -> Iterator[Content]:
    """A line of a list, and remarks below it or in the same row; none of them is broken."""
    words = joined(about)
    quiet = wrapped(words, width - 2) if words else []
    room = width - 2 - (len(quiet[0]) + 2 if one_row else 0)
    first, *more = wrapped(text, room)
    after = f"{quiet.pop(0):>{width - 2 - len(first)}}" if one_row else ""
    yield Content.assemble(f"– {first}", (after, "$muted"))
    yield from (Content(f"  {row}") for row in more)
    yield from (Content.styled(f"  {row.removesuffix(' ·')}", "$muted") for row in quiet)
