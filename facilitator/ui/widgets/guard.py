"""The text guard at a field: asks once before a text is saved, and the same Enter keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.gentle import doubt
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from textual.widgets import Input

    from facilitator.core.textguard import FindingKind


class Guard:
    """What one field has been asked about. A field that is emptied or changed is asked anew."""

    def __init__(self, *, unless: Collection[FindingKind] = ()) -> None:
        """`unless`: what may stand in this field."""
        self._unless = unless
        self._asked: str | None = None

    def asks(self, field: Input, names: Iterable[str] = ()) -> str | None:
        """What to say before the field's text is saved; None where it may be saved.

        A CPR number in the field is masked at once. The same text again is not asked about.
        """
        found = doubt(field.value, names, unless=self._unless)
        if found is None or field.value == self._asked:
            self._asked = None
            return None
        masked = field.value != found.text
        if masked:
            field.value = found.text
            field.cursor_position = len(found.text)
        self._asked = None if masked else found.text  # what is left may hold more
        return _("{doubt} Change it, or keep it with Enter.").format(doubt=_(found.words))
