"""Narrowing the archive down: a choice that is written into the search line, as if typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from facilitator.core.text.plain import ascii_key
from facilitator.core.text.query import PREFIXES
from facilitator.core.text.tags import KINDS, THEMES
from facilitator.store.index.notes import guides, months, teams
from facilitator.ui.kit.dialog import pick
from facilitator.words import _, language

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

    from facilitator.store.index import Index

_WRITTEN = re.compile(r'([^\W\d_]+):("[^"]*"?|\S+)\s*')


class Filter(NamedTuple):
    """What the archive can be narrowed down by."""

    key: str
    """Of the query: see `PREFIXES`."""
    name: str
    prefix: str
    values: list[tuple[str, str]]
    """Each in words, and as it is written into the line."""


def filters(index: Index) -> list[Filter]:
    """All there are, with the values that the index has of them."""
    lang = language()
    return [
        Filter("team", _("Team"), _("team"), [(team, f'"{team}"') for team in teams(index)]),
        Filter("guide", _("Guide"), _("guide"), [(guide, f'"{guide}"') for guide in guides(index)]),
        Filter("theme", _("Theme"), _("theme"),
               [(tag.label(lang), tag.words[0]) for tag in THEMES.values()]),
        Filter("kind", _("Kind"), _("kind"),
               [(tag.label(lang), tag.words[0]) for tag in KINDS.values()]),
        Filter("since", _("From"), _("from"), [(month, month) for month in months(index)]),
        Filter("until", _("To"), _("to"), [(month, month) for month in months(index)]),
    ]  # fmt: skip


def ask_filter(
    asker: MessagePump, choices: list[Filter], text: str, typed: Callable[[str], object]
) -> None:
    """Ask by what and to what, and give the search line that says so."""

    def ask_value(by: Filter) -> None:
        rest = without(text, by.key)
        lines = [(_("All"), rest)]
        lines += [(words, f"{rest} {by.prefix}:{value}".lstrip()) for words, value in by.values]
        pick(asker, by.name, lines, typed)

    pick(asker, _("Filter by"), [(by.name, by) for by in choices], ask_value)


def without(text: str, key: str) -> str:
    """The line without what it says of one thing."""

    def keep(match: re.Match[str]) -> str:
        return "" if PREFIXES.get(ascii_key(match[1])) == key else match[0]

    return _WRITTEN.sub(keep, text).strip()
