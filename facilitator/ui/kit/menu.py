"""A screen with a title and rows to choose from, each of which leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList, Static

from facilitator.ui.commands import bindings
from facilitator.ui.kit.hanging_list import HangingList, HangingRow
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.screen import AppScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding

Row: TypeAlias = "tuple[Content, Callable[[], None]]"
"""A row's words, and what it does."""


class MenuScreen(AppScreen[None]):
    """A title, and rows that each run something."""

    CONTEXT = "list"
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    MenuScreen #about { width: 1fr; height: auto; padding: 1 2; color: $muted; }
    MenuScreen.-short #about { padding: 0 2; }
    MenuScreen.-short .quiet { display: none; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        b for b in bindings("list") if b.action != "choose"
    ]

    def __init__(self, title: str, rows: Sequence[Row], abouts: Sequence[str] = ()) -> None:
        """`abouts`: a text for each row, shown while it is marked."""
        super().__init__()
        self._title, self._rows, self._abouts = title, rows, abouts
        self.set_class(bool(abouts), "-with-about")

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(Content(self._title), classes="title")
            yield Static(classes="quiet")
            yield HangingList()
            if self._abouts:
                yield Static(id="about", markup=False)
        yield KeyLine()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self._abouts:
            about = Content(self._abouts[event.option_index])
            self.query_one("#about", Static).update(about)

    def on_mount(self) -> None:
        self.show_keys()
        self.query_one(HangingList).show_rows([HangingRow(words) for words, _does in self._rows])
        if self._rows:
            self.query_one(OptionList).highlighted = 0

    def on_resize(self) -> None:
        """Scroll back what a smaller screen has scrolled."""
        options = self.query_one(OptionList)
        options.scroll_home(animate=False)
        self.call_after_refresh(options.scroll_to_highlight)

    def show_words(self) -> None:
        """What a door leads to is other guides in another language: back to where they are read."""
        self.dismiss()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the marked one stays marked, if it is still there."""
        shown = self.query_one(HangingList)
        before = None if shown.highlighted is None else self._rows[shown.highlighted][0]
        self._rows = rows
        shown.show_rows([HangingRow(words) for words, _does in rows])
        same = (at for at, (words, _does) in enumerate(rows) if words == before)
        shown.highlighted = next(same, 0) if rows else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._rows[event.option_index][1]()

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()
