"""From what is filled in before a session to the session about to begin."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from facilitator.core.errors import N_
from facilitator.core.guide.model import Role
from facilitator.core.guide.vocabulary import Vocabulary, in_words_of
from facilitator.core.session.opening import SessionSetup, new_session
from facilitator.store.session_file import new_id

if TYPE_CHECKING:
    from facilitator.core.session.model import Session
    from facilitator.ui.clock import Clock

ROLE_WORDS = {
    Role.FACILITATOR: N_("Facilitator"),
    Role.SUPERVISOR: N_("Supervisor"),
    Role.SUPERVISEE: N_("Supervisee"),
    Role.CASE_PRESENTER: N_("Case presenter"),
    Role.LEADER: N_("Leader"),
}


def session_of(setup: SessionSetup, clock: Clock, vocabulary: Vocabulary) -> Session:
    """The session about to begin. Raises Refused."""
    today = clock.today().date()
    return new_session(
        in_words_of(setup.guide, vocabulary),
        session_id=new_id(today),
        team=setup.team,
        today=today,
        now=clock.now(),
        names=setup.names,
        roles=dict(setup.roles),
        purpose=setup.purpose,
        order=setup.order,
        seed=secrets.randbits(32),
    )
