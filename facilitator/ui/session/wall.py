"""The wall: the room's view, on the whole of a screen.

What the room is asked is largest, then who speaks, then the board, then the rest, all aligned at
the left. There is no hint, no key and no second: it is made from a `StageView` alone, and from what
a phase of it shows of the team's; what is shown when is in `conducting/wall.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from facilitator.conducting.headings import item_words, items_by_heading, kept_words
from facilitator.conducting.stage import (
    headline,
    joining_words,
    speaker,
    time_in_words,
    waiting_words,
)
from facilitator.conducting.wall import WallList, wall_parts
from facilitator.core.room import code_words
from facilitator.ui.kit.lettering import LINE, LargeText
from facilitator.ui.kit.line import Line, balanced
from facilitator.ui.kit.take_part import TakePart
from facilitator.ui.session.board import Board
from facilitator.ui.session.frame import FramePicture
from facilitator.ui.session.result import ResultPicture
from facilitator.ui.session.time_and_turn import TimeBar
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult, RenderResult
    from textual.geometry import Size

    from facilitator.conducting.team import TeamsOwn
    from facilitator.conducting.wall import WallParts
    from facilitator.core.session.stage import Joining, StageView, TurnView
    from facilitator.ui.session.capture import Capture
    from facilitator.ui.session.conductor_screen import ConductorScreen


SHORT, WIDE = 20, 110
"""Rows under which, and columns from which the style sheet has less and more between two texts."""
FEW: Final = 2
"""So many who speak together stand as large as one whose turn it is."""


class Large(LargeText):
    """A text at the left of the wall; it takes no room while empty."""

    DEFAULT_CSS = "Large { height: auto; width: 1fr; }"
    ALIGN = "left"

    def show(
        self,
        text: str,
        below: tuple[str, ...] = (),
        *,
        most_rows: int = 0,
        largest: int | None = None,
    ) -> None:
        """As `LargeText.show`."""
        super().show(text, below, most_rows=most_rows, largest=largest)
        self.display = bool(text or below)


class TextColumns(Widget):
    """Texts under headings, each with a mark, in as many columns as needed."""

    DEFAULT_CSS = "TextColumns { height: auto; width: 1fr; }"
    COLUMN: Final = 76
    """Cells of a column at most: a longer line is not read."""
    LEAST: Final = 44
    GAP: Final = 4

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._groups: Sequence[WallList] = ()

    def show(self, groups: Sequence[WallList]) -> None:
        """Show other texts."""
        if groups != self._groups:
            self._groups = groups
            self.refresh(layout=True)
        self.display = bool(groups)

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the longest column has."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        rows = self.app.size.height * 2 // 3
        most = max(1, (width + self.GAP) // (self.LEAST + self.GAP))
        for columns in range(1, most + 1):
            each = min(self.COLUMN, (width + self.GAP) // columns - self.GAP)
            blocks = [
                self._block(heading, items, each) for heading, items, _numbered in self._groups
            ]
            placed = _in_columns(blocks, columns)
            if max(map(len, placed), default=0) <= rows:
                break
        return [
            Content("")
            .join(
                (column[y] if y < len(column) else Content("")).pad_right(
                    max(0, each + self.GAP - (column[y].cell_length if y < len(column) else 0))
                )
                for column in placed
            )
            .rstrip()
            for y in range(max(map(len, placed), default=0))
        ]

    def _block(self, heading: str, items: Sequence[tuple[str, str]], width: int) -> list[Content]:
        rows = [Content.styled(row, "$muted") for row in balanced(heading, width)]
        widest = max((len(mark) for mark, _text in items), default=0)
        indent = widest + (0 if widest == 0 else 1 if widest < 3 else 2)
        texts = [Content(text).wrap(max(10, width - indent)) for _mark, text in items]
        needed = sum(map(len, texts)) + len(texts)
        is_airy = max(map(len, texts), default=0) > 1 and needed <= self.app.size.height * 2 // 5
        for number, ((mark, _text), wrapped_text) in enumerate(zip(items, texts, strict=True)):
            if is_airy and number:
                rows.append(Content(""))
            for at, row in enumerate(wrapped_text):
                before = mark if at == 0 else ""
                rows.append(Content.assemble((before.ljust(indent), "$muted"), row.rstrip()))
        return rows


def _in_columns(blocks: Sequence[Sequence[Content]], columns: int) -> list[list[Content]]:
    """The blocks in columns of about one height, with an empty row between two."""
    whole = sum(map(len, blocks)) + max(0, len(blocks) - 1)
    each = -(-whole // columns)
    placed: list[list[Content]] = [[]]
    for block in blocks:
        if placed[-1] and len(placed[-1]) + len(block) // 2 >= each and len(placed) < columns:
            placed.append([])
        if placed[-1]:
            placed[-1].append(Content(""))
        placed[-1] += block
    return placed


class Foot(Widget):
    """A row with the time in words and the phase's number."""

    DEFAULT_CSS = "Foot { height: 1; width: 1fr; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words: tuple[Content, ...] = ()

    def show(self, view: StageView) -> None:
        """Show the time, then the phase with its number among all."""
        place = "" if view.opening or view.closing else f"{view.phase} {view.number}/{view.phases}"
        words = []
        for short in (False, True):
            time = time_in_words(view, short=short)
            parts = [Content.styled(time, "bold $foreground")] if time else []
            words.append(Content("   ").join([*parts, Content(place)]))
        if not all(map(Content.is_same, words, self._words or (Content(""),) * 2)):
            self._words = tuple(words)
            self.refresh()

    def render(self) -> RenderResult:
        """The time in fewer words where the phase does not fit next to it."""
        width = self.content_size.width
        words = next((w for w in self._words if w.cell_length <= width), None)
        return words or Content("").join(self._words[1:]).truncate(width, ellipsis=True)


class Wall(Vertical):
    """The wall widget."""

    DEFAULT_CSS = """
    Wall {
        height: 1fr; padding: 1 2;
        & > #stage { height: 1fr; }
        & #asked { height: auto; }
        & #asked > * { margin-bottom: 1; }
        & #speaker { color: $accent; margin-bottom: 0; }
        & #next, & #others { color: $muted; height: auto; }
        & Board { height: 1fr; padding: 0; margin-bottom: 1; }
        & ResultPicture, & FramePicture { padding: 0; height: 1fr; }
        &.-with-board ResultPicture { height: auto; margin-bottom: 1; }
        & #lists { height: 1fr; }
        & TimeBar { height: 1; }
        &.-alone #asked { height: 1fr; align-vertical: middle; }
        &.-quiet TimeBar, &.-quiet Foot { display: none; }
        & > TakePart { display: none; }
        & > #joining { color: $muted; padding: 0; display: none; }
    }
    """

    board = getters.query_one(Board)
    _shown: tuple[StageView, TeamsOwn, int | None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="stage"):
            with Vertical(id="asked"):
                yield Large(id="question")
                yield Large(id="speaker")
                yield Large(id="next")
                yield Large(id="others")
            yield ResultPicture(id="wall-result", for_room=True)
            yield FramePicture(id="wall-frame")
            with VerticalScroll(id="lists", can_focus=False):
                yield TextColumns(id="listing")
            yield Board(numbered=False)
            yield TimeBar()
            yield Foot()
        yield TakePart()
        yield Line(id="joining")

    def on_resize(self) -> None:
        if self._shown:
            self.show(*self._shown)
            # What asks for another layout while one is being made may not be heard.
            self.call_after_refresh(self.refresh, layout=True)

    def page(self, by: int) -> None:
        """Scroll the list by a page, up (-1) or down (1)."""
        lists = self.query_one("#lists", VerticalScroll)
        lists.scroll_relative(y=by * max(1, lists.size.height - 1), animate=False)

    def show(self, view: StageView, own: TeamsOwn, chosen: int | None = None) -> None:
        """Show a view; `chosen` is the index of the heading that is written under, if any."""
        self._shown = view, own, chosen
        if view.hidden:
            for child in self.children:
                child.display = False
            return
        parts = wall_parts(view, own)
        groups = tuple(_kept(view)) if view.closing else parts.lists
        headings = parts.headings
        has_picture = self._show_pictures(view, parts)
        is_alone = not (groups or headings or has_picture)
        self.set_class(is_alone, "-alone")
        self.set_class(bool(headings), "-with-board")
        self.set_class(not parts.has_time, "-quiet")
        self.query_one(TextColumns).show(groups)
        self.query_one("#lists").display = bool(groups)
        self.board.display = bool(headings)
        self.board.show(headings, chosen)
        self._show_question(view, parts, share=7 if is_alone else 2 if has_picture else 4)
        self.query_one(TimeBar).show(view.time)
        self.query_one(Foot).show(view)
        self._show_joining(view.joining, has_row=parts.has_joining)

    def _show_joining(self, joining: Joining | None, *, has_row: bool) -> None:
        """Show how to take part: alone, or in a row for latecomers, where there is one."""
        is_large = joining is not None and joining.is_large
        self.query_one("#stage").display = not is_large
        self.query_one(TakePart).display = is_large
        row = self.query_one("#joining", Line)
        row.display = has_row and joining is not None and not is_large
        if joining is None:
            return
        if is_large:
            self.query_one(TakePart).show(joining.url, joining.code)
        words, code = joining_words(joining.url, code_words(joining.code))
        if len(words) + len(code) >= self.app.size.width - 5:
            words = joining.url.removeprefix("http://").removesuffix("/")
        row.show(words, Content.styled(code, "bold"))

    def _show_question(self, view: StageView, parts: WallParts, *, share: int) -> None:
        """What is asked and who speaks, in `share` tenths of the screen and what is free."""
        height, width = self.app.size.height, max(10, self.content_size.width)
        is_alone = self.has_class("-alone")
        prompt, below = headline(view)
        few = next((n for _label, n in parts.people if n is view.speakers and len(n) <= FEW), ())
        name = speaker(parts.turn) or ", ".join(few)
        waiting = tuple(_turn_words(parts.turn))
        others = tuple(
            f"{label} {', '.join(names)}".strip()
            for label, names in parts.people
            if not few or names is not few
        )
        rows_of_name = height * (3 if is_alone else 2) // 10 if name else 0
        tenths = min(share, 5 if is_alone else 3) if name else share
        free = self._free_rows((below, waiting, others), width)
        rows = max(height * tenths // 10, free - rows_of_name)
        if view.opening or view.closing:  # the list comes first, which nobody adds to now
            columns = self.query_one(TextColumns)
            lists_height = columns.get_content_height(self.size, self.size, width)
            stage = self.content_size.height - (parts.has_joining and view.joining is not None)
            rows = min(rows, stage - lists_height - 2 - _rows_of(below, width))
        question = self.query_one("#question", Large)
        question.show(prompt, below, most_rows=max(0, rows))
        rows = rows_of_name if question.is_large(width) else 0
        if rows_of_name and not rows:  # there may be room for what is asked alone
            question.show(prompt, below, most_rows=max(0, free - 1))
        self.query_one("#speaker", Large).show(name, most_rows=rows, largest=max(3, height // 10))
        self.query_one("#next", Large).show("", waiting, most_rows=0)
        self.query_one("#others", Large).show("", others, most_rows=0)

    def _free_rows(self, texts: Sequence[Sequence[str]], width: int) -> int:
        """The rows left beside board, picture, time and lines of text; 0 where a list takes all.

        Once something is written on a board it is given a good part of the screen, and then more
        in steps: the letters are not to be another size after each keyword.
        """
        height = self.content_size.height
        result = self.query_one(ResultPicture)
        if self.query_one("#lists").display or self.query_one(FramePicture).display:
            return 0
        if result.display and not self.board.display:
            return 0  # it takes all there is
        board = picture = 0
        if result.display:
            picture = result.get_content_height(self.size, self.size, width) + 1
        if self.board.display:
            board = self.board.rows_wanted(width) + 1
            if self.board.is_written_on:
                board = max(-(-board // 4) * 4, height * 3 // 8 if height >= SHORT else 4)
        plain = sum(_rows_of(lines, width) for lines in texts)
        foot = 0 if self.has_class("-quiet") else 2
        between = 1 if height < SHORT else 2 if self.app.size.width < WIDE else 5
        return min(height - board - picture - plain - foot - between, height * 8 // 10)

    def _show_pictures(self, view: StageView, parts: WallParts) -> bool:
        """Show the frame or result of the phase; returns whether there is one."""
        frame, result = self.query_one(FramePicture), self.query_one(ResultPicture)
        frame.show(parts.frame, whole=view.makes_frame)
        result.display = parts.result is not None
        if result.display:
            result.show(parts.result, "", view.theme_word)
        return result.display or frame.display


def _rows_of(texts: Sequence[str], width: int) -> int:
    """The rows of plain texts below each other, and the empty one before them; of none, none."""
    return sum(len(balanced(text, min(width, LINE))) for text in texts) + bool(texts)


def _turn_words(turn: TurnView | None) -> Iterator[str]:
    if turn is None:
        return
    following = f"{_('Next:')} {turn.next}" if turn.next else ""
    words = " · ".join(filter(None, [following, waiting_words(turn)]))
    if words:
        yield words


def _kept(view: StageView) -> Iterator[WallList]:
    """What may be kept, each with whether it is."""
    marks = {True: f"✓ {kept_words(kept=True)}", False: f"– {kept_words(kept=False)}"}
    width = max(map(len, marks.values()))
    for heading, items in items_by_heading(view.kept, view.language):
        yield WallList(heading, [(marks[i.kept].ljust(width), item_words(i)) for i in items])


class WallInPlace:
    """The session's screen as the room's view, and back, where there is one screen.

    All keys are as before, since one leads the session by them: what is typed stands in its line
    while it is typed, what is said or asked above it, and then they are gone again.
    """

    def __init__(self, screen: ConductorScreen, capture: Capture) -> None:
        self._screen, self._capture = screen, capture
        self._wall = Wall()

    @property
    def is_shown(self) -> bool:
        """Whether the screen is the room's view now."""
        return self._screen.has_class("-wall")

    async def toggle(self) -> None:
        """Show it, or the session's own screen again."""
        if not self._wall.is_attached:
            await self._screen.mount(self._wall, before="#hint")
        self._screen.toggle_class("-wall")
        self._screen.show_session()

    def page(self, by: int) -> None:
        """Scroll its list by a page, up (-1) or down (1)."""
        self._wall.page(by)

    def show(self, view: StageView, own: TeamsOwn) -> None:
        """Show a view on it, while it is shown."""
        if not self.is_shown:
            return
        self.show_typing()
        for picture in ("#result", "#frame", "#earlier", "#people"):  # the wall has its own
            self._screen.query_one(picture).display = False
        heading = self._capture.heading
        at = next((i for i, h in enumerate(view.board) if h.id == heading), None)
        self._wall.show(view, own, at)

    def show_typing(self) -> None:
        """Show the capture line over it while that has text."""
        is_typing = bool(self._capture.written)
        if self.is_shown and is_typing != self._screen.has_class("-typing"):
            self._screen.set_class(is_typing, "-typing")
            self._screen.call_after_refresh(self._capture.query("*").refresh)
