"""Large letters: text set in block letters, and the prompt widget.

The letters are those of `facilitator/lettering/`, a file a size, cut by `scripts/lettering.py`,
which describes the files. Only the sizes that are tried are read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.content import Content
from textual.widget import Widget

from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.line import balanced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import RenderResult
    from textual.geometry import Size

SIZES: Final = (26, 20, 16, 13, 11, 9, 7, 6)
"""The heights of a capital, in rows of pixels: two to a cell, as columns are."""

QUADRANTS: Final = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"
"""A cell by its four pixels: upper left 8, upper right 4, lower left 2, lower right 1."""
IN_ASCII: Final = " ..o'#/#'\\##\"###"
"""The same, as near as ASCII comes."""
LEAST_IN_ASCII: Final = 11
"""Smaller letters are none in ASCII."""

_SAME: Final = {0xA0: " ", 0x202F: " ", 0x2011: "-", 0xAD: None, 0x2212: "–"}
"""Signs that look like others."""


LINE = 60
"""About as many characters as a line may have and still be read from the back of a room."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """The pixels of a sign; a row is a number whose lowest bit is rightmost."""

    advance: int
    left: int
    top: int
    width: int
    rows: tuple[int, ...]
    nearer: dict[str, int]
    """By how many columns a sign that follows is moved."""


class _Size:
    """The letters of one size, each read from its line when it is first drawn."""

    def __init__(self, capital: int) -> None:
        from importlib.resources import files

        text = (files("facilitator") / f"lettering/{capital:02}.txt").read_text(encoding="utf-8")
        head, *lines = text.splitlines()
        self.capital, self.pitch = map(int, head.split())
        self._lines = {line[0]: line for line in lines}
        self._letters: dict[str, _Letter] = {}

    def has(self, text: str) -> bool:
        """Whether every sign of a text can be drawn."""
        return all(sign in self._lines for sign in text if sign != "\n")

    def letter(self, sign: str) -> _Letter:
        """The pixels of a sign."""
        if sign not in self._letters:
            advance, left, top, width, rows, *moves = self._lines[sign][2:].split()
            nearer = {
                follower: int(by)
                for by, _colon, followers in (move.partition(":") for move in moves)
                for follower in followers
            }
            self._letters[sign] = _Letter(
                int(advance), int(left), int(top), int(width),
                tuple(int(row, 16) for row in rows.split("/")), nearer,
            )  # fmt: skip
        return self._letters[sign]

    def placed(self, text: str) -> Iterator[tuple[int, _Letter]]:
        """The letters of a line, each with its column."""
        at = 0
        for sign, follower in pairwise([*text, ""]):
            letter = self.letter(sign)
            yield at + letter.left, letter
            at += letter.advance + letter.nearer.get(follower, 0)

    def drawn(self, text: str) -> _Line:
        """A line: its columns and its rows, by their height above the baseline."""
        placed = list(self.placed(text))
        first = min((at for at, letter in placed if any(letter.rows)), default=0)
        width = max((at + letter.width for at, letter in placed), default=0) - first
        rows: dict[int, int] = {}
        for at, letter in placed:
            shift = width - (at - first) - letter.width
            for number, row in enumerate(letter.rows):
                if row:
                    rows[letter.top - number] = rows.get(letter.top - number, 0) | row << shift
        return _Line(width, rows)


@dataclass(frozen=True, slots=True)
class _Line:
    width: int
    rows: dict[int, int]

    @property
    def top(self) -> int:
        return max(self.rows, default=0)

    @property
    def bottom(self) -> int:
        return min(self.rows, default=0)


_size = cache(_Size)


def set_large(
    text: str,
    width: int,
    height: int,
    *,
    align: Literal["left", "center"] = "center",
    ascii: bool = False,
    largest: int | None = None,
) -> list[Content] | None:
    """The text in the largest letters that fit into so many cells; None where it has to be plain.

    It is broken into lines of about one length; a line break in it stays one. Each row is `width`
    cells wide, and has no style. `largest` is the height in cells that a capital may have.

    None: not even the smallest letters fit, or they lack a sign.
    """
    text = unicodedata.normalize("NFC", text).translate(_SAME).strip()
    rows = _set(text, width, height, largest or height, left=align == "left", in_ascii=ascii)
    return [Content(row) for row in rows] if rows else None


@lru_cache(maxsize=32)
def _set(
    text: str, width: int, height: int, largest: int, *, left: bool, in_ascii: bool
) -> tuple[str, ...]:
    for capital in SIZES:
        if capital > 2 * min(height, largest) or (in_ascii and capital < LEAST_IN_ASCII):
            continue
        size = _size(capital)
        if not text or not size.has(text):
            break
        lines = _broken(text, size, 2 * width)
        if lines is None:
            continue
        rows = _stacked(lines, size, 2 * width, left)
        if len(rows) <= 2 * height:
            cells = IN_ASCII if in_ascii else QUADRANTS
            return tuple(_as_cells(rows, width, cells))
    return ()


def _broken(text: str, size: _Size, width: int) -> list[_Line] | None:
    """The text in as few lines as possible, of about one width; None where a word is too wide."""
    broken: list[_Line] = []
    for paragraph in text.split("\n"):
        lines = _drawn_evenly(paragraph.split(), size, width)
        if lines is None:
            return None
        broken += lines
    return broken


def _drawn_evenly(words: Sequence[str], size: _Size, width: int) -> list[_Line] | None:
    """The words in lines, none wider than given; None where that is impossible."""
    widths, space = [size.drawn(word).width for word in words], size.letter(" ").advance
    room = width
    while (lines := _evenly(widths, space, room)) is not None:
        drawn = [size.drawn(" ".join(words[start:end])) for start, end in lines]
        widest = max((line.width for line in drawn), default=0)
        if widest <= width:
            return drawn
        room -= widest - width  # beside its neighbours a word takes more than it does alone
    return None


def _evenly(words: Sequence[int], space: int, width: int) -> list[tuple[int, int]] | None:
    """Where words of these widths are broken into lines: the first of a line, and the one after it.

    As few lines as can be; of these ways the one whose lines leave least room, squared, so that no
    word stands alone on the last of them while there is room on the one before.
    """
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # of the first n: lines, room, last's start
    for end in range(1, len(words) + 1):
        splits = []
        length = -space
        for start in range(end - 1, -1, -1):
            length += words[start] + space
            if length > width:
                break
            lines, room, _start = best[start]
            splits.append((lines + 1, room + (width - length) ** 2, start))
        if not splits:
            return None
        best.append(min(splits))
    broken: list[tuple[int, int]] = []
    end = len(words)
    while end:
        start = best[end][2]
        broken.append((start, end))
        end = start
    return broken[::-1]


def _stacked(lines: Sequence[_Line], size: _Size, width: int, left: bool) -> list[int]:
    """The rows of pixels of lines below each other, each a number of `width` bits.

    The line spacing is that of the size, and more where an accent would touch a descender.
    """
    rows: dict[int, int] = {}
    baseline, lowest = 0, 0
    for number, line in enumerate(lines):
        if number:
            baseline = max(baseline + size.pitch, lowest + 1 + max(1, size.capital // 8) + line.top)
        else:
            baseline = line.top
        indent = 0 if left else (width - line.width) // 4 * 2  # letters begin where a cell does
        for height, row in line.rows.items():
            rows[baseline - height] = row << max(width - indent - line.width, 0)
        lowest = max(rows, default=0)
    return [rows.get(at, 0) for at in range(lowest + 1)]


def _as_cells(rows: Sequence[int], width: int, cells: str) -> Iterator[str]:
    """Two rows of pixels at a time as one row of cells."""
    for upper, lower in zip(rows[::2], [*rows[1::2], 0], strict=False):
        yield "".join(
            cells[(upper >> shift & 3) << 2 | lower >> shift & 3]
            for shift in range(2 * width - 2, -1, -2)
        )


class LargeText(Widget):
    """A text in the largest letters that fit, else in bold.

    Lines of plain text may follow below it.
    """

    ALIGN: ClassVar[Literal["left", "center"]]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._below: tuple[str, ...] = ()
        self._most_rows = 0
        self._largest: int | None = None

    def show(
        self,
        text: str,
        below: tuple[str, ...] = (),
        *,
        most_rows: int = 0,
        largest: int | None = None,
    ) -> None:
        """Show a text, in large letters where they fit in `most_rows`.

        `largest`: the maximum height of a capital, in rows.
        """
        shown = (text, below, most_rows, largest)
        if shown != (self._text, self._below, self._most_rows, self._largest):
            self._text, self._below, self._most_rows, self._largest = shown
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """The text, without the lines below it."""
        return self._text

    def is_large(self, width: int) -> bool:
        """Whether the text is in large letters at that width."""
        return bool(self._large(width, self._most_rows))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(*self.content_size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def _lines(self, width: int, height: int | None = None) -> list[Content]:
        """All rows: letters are so large that they fit into `height` with what is below them."""
        width = max(width, 10)
        below = [row for text in self._below for row in self._plain(text, width)]
        after = [Content(""), *below] if below else []
        most = self._most_rows if height is None else min(self._most_rows, height - len(after))
        if large := self._large(width, most):
            return [*large, *after]
        return [
            *(self._plain(self._text, width, "bold") if self._text or not below else ()),
            *below,
        ]

    def _plain(self, text: str, width: int, style: str = "") -> list[Content]:
        lines = [Content.styled(row, style) for row in balanced(text, min(width, LINE))]
        return [row.center(width) for row in lines] if self.ALIGN == "center" else lines

    def _large(self, width: int, most_rows: int) -> list[Content]:
        """The text in large letters; of lines that do not fit, the last alone."""
        if not self._text or most_rows <= 0:
            return []
        set_in = partial(
            set_large,
            width=width,
            align=self.ALIGN,
            ascii=app_of(self).workspace.settings.ascii,
            largest=self._largest,
        )
        if large := set_in(self._text, height=most_rows):
            return large
        *leads, last = self._text.split("\n")
        rows = [row for line in leads for row in self._plain(line, width)]
        large = set_in(last, height=max(1, most_rows - len(rows) - 1)) if leads else None
        return [*rows, Content(""), *large] if large else []


class Prompt(LargeText):
    """The prompt, in the middle of its screen."""

    DEFAULT_CSS = """
    Prompt { height: auto; width: 1fr; padding: 1 2; color: $foreground; }
    """
    ALIGN = "center"
