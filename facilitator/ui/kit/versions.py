"""Versions of one thing, all shown; whoever looks at them chooses, and nothing is chosen yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from facilitator.ui.kit.dialog import Pick, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content


class Versions(Pick[Value]):
    """The versions below each other, or beside each other where there is room; then the choices."""

    DEFAULT_CSS = """
    Versions #versions { height: auto; max-height: 50vh; }
    Versions .version { height: auto; margin-bottom: 1; }
    Versions OptionList { margin-top: 1; }
    Versions.-short #versions { max-height: 6; }
    Versions.-wide .dialog { width: 104; }
    Versions.-wide #versions { layout: horizontal; }
    Versions.-wide .version { width: 1fr; padding-right: 2; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("pagedown", "scroll_versions(1)", show=False, priority=True),
        Binding("pageup", "scroll_versions(-1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, versions: Sequence[Content], choices: Sequence[tuple[str, Value]]
    ) -> None:
        super().__init__(title, choices, by_digit=False)
        self._versions = versions

    def about(self) -> ComposeResult:
        with VerticalScroll(id="versions", can_focus=False):
            yield from (Static(version, classes="version") for version in self._versions)

    def action_scroll_versions(self, pages: int) -> None:
        shown = self.query_one("#versions", VerticalScroll)
        shown.scroll_relative(y=pages * max(1, shown.size.height - 1), animate=False)
