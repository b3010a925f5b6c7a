"""Narrowing the archive down: a choice that is written into the search line, as if typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.core.text.plain import ascii_key
from facilitator.core.text.query import PREFIXES
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.store.index.notes import guides, months, teams
from facilitator.ui.kit.dialog import pick
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.ui.kit.screen import RoomScreen

_WRITTEN = re.compile(r'([^\W\d_]+):("[^"]*"?|\S+)\s*')


def ask_filter(screen: RoomScreen[None], text: str, typed: Callable[[str], None]) -> None:
    """Ask by what and to what, and give the search line that says so."""
    index = screen.workspace.index
    choices = {
        "team": (_("Team"), _("team"), [(team, f'"{team}"') for team in teams(index)]),
        "guide": (_("Guide"), _("guide"), [(title, f'"{title}"') for title in guides(index)]),
        "theme": (
            _("Theme"),
            _("theme"),
            [(tag.label(language()), tag.words[0]) for tag in THEMES.values()],
        ),
        "kind": (
            _("Kind"),
            _("kind"),
            [(tag.label(language()), tag.words[0]) for tag in KINDS.values()],
        ),
        "since": (_("From"), _("from"), [(month, month) for month in months(index)]),
        "until": (_("To"), _("to"), [(month, month) for month in months(index)]),
    }

    def ask_value(key: str) -> None:
        name, prefix, values = choices[key]
        rest = without(text, key)
        lines = [(_("All"), rest)]
        lines += [(words, f"{rest} {prefix}:{value}".lstrip()) for words, value in values]
        pick(screen, name, lines, typed)

    names = [(name, key) for key, (name, _prefix, _values) in choices.items()]
    pick(screen, _("Narrow down by"), names, ask_value)


def without(text: str, asks: str) -> str:
    """The line without what it says of one thing."""

    def keep(match: re.Match[str]) -> str:
        return "" if PREFIXES.get(ascii_key(match[1])) == asks else match[0]

    return _WRITTEN.sub(keep, text).strip()
