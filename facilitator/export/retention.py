"""What is due to be deleted, in words: what kind and how much, never the texts themselves."""

from __future__ import annotations

from facilitator.core.retention import Due, Kind
from facilitator.words import _, ngettext


def due_words(passed: Due) -> str:
    """`3 keywords`."""
    n = passed.number
    words = {
        Kind.KEYWORDS: ngettext("{n} keyword", "{n} keywords", n),
        Kind.LEARNING_POINTS: ngettext("{n} learning point", "{n} learning points", n),
        Kind.COMMITMENTS: ngettext("{n} ended commitment", "{n} ended commitments", n),
        Kind.AGGREGATES: _("the whole measurement"),
    }
    return words[passed.kind].format(n=n)
