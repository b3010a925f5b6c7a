"""The questions that a guide has before its first phase, and where their answers lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.core.errors import Refused
from facilitator.ui.kit.cover import cover_if_small
from facilitator.ui.kit.dialog import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.core.guide.model import Guide
    from facilitator.ui.navigation.current import Current
    from facilitator.ui.navigation.stack import ScreenStack


class _StaysShut(Exception):  # noqa: N818 an answer, no error
    """A guide's gate does not open."""


class Gates:
    """Asks at the gates of guides. Nothing of it is recorded."""

    def __init__(self, stack: ScreenStack, current: Current) -> None:
        self._stack = stack
        self._current = current

    def pass_through(self, guide: Guide, go_on: Callable[[str | None], object]) -> None:
        """Go on behind the guide's gates, with the phase that they lead to; None: the first."""
        if not guide.gates:
            go_on(None)
            return
        if not self._current.is_trial:
            self._stack.put_home_below()  # where a gate that stays shut leads

        async def ask() -> None:
            try:
                go_on(await self._begin_at(guide))
            except _StaysShut:
                if self._current.is_trial:
                    self._stack.go_home()
            except Refused as refused:
                self._stack.refuse(refused)

        self._stack.app.run_worker(ask())

    async def _begin_at(self, guide: Guide) -> str | None:
        """Ask at each gate, and give the phase that they lead to.

        Raises _StaysShut where nobody answers, and where an answer has a card and goes nowhere.
        """
        app, begin_at = self._stack.app, None
        for gate in guide.gates:
            choices = [(choice.label, choice) for choice in gate.choices]
            answer = app.push_screen(Pick(gate.text, choices), wait_for_dismiss=True)
            cover_if_small(app, app.size)
            choice = await answer
            if choice is None:
                raise _StaysShut
            begin_at = choice.goes_to or begin_at
            if choice.card:
                from facilitator.store.guides import card_of
                from facilitator.ui.kit.dialog import CardScreen

                card = CardScreen(card_of(guide, choice.card))
                await app.push_screen(card, wait_for_dismiss=True)
                if choice.goes_to is None:
                    raise _StaysShut
        return begin_at
