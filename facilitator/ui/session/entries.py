"""A list of lines under headings: the lines can be worked on, the headings cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.events import Resize

Entry = TypeVar("Entry")


class Entries(OptionList, Generic[Entry]):
    """Each line stands for an entry, and the one that is marked stays in view."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._entries: list[Entry | None] = []

    @property
    def marked(self) -> Entry | None:
        """The entry of the marked line, if there is one."""
        at = self.highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def fill(
        self, lines: Sequence[tuple[Content, Entry | None]], *, mark_last: bool = False
    ) -> None:
        """Show these lines; None is a heading. The mark stays where it was, or as near as can be.

        Before the first line is marked, the first entry gets the mark, or the last.
        """
        before = self.highlighted
        self._entries = [entry for _line, entry in lines]
        self.clear_options()
        self.add_options([Option(line, disabled=entry is None) for line, entry in lines])
        places = [at for at, entry in enumerate(self._entries) if entry is not None]
        if before is None:
            self.highlighted = places[-1 if mark_last else 0] if places else None
        else:
            above = [at for at in places if at <= before]
            self.highlighted = above[-1] if above else next(iter(places), None)

    def on_resize(self, event: Resize) -> None:
        """Fewer rows may have put the marked line out of view."""
        self.scroll_to_highlight()
