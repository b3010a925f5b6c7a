"""Makes `facilitator/lettering/*.txt`: the large letters of a wall, cut from Atkinson Hyperlegible.

    uv run scripts/lettering.py

A pixel is a quarter of a terminal's cell: half as wide as it is high, so a letter has twice as many
columns as it would have of square ones. FreeType hints each letter to that grid, so that strokes of
one kind are of one width. HarfBuzz knows how near two letters of the font shall stand.

A file holds a size. Its first line is its height: pixels of a capital, and from one line of text to
the next. Each line after it is a sign: itself, its advance, the columns before its first and the
rows from its top down to the baseline, its width, its rows from the top as hexadecimal numbers, and
by how many columns those signs stand nearer (or farther) that follow it:

    T 14 1 12 13 1fff/1fff/e0/... -2:aeo 1:l
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

import freetype
import uharfbuzz
from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).parent.parent / "facilitator/lettering"
FONTS: Final = tuple(
    FOLDER / f"atkinson-hyperlegible-next-{script}-wght-normal.woff2"
    for script in ("latin", "latin-ext")
)

SIZES: Final = {
    6: (6, 660), 7: (7, 720), 9: (8.4, 700), 11: (11, 720),
    13: (13, 700), 16: (16, 700), 20: (20, 700), 26: (26, 700),
}  # fmt: skip
"""By the rows of a capital, once hinted: its height before, and the weight. From 11 on strokes are
two rows. Chosen by eye: where "s" stays open, and the dot of "i" stands free and no wider than it.
"""

SIGNS: Final = (*range(0x20, 0x7F), *range(0xA1, 0x180), 0x1E9E, *range(0x2010, 0x2027),
                0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2212)  # fmt: skip
"""What a file may hold, where the font has it: Latin letters, digits and the signs of prose."""

BETWEEN_LINES: Final = 1.45
"""From one baseline to the next, by the height of a capital."""

TIP: Final = 2
"""Pixels in a row by themselves that are no stroke."""


@dataclass(frozen=True)
class Glyph:
    """A sign of one size. All in pixels: columns are half as wide as rows are high."""

    advance: int
    left: int
    top: int
    width: int
    rows: tuple[int, ...]
    """Each row's pixels; the lowest bit is the rightmost."""

    def right_edges(self) -> dict[int, int]:
        """By row, 1 on the baseline: columns after its last pixel."""
        return {
            self.top - number: self.advance - self.left - self.width + (row & -row).bit_length() - 1
            for number, row in enumerate(self.rows)
            if row
        }

    def left_edges(self) -> dict[int, int]:
        """By row, 1 on the baseline: columns before its first pixel."""
        return {
            self.top - number: self.left + self.width - row.bit_length()
            for number, row in enumerate(self.rows)
            if row
        }


@cache
def _as_ttf(path: Path) -> bytes:
    font = TTFont(path)
    font.flavor = None
    font.save(written := io.BytesIO())
    return written.getvalue()


def glyphs(capital: int) -> dict[str, Glyph]:
    """Every sign that the font has, hinted to the grid."""
    cut: dict[str, Glyph] = {}
    unhinted, weight = SIZES[capital]
    for path in FONTS:
        face = freetype.Face(io.BytesIO(_as_ttf(path)))
        face.set_var_design_coords([weight])
        height = round(64 * unhinted / _capital_of(path))
        face.set_char_size(height, height, 144, 72)  # twice as many columns as rows
        for code in SIGNS:
            if chr(code) not in cut and face.get_char_index(code):
                cut[chr(code)] = _cut(face, code)
    return dict(sorted(cut.items()))


def _cut(face: freetype.Face, code: int) -> Glyph:
    hinted = freetype.FT_LOAD_TARGET_MONO | freetype.FT_LOAD_FORCE_AUTOHINT
    face.load_char(chr(code), freetype.FT_LOAD_RENDER | hinted)
    slot, bitmap = face.glyph, face.glyph.bitmap
    rows = tuple(
        int.from_bytes(bytes(bitmap.buffer[at : at + bitmap.pitch]), "big")
        >> (bitmap.pitch * 8 - bitmap.width)
        for at in range(0, bitmap.rows * bitmap.pitch, bitmap.pitch)
    )
    return Glyph(
        slot.advance.x >> 6, slot.bitmap_left, slot.bitmap_top, bitmap.width, _without_tips(rows)
    )


def _without_tips(rows: tuple[int, ...]) -> tuple[int, ...]:
    """Rows without the pixel or two in which a round stroke just reaches another row."""

    def is_tip(at: int, outwards: int) -> bool:
        around = [
            rows[row] if 0 <= row < len(rows) else 0 for row in (at + outwards, at - outwards)
        ]
        outer, inner = (row.bit_count() for row in around)
        pixels = rows[at].bit_count()
        return not outer and 0 < pixels <= TIP and inner > 3 * pixels

    return tuple(0 if is_tip(at, -1) or is_tip(at, 1) else row for at, row in enumerate(rows))


def _capital_of(path: Path) -> float:
    font = TTFont(path)
    return float(font["OS/2"].sCapHeight / font["head"].unitsPerEm)


@cache
def _kerning(weight: int) -> dict[tuple[str, str], float]:
    """How much nearer than their advances two signs stand, in parts of an em."""
    pairs: dict[tuple[str, str], float] = {}
    for path in FONTS:
        face = uharfbuzz.Face(_as_ttf(path))
        font = uharfbuzz.Font(face)
        font.set_variations({"wght": weight})
        has = {chr(code): font.get_nominal_glyph(code) for code in SIGNS}
        alone = {
            sign: font.get_glyph_h_advance(glyph)
            for sign, glyph in has.items()
            if glyph and sign != " "
        }
        for first, second in product(alone, repeat=2):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(first + second)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer, {"kern": True, "liga": False})
            together = sum(position.x_advance for position in buffer.glyph_positions)
            if nearer := together - alone[first] - alone[second]:
                pairs.setdefault((first, second), nearer / face.upem)
    return pairs


def spacing(capital: int, cut: dict[str, Glyph]) -> dict[str, dict[int, str]]:
    """Of each sign: by how many columns which signs stand nearer to it (-) or farther from it.

    As the font has it; and no two letters touch: there are two columns between them, the width of
    a square pixel, or more where letters are large.
    """
    unhinted, weight = SIZES[capital]
    em = unhinted / _capital_of(FONTS[0]) * 2
    kerning, least = _kerning(weight), max(2, round(capital / 5))
    starts = {sign: glyph.left_edges() for sign, glyph in cut.items()}
    moved: dict[str, dict[int, str]] = {}
    for first, glyph in cut.items():
        ends = glyph.right_edges()
        by: defaultdict[int, str] = defaultdict(str)
        for second, start in starts.items():
            nearer = round(kerning.get((first, second), 0) * em)
            gaps = [
                end + start[row + step] + abs(step)
                for row, end in ends.items()
                for step in (-1, 0, 1)
                if row + step in start
            ]
            if gaps:
                nearer = max(nearer, least - min(gaps))
            if nearer:
                by[nearer] += second
        moved[first] = dict(sorted(by.items()))
    return moved


def as_text(capital: int) -> str:
    """The file of a size."""
    cut = glyphs(capital)
    lines = [f"{capital} {round(capital * BETWEEN_LINES)}"]
    for (sign, glyph), moved in zip(cut.items(), spacing(capital, cut).values(), strict=True):
        rows = "/".join(f"{row:x}" for row in glyph.rows) or "0"
        near = "".join(f" {by}:{signs}" for by, signs in moved.items())
        lines.append(f"{sign} {glyph.advance} {glyph.left} {glyph.top} {glyph.width} {rows}{near}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the files."""
    for capital in SIZES:
        (FOLDER / f"{capital:02}.txt").write_text(as_text(capital), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
