"""Narrowing the follow-up down: to a team, or to where commitments stand. Never to a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.core.note import Status
from facilitator.ui.follow_up.listing import Narrow, Which, teams_of
from facilitator.ui.kit.commitment_form import status_words
from facilitator.ui.kit.dialog import pick
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

    def ask_team() -> None:
        teams = [(_("All"), None), *((team, team) for team in teams_of(found))]
        choices = [(words, replace(now, note=None, team=team)) for words, team in teams]
        pick(screen, _("Team"), choices, narrowed)

    def ask_status() -> None:
        choices = [(_words(which), replace(now, note=None, which=which)) for which in CHOICES]
        pick(screen, _("Status"), choices, narrowed, marked=CHOICES.index(now.which))

    if one_team:
        ask_status()
    else:
        choices = [(_("Team"), ask_team), (_("Status"), ask_status)]
        pick(screen, _("Narrow down by"), choices, lambda ask: ask())


def _words(choice: Which | Status) -> str:
    if isinstance(choice, Status):
        return status_words(choice)
    return {
        Which.WAITING: _("All that have not ended"),
        Which.OVERDUE: _("Those whose day has passed"),
        Which.ALL: _("All, the ended ones too"),
    }[choice]
