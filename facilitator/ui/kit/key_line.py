"""The key line: the commands of a screen with their keys, as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from textual.content import Content
from textual.widget import Widget

from facilitator.core.errors import N_
from facilitator.ui.kit.app_protocol import app_of
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
    "plus": "+",
    "minus": "−",
}


def key_words(keys: str) -> str:
    """The first of a command's keys as people write it: `ctrl+z` is `Ctrl+Z`, `f2` is `F2`."""
    first = keys.split(",", maxsplit=1)[0].strip()
    return "+".join(
        _(NAMES[part]) if part in NAMES else part.upper() if len(part) <= 3 else part.capitalize()
        for part in first.split("+")
    ).replace("CTRL", "Ctrl")


GAPS: Final = (3, 2)
"""Cells between two commands: closer together where that lets one more in."""

NARROW: Final = 60
"""Cells: in fewer there may be one cell alone between two."""

Words: TypeAlias = tuple[str, str, "Command"]
"""A command's key, its label, and itself."""


class KeyLine(Widget):
    """Commands by rank, as many as fit; always the last, and in a narrow line the way back."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; width: 1fr; padding: 0 1; color: $muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: tuple[Command, ...] = ()
        self._language = language()
        self._places: list[tuple[int, int, Command]] = []

    def show(self, commands: Sequence[Command]) -> None:
        """Show these commands, the most important first; the last is never left out."""
        if (tuple(commands), language()) != (self._commands, self._language):
            self._commands, self._language = tuple(commands), language()
            self.refresh()

    def render(self) -> RenderResult:
        width = self.content_size.width
        keymap = app_of(self).workspace.settings.keymap
        texts = [(key_words(keymap.get(c.id, c.keys)), _(c.label), c) for c in self._commands]
        gaps = GAPS if width >= NARROW else (*GAPS, 1)
        gap = max(gaps, key=lambda gap: (_ranks(texts, width, gap), gap))
        parts: list[tuple[str, str] | str] = []
        self._places, at = [], 0
        for key, label, command in _fitting(texts, width, gap):
            parts += [(key, "bold $foreground"), f" {label}" if label else "", " " * gap]
            end = at + len(key) + len(f" {label}" if label else "")
            self._places.append((at, end, command))
            at = end + gap
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        x = event.x - 1
        for start, end, command in self._places:
            if start <= x < end:
                await app_of(self).run_command(command, self.screen)


def _ranks(texts: Sequence[Words], width: int, gap: int) -> list[bool]:
    """The indices of those that fit with that spacing: the first are worth the most."""
    fitting = _fitting(texts, width, gap)
    return [words in fitting for words in texts]


def _fitting(texts: Sequence[Words], width: int, gap: int) -> list[Words]:
    """Those that fit with that spacing, in order; always with the last.

    In a narrow line the way back is never left out: without room for its label its key is alone.
    """
    least = {at: (key, "", command) for at, (key, _label, command) in enumerate(texts)
             if command.action == "back" and width < NARROW}  # fmt: skip
    if texts:
        least[len(texts) - 1] = texts[-1]
    left = width + gap - sum(_cells(words) + gap for words in least.values())
    fitting = []
    for at, words in enumerate(texts):
        more = _cells(words) - _cells(least[at]) if at in least else _cells(words) + gap
        if more <= left:
            fitting.append(words)
            left -= more
        elif at in least:
            fitting.append(least[at])
    return fitting


def _cells(words: Words) -> int:
    return len(" ".join(filter(None, words[:2])))
