"""Who has which role in a session, and which role the phase cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.conducting.setup import role_words

if TYPE_CHECKING:
    from facilitator.core.session.model import Session


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
