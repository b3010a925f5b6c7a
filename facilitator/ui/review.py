"""The review screen: a team's patterns over time as pictures, in the space available."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby, pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from facilitator.core.commitments import Status
from facilitator.core.frame import norms
from facilitator.core.measurement.result import Withheld
from facilitator.core.measurement.trend import remarks
from facilitator.core.text.tags import KINDS, THEMES, ContributionKind
from facilitator.export import review as words_of
from facilitator.export.plain_text import STATUS
from facilitator.store.exporting import LookBack, look_back
from facilitator.store.guides import private_guides
from facilitator.ui.commands import Command, bindings
from facilitator.ui.kit.charts import Part, course_rows, parts_rows, plotted
from facilitator.ui.kit.cover import COLUMNS
from facilitator.ui.kit.line import KeyLine, joined, wrapped
from facilitator.ui.kit.screen import AppScreen
from facilitator.ui.kit.worker import read_in_thread
from facilitator.words import _, date_words, language, month_words, ngettext, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from facilitator.core.measurement.trend import Step
    from facilitator.core.review import Met, Pattern, Review
    from facilitator.core.text.tags import Tag, Theme

    Section = Callable[[int, int], Iterable[Content]]
    """Draws itself in so many columns, and with so many rows for the course as a picture."""
    from textual.app import ComposeResult
    from textual.binding import Binding

    from facilitator.core.errors import Refused
    from facilitator.ui.kit.worker import GoOn, Progress

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
MOST: Final = 12
"""The latest so many months are drawn."""
CELL: Final = 3
GROUNDS: Final = (10, 18, 26, 34)
"""From seldom to often, how much of the accent is in the ground; with more the text would pale."""
NEVER: Final = "·"
SESSION, CLEARED = "●", "○"

_LEAST_LABEL: Final = 18
"""Cells a label needs beside the months; with fewer it stands over them."""
_MOST_LABEL: Final = 56
_TOTAL: Final = 6
_SHORT_TOTAL: Final = 4
"""Cells of the sums where there are few in all; they have no heading then."""
_FEW: Final = 60
_INDENT: Final = 2
_MOST_ROWS: Final = 8


class Named(NamedTuple):
    """What was named, and how often."""

    symbol: str
    label: str
    months: Mapping[date, int]
    """Those in which it was named at all."""
    number: int
    """Over all, the months that are not drawn too."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a picture is laid out: where its months stand, and which they are."""

    months: Sequence[date]
    label: int
    """Cells of the label beside the months; 0: it stands over them."""
    total: int
    """Cells of the sums beside the months."""

    @classmethod
    def fitting(cls, months: Sequence[date], longest: int, width: int) -> _Table:
        """As many of the latest months as fit, their labels beside them if that costs none."""
        wanted = months[-MOST:]
        total = _TOTAL if width >= _FEW else _SHORT_TOTAL
        free = width - total - _cells(len(wanted))
        if free >= min(longest, _LEAST_LABEL):
            return cls(wanted, min(longest, free, _MOST_LABEL), total)
        fit = max(1, (width - total - _INDENT) // (CELL + 1))
        return cls(wanted[-fit:], 0, total)

    @property
    def start(self) -> int:
        return self.label or _INDENT

    def heading(self, last: str = "") -> Iterator[Content]:
        """The names of the months under their years, or beside the only one."""
        years = [(year, len(list(same))) for year, same in groupby(m.year for m in self.months)]
        has_year = len(years) == 1 and self.label > len(str(years[0][0]))
        left = f"{years[0][0] if has_year else '':<{self.start}}"
        if not has_year:
            over = "".join(_year(year, n, alone=len(years) == 1) for year, n in years)
            yield Content.styled((left + over).rstrip(), "$muted")
        names = "".join(f"{month_words(month, short=True):<{CELL + 1}}" for month in self.months)
        sums = f"{last:>{self.total}}" if len(last) <= self.total else ""
        yield Content.styled(f"{left}{names}{sums}".rstrip(), "$muted")


def named_rows(
    named: Sequence[Named], months: Sequence[date], width: int, total: str
) -> Iterator[Content]:
    """A row for each that was named, under the names of the months; `total` is over their sums."""
    longest = max((len(pattern.label) for pattern in named), default=0) + 3
    table = _Table.fitting(months, longest, width)
    most = max(
        (n for pattern in named for m, n in pattern.months.items() if m in table.months), default=0
    )
    yield from table.heading(total)
    for pattern in named:
        room = (table.label or width) - 3
        first, *more = wrap(pattern.label, max(room, 8)) or [""]
        label = Content.assemble((pattern.symbol, "bold"), f" {first}")
        cells = Content.assemble(*(_cell(pattern.months.get(m, 0), most) for m in table.months))
        number = (f"{pattern.number:>{table.total}}", "bold")
        if table.label:
            yield Content.assemble(label, " " * (table.label - label.cell_length), cells, number)
            yield from (Content(f"  {row}") for row in more)
        else:
            yield label
            yield from (Content(f"  {row}") for row in more)
            yield Content.assemble(" " * _INDENT, cells, number)


def latest(months: Sequence[Met]) -> Sequence[Met]:
    """The months to draw: the latest, or those up to the last session where that is long ago."""
    if not any(month.number for month in months[-MOST:]):
        last = max((n for n, month in enumerate(months, 1) if month.number), default=len(months))
        months = months[:last]
    return months[-MOST:]


def met_rows(months: Sequence[Met], width: int) -> Iterator[Content]:
    """A mark for each session over the name of its month; those whose board is cleared by a ring.

    Where there were more than there is room for, their number stands instead.
    """
    table = _Table.fitting([month.month for month in months], 0, width)
    shown = months[-len(table.months) :]
    marks = [SESSION * (month.number - month.cleared) + CLEARED * month.cleared for month in shown]
    marks = [m if len(m) <= CELL * _MOST_ROWS else str(len(m)) for m in marks]
    for row in reversed(range(max(1, *(-(-len(m) // CELL) for m in marks)))):
        cells = "".join(f"{m[row * CELL : (row + 1) * CELL]:<{CELL + 1}}" for m in marks)
        yield Content.styled(f"{' ' * table.start}{cells}".rstrip(), "$accent")
    yield from table.heading()


def _year(year: int, months: int, *, alone: bool) -> str:
    """A year over its months; not over a single one, where it would touch the next."""
    return f"{year if months > 1 or alone else '':<{_cells(months)}}"


def _cells(months: int) -> int:
    return months * (CELL + 1)


def _cell(number: int, most: int) -> Content:
    if not number:
        return Content.styled(f"{NEVER:^{CELL}} ", "$muted")
    steps = len(GROUNDS)
    ground = GROUNDS[-(-number * steps // max(most, steps)) - 1]
    return Content.assemble((f"{number:^{CELL}}", f"bold $foreground on $accent {ground}%"), " ")


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
    return (Content.styled(row, "$muted") for row in wrap(text, width))


def _item(
    text: str, about: Iterable[str], width: int, *, one_row: bool = False
) -> Iterator[Content]:
    """A line of a list, and remarks below it or in the same row; none of them is broken."""
    words = joined(about)
    quiet = wrapped(words, width - 2) if words else []
    room = width - 2 - (len(quiet[0]) + 2 if one_row else 0)
    first, *more = wrap(text, room) or [""]
    after = f"{quiet.pop(0):>{width - 2 - len(first)}}" if one_row else ""
    yield Content.assemble(f"– {first}", (after, "$muted"))
    yield from (Content(f"  {row}") for row in more)
    yield from (Content.styled(f"  {row.removesuffix(' ·')}", "$muted") for row in quiet)


NARROW: Final = 70
SHORT: Final = 20
"""Columns and rows under which the style sheet saves them."""


class ReviewScreen(AppScreen[None]):
    """Section by section in the order a leader reads; two columns where there is room for them."""

    CONTEXT = "review"
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[Binding]] = bindings("review", priority=True)  # type: ignore[assignment]

    def __init__(self, team: str) -> None:
        super().__init__()
        self.team = team
        self._look_back: LookBack | Refused | None = None
        self._starts: tuple[int, ...] = ()
        self._is_long = False

    def compose(self) -> ComposeResult:
        yield Label(id="whose")
        yield Label(id="word")
        with VerticalScroll(), Horizontal():
            yield Static(id="first")
            yield Static(id="second")
        yield KeyLine()

    def on_mount(self) -> None:
        read_in_thread(self, self._read, self._show_read, refused=self._show_read)

    def _read(self, go_on: GoOn) -> LookBack | None:
        """What there is to look back on; None where it was cancelled. Raises Refused."""
        workspace = self.workspace
        if not workspace.index.refresh(go_on).complete:
            return None
        private = private_guides(workspace.guides)
        return look_back(workspace.archive, workspace.index, self.team, private, workspace.today)

    def on_progress(self, event: Progress) -> None:
        if self._look_back is None:
            self.query_one("#word", Label).update(Content(event.reading))

    def _show_read(self, shown: LookBack | Refused | None) -> None:
        self._look_back = shown
        self._show()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Drawn to the room there is."""
        self._show()

    def show_words(self) -> None:
        if self._look_back is not None:
            self._show()

    def key_commands(self) -> tuple[Command, ...]:
        """Only what there is."""
        left_out = set() if self._is_long else {"page_down", "page_up"}
        if not isinstance(self._look_back, LookBack) or not self._look_back.steps:
            left_out.add("trend")
        return tuple(c for c in super().key_commands() if c.action not in left_out)

    # Commands

    def action_page_down(self) -> None:
        """On to the first section that is not seen whole, or on in it where it is too long."""
        scroll = self.query_one(VerticalScroll)
        top, rows = round(scroll.scroll_target_y), scroll.size.height
        below = top + rows - 1
        for start, end in pairwise(self._starts):
            if end - 1 > top + rows:  # but for the empty row under it
                below = start if start > top else below
                break
        scroll.scroll_to(y=below, animate=False)

    def action_page_up(self) -> None:
        """Back by as many sections as can be seen whole, or back in one that is too long."""
        scroll = self.query_one(VerticalScroll)
        top, rows = round(scroll.scroll_target_y), scroll.size.height
        fitting = [start for start in self._starts if top - rows <= start < top]
        scroll.scroll_to(y=min(fitting, default=top - rows + 1), animate=False)

    def action_trend(self) -> None:
        if isinstance(self._look_back, LookBack) and self._look_back.steps:
            self.navigator.measurement.show_trend(self._look_back.review.team)

    def action_back(self) -> None:
        """Back; what is still being read is let go of."""
        self.workers.cancel_node(self)
        self.dismiss()

    # What is seen

    def _show(self) -> None:
        shown = self._look_back
        drawn = isinstance(shown, LookBack)
        self.query_one("#word", Label).display = not drawn
        self.query_one(VerticalScroll).display = drawn
        team = self.team
        if isinstance(shown, LookBack):
            team = shown.review.team
            self._draw(shown)
        elif shown:
            self.query_one("#word", Label).update(Content(refusal_words(shown)))
        title = _(words_of.LOOKING_BACK).format(team=team)
        self.query_one("#whose", Label).update(Content(title))
        self.show_keys()

    def _draw(self, look_back: LookBack) -> None:
        size, short = self.app.size, self.app.size.height < SHORT
        margins = 3 if size.width < NARROW else 5
        rows = size.height - (2 if short else 4)
        width = max(size.width, COLUMNS)  # with fewer it is covered
        drawn = page(*look_back, width - margins, rows)
        self._is_long = drawn.height > rows
        self._starts = drawn.starts if len(drawn.columns) == 1 else ()
        for at, column in enumerate(("#first", "#second")):
            shown = self.query_one(column, Static)
            shown.display = at < len(drawn.texts)
            shown.styles.width = drawn.width
            if shown.display:
                shown.update(drawn.texts[at])
