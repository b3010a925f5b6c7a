"""Narrowing the follow-up down: to a team, or to where commitments stand. Never to a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.core.note import Status
from facilitator.ui.follow_up.listing import Narrow, Which, teams_of
from facilitator.ui.kit.commitment_form import status_words
from facilitator.ui.kit.dialog import Pick
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from facilitator.store.index.commitments import KeptCommitment
    from facilitator.ui.kit.screen import RoomScreen

CHOICES: tuple[Which | Status, ...] = (Which.WAITING, Which.OVERDUE, *Status, Which.ALL)


def ask_narrow(
    screen: RoomScreen[None],
    found: Collection[KeptCommitment],
    now: Narrow,
    narrowed: Callable[[Narrow], None],
    *,
    one_team: bool,
) -> None:
    """Ask by what and to what, and tell what it is narrowed down to; of `one_team` no other."""

    def to_team(at: int | None) -> None:
        if at is not None:
            narrowed(replace(now, note=None, team=teams[at - 1] if at else None))

    def to_status(at: int | None) -> None:
        if at is not None:
            narrowed(replace(now, note=None, which=CHOICES[at]))

    def by_what(at: int | None) -> None:
        if at == 0:
            screen.app.push_screen(Pick(_("Team"), [_("All"), *teams]), to_team)
        elif at == 1:
            ask_status()

    def ask_status() -> None:
        words = [_words(choice) for choice in CHOICES]
        screen.app.push_screen(Pick(_("Status"), words, marked=CHOICES.index(now.which)), to_status)

    teams = teams_of(found)
    if one_team:
        ask_status()
    else:
        screen.app.push_screen(Pick(_("Narrow down by"), [_("Team"), _("Status")]), by_what)


def _words(choice: Which | Status) -> str:
    if isinstance(choice, Status):
        return status_words(choice)
    return {
        Which.WAITING: _("All that have not ended"),
        Which.OVERDUE: _("Those whose day has passed"),
        Which.ALL: _("All, the ended ones too"),
    }[choice]
