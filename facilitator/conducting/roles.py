"""Who has which role in a session, and which role the phase cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.setup import role_words
from facilitator.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from facilitator.core.session.model import Session
    from facilitator.core.session.stage import StageView


def roles_by_name(session: Session) -> dict[str, str]:
    """What those in the room who have a role are called, by their names."""
    roles: dict[str, str] = {}
    for role, person in session.live.roles.items():
        if person in session.present:
            words, name = role_words(session.guide, role), session.name(person)
            roles[name] = f"{roles[name]}, {words}" if name in roles else words
    return roles


def missing_roles(session: Session) -> tuple[str, ...]:
    """The roles that the phase we are in cannot do without, and nobody has."""
    return tuple(role for role in roles_here(session) if role not in session.live.roles)


def roles_here(session: Session) -> tuple[str, ...]:
    """The roles that count in the phase we are in."""
    rotates = session.group.rotates if session.group else None
    roles = (*session.phase.roles, session.phase.all_but, rotates)
    return tuple(dict.fromkeys(role for role in roles if role))


def who_words(view: StageView, roles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Who speaks, listens, sits with whom and has a role: what each is called, and the names.

    `roles` are what the people have, by name, where whoever leads is to know.
    """
    named: set[str] = set()

    def names(people: Sequence[str]) -> str:
        named.update(people)
        return ", ".join(f"{p} ({roles[p].lower()})" if p in roles else p for p in people)

    if view.repetitions > 1:
        words = _("Round {n} of {all}").format(n=view.repetition, all=view.repetitions)
        elsewhere = view.turn is None and view.holder in (*view.speakers, *view.listeners)
        yield words, names([view.holder]) if view.holder and not elsewhere else ""
    if view.topic:
        yield _("Topic"), view.topic
    if view.speakers and view.turn is None:
        yield _("Speaks"), names(view.speakers)
    elif view.all_speak and (view.holder or roles):  # else there is nobody to tell them from
        yield _("Speaks"), _("All")
    if view.listeners:
        yield _("Listens"), names(view.listeners)
    if view.groups:
        alone = all(len(group) == 1 for group in view.groups)
        together = " · ".join(" + ".join(group) for group in view.groups)
        yield _("Together"), _("each alone") if alone else together
    for name, role in roles.items():
        if name not in named:
            yield role, name
