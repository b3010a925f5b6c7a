"""Versions of one thing, all shown; whoever looks at them chooses, and nothing is chosen yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.ui.kit.dialog import Pick, Value
from facilitator.ui.kit.line import key_words
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class Versions(Pick[Value]):
    """The versions below each other, or beside each other where there is room; then the choices."""

    DEFAULT_CSS = """
    Versions #versions { height: auto; max-height: 50vh; }
    Versions .version { height: auto; margin-bottom: 1; }
    Versions #more { color: $accent; }
    Versions OptionList { margin-top: 1; }
    Versions.-short OptionList { margin-top: 0; }
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
        yield Static(id="more")

    def on_mount(self) -> None:
        self.watch(self.query_one("#versions"), "scroll_y", self._show_more, init=False)
        self.call_after_refresh(self._show_more)

    def on_resize(self) -> None:
        """Another size may have room for all of them."""
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        """That there is more below than is seen."""
        shown = self.query_one("#versions", VerticalScroll)
        more = self.query_one("#more", Static)
        is_more = shown.scroll_offset.y < shown.max_scroll_y
        words = _("… more: {key}").format(key=key_words("pagedown"))
        more.update(Content(words if is_more else ""))
        more.display = shown.max_scroll_y > 0

    def action_scroll_versions(self, pages: int) -> None:
        shown = self.query_one("#versions", VerticalScroll)
        shown.scroll_relative(y=pages * max(1, shown.size.height - 1), animate=False)
