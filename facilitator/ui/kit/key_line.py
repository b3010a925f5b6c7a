"""The keys that fit the moment, as many as the width has room for; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from textual.content import Content
from textual.widget import Widget

from facilitator.core.errors import N_
from facilitator.ui.kit.room import room_of
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import RenderResult

    from facilitator.ui.commands import Command

NAMES = {
    "space": N_("Space"),
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "delete": "Del",
    "tab": "Tab",
}


def key_words(keys: str) -> str:
    """The first of a command's keys as people know it: `ctrl+z` is `Ctrl+Z`, `f2` is `F2`."""
    first = keys.split(",", maxsplit=1)[0].strip()
    return "+".join(
        _(NAMES[part]) if part in NAMES else part.upper() if len(part) <= 3 else part.capitalize()
        for part in first.split("+")
    ).replace("CTRL", "Ctrl")


GAPS: Final = (3, 2)
"""Cells between two commands: closer together where that lets one more in."""

Words: TypeAlias = tuple[str, str, "Command"]
"""A command's key, its label, and itself."""


class KeyLine(Widget):
    """Commands in the order of their rank. The last of them always has its place."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; width: 1fr; padding: 0 1; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: tuple[Command, ...] = ()
        self._language = language()
        self._places: list[tuple[int, int, Command]] = []

    def show(self, commands: Sequence[Command]) -> None:
        """Show these commands, the first first; the last is never left out."""
        if (tuple(commands), language()) != (self._commands, self._language):
            self._commands, self._language = tuple(commands), language()
            self.refresh()

    def render(self) -> RenderResult:
        width = self.content_size.width
        keymap = room_of(self).workspace.settings.keymap
        texts = [(key_words(keymap.get(c.id, c.keys)), _(c.label), c) for c in self._commands]
        gap = max(GAPS, key=lambda gap: (len(_fitting(texts, width, gap)), gap))
        parts: list[tuple[str, str] | str] = []
        self._places, at = [], 0
        for key, label, command in _fitting(texts, width, gap):
            parts += [(key, "bold $foreground"), f" {label}{' ' * gap}"]
            end = at + len(key) + len(label) + 1
            self._places.append((at, end, command))
            at = end + gap
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        x = event.x - 1
        for start, end, command in self._places:
            if start <= x < end:
                await room_of(self).run_command(command, self.screen)


def _fitting(texts: Sequence[Words], width: int, gap: int) -> list[Words]:
    """Those that have room so far apart, in order; the last among them in any case."""
    fitting, used = [], 0
    reserved = sum(map(len, texts[-1][:2])) + 1 if texts else 0
    for words in texts[:-1]:
        cells = len(words[0]) + len(words[1]) + 1 + gap
        if used + cells + reserved <= width:
            fitting.append(words)
            used += cells
    return [*fitting, *texts[-1:]]
