"""Months beside each other: how often something was named, and how often the team met."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from facilitator.ui.kit.line import wrapped
from facilitator.words import month_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from facilitator.core.review import Met

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
        first, *more = wrapped(pattern.label, max(room, 8))
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
