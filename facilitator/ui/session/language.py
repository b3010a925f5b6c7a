"""The guide's words in the other language, in place of the session's own while they are shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.conducting.questions import ONE_LANGUAGE
from facilitator.ui.kit.worker import GoOn, read_in_thread
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.conducting.headings import Heading
    from facilitator.core.guide.model import Guide
    from facilitator.core.session.stage import StageView
    from facilitator.ui.session.conductor_screen import ConductorScreen


class OtherLanguage:
    """The guide in the other language, while that is shown."""

    def __init__(self, screen: ConductorScreen) -> None:
        self._screen = screen
        self._guide: Guide | None = None

    def forget(self) -> None:
        """Show the session's own language from the next repaint on."""
        self._guide = None

    def toggle(self) -> None:
        """Show the other language, or the session's own again."""
        screen = self._screen
        if self._guide:
            self._guide = None
            screen.show_session()
            return
        workspace, guide = screen.workspace, screen.conductor.session.guide

        def read(_go_on: GoOn) -> Guide | None:
            return workspace.in_other_language(guide)

        def show(other: Guide | None) -> None:
            self._guide = other
            if other is None:
                screen.say(_(ONE_LANGUAGE))
            screen.show_session()

        read_in_thread(screen, read, show, group="language")

    def view(self, view: StageView) -> StageView:
        """The view with the words of the phase in the language that is shown."""
        with suppress(KeyError):  # a guide of the user's may differ between its languages
            if self._guide:
                phase = self._guide.phase(self._screen.conductor.session.phase.id)
                words = {"phase": phase.title, "prompts": phase.prompts}
                return view.model_copy(update={**words, "checklist": phase.checklist})
        return view

    def headings(self, headings: Sequence[Heading]) -> tuple[Heading, ...]:
        """The headings with their questions in the language that is shown."""
        texts = {q.id: q for q in self._guide.questions} if self._guide else {}
        return tuple(
            replace(h, text=h.text if h.is_asked else texts[h.id].text, about=texts[h.id].about)
            if h.id in texts
            else h
            for h in headings
        )
