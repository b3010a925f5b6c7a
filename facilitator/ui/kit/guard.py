"""The text guard at a field: asks once before a text is saved, and the same Enter keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.text.guard import doubt
from facilitator.core.text.plain import one_line
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from textual.widgets import Input

    from facilitator.core.text.guard import FindingKind

NOTHING_PRIVATE: Final = N_("Do not write names or details about citizens.")
"""Always in view where people type (privacy.md P10)."""


class Guard:
    """What one field has been asked about. Other words in it are asked about anew."""

    def __init__(self, *, kept: str = "", unless: Collection[FindingKind] = ()) -> None:
        """`kept`: what stood there before, and has been asked about. `unless`: what may stand."""
        self._unless = unless
        self._kept = one_line(kept)
        self._about = self._question = ""

    def asks(self, field: Input, names: Iterable[str] = ()) -> str | None:
        """What to say before the field's text is saved; None where it may be saved.

        A CPR number in the field is masked at once. The same text again is not asked about.
        """
        found = doubt(field.value, names, unless=self._unless)
        if found is None or field.value == self._kept == found.text:
            self._question = ""
            return None
        if field.value == found.text:
            self._kept = found.text
            question = _("{doubt} Change it, or keep it with Enter.")
        else:  # what is left may hold more
            field.value = found.text
            field.cursor_position = len(found.text)
            question = _("{doubt} Enter keeps the rest.")
        self._about, self._question = found.text, question.format(doubt=_(found.words))
        return self._question

    def standing(self, field: Input) -> str:
        """The question, while the field holds what it is about; empty otherwise."""
        return self._question if field.value == self._about else ""

    def forget(self) -> None:
        """The text has been saved: the same words typed once more are asked about again."""
        self._kept = self._about = self._question = ""
