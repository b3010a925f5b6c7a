"""A list to choose from: the guides behind a door, the notes of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.ui.commands import bindings
from facilitator.ui.kit.key_line import KeyLine
from facilitator.ui.kit.screen import RoomScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding


Row: TypeAlias = "tuple[Content, Callable[[], None]]"
"""A row's words, and what it does."""


class MenuScreen(RoomScreen[None]):
    """A title, and rows that each do something."""

    CONTEXT = "list"
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    MenuScreen { align-horizontal: center; }
    MenuScreen > .title, MenuScreen > .quiet, MenuScreen OptionList {
        width: 90; max-width: 100%;
    }
    MenuScreen OptionList { padding: 1 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        b for b in bindings("list") if b.action != "choose"
    ]

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._title, self._rows = title, rows

    def compose(self) -> ComposeResult:
        yield Label(Content(self._title), classes="title")
        yield Static(classes="quiet")
        yield OptionList(*[Option(words) for words, _does in self._rows], markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_keys()
        if self._rows:
            self.query_one(OptionList).highlighted = 0

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the one that is marked stays so, if it is still there."""
        shown = self.query_one(OptionList)
        before = None if shown.highlighted is None else self._rows[shown.highlighted][0]
        self._rows = rows
        shown.set_options([Option(words) for words, _does in rows])
        same = (at for at, (words, _does) in enumerate(rows) if words == before)
        shown.highlighted = next(same, 0) if rows else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._rows[event.option_index][1]()

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()
