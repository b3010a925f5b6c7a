"""The prompt of a phase, with what there is to say of the phase below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.stage import headline
from facilitator.ui.kit.app_protocol import app_of
from facilitator.ui.kit.lettering import Prompt
from facilitator.words import _, refusal_words

if TYPE_CHECKING:
    from facilitator.core.errors import Refused
    from facilitator.core.session.stage import StageView


class PhasePrompt(Prompt):
    """What the room is asked, in large letters where there is room for them."""

    def show_view(
        self, view: StageView, *, why_no_result: Refused | None, phones_wait: bool
    ) -> None:
        """Show a view.

        `why_no_result`: why the result of what has been measured may not be shown; `phones_wait`:
        whether they have nothing to answer before the measurement is open.
        """
        prompt, below = headline(view)
        if self.app.size.height < 20 and view.board and not view.thinking:
            below = below[len(view.prompts) - 1 :]
        if view.measured and not view.thinking:
            below = (_("Enter shows the result."),) if not view.measurement else ()
            if why_no_result:
                below = (refusal_words(why_no_result),)
        elif phones_wait and not view.thinking:
            below = (*below, _("Phones wait: Enter opens the measurement for them."))
        self.show(prompt, below, most_rows=self._rows_for_letters(view))

    def _rows_for_letters(self, view: StageView) -> int:
        """The rows a prompt in large letters may take; more where it stands alone."""
        height = self.app.size.height
        if app_of(self).workspace.settings.ascii or height < 20:
            return 0
        return height // 2 if view.quiet else height // 4 if height >= 30 else 0
