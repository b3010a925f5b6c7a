"""From what is filled in before a session to the session about to begin.

The models are loaded where a session is made: names are asked about before them.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.core.text.numbers import whole_number
from facilitator.core.text.plain import one_line
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.core.guide.model import Guide
    from facilitator.core.guide.vocabulary import Vocabulary
    from facilitator.core.session.model import Session
    from facilitator.core.session.opening import SessionSetup
    from facilitator.ui.clock import Clock

MOST_UNNAMED: Final = 60


def people_of(text: str) -> tuple[str, ...]:
    """Names between commas, or on lines; a number alone is so many people without names."""
    if 0 < (number := whole_number(text) or 0) <= MOST_UNNAMED:
        return tuple(_("Participant {n}").format(n=n) for n in range(1, number + 1))
    names = (one_line(name) for name in re.split(r"[,;\n\r]", text))
    return tuple(name for name in names if name)


ROLE_WORDS: Final = {
    "facilitator": N_("Facilitator"),
    "supervisor": N_("Supervisor"),
    "supervisee": N_("Supervisee"),
    "case_presenter": N_("Case presenter"),
    "leader": N_("Leader"),
}


def role_words(guide: Guide, role_id: str) -> str:
    """What a role is called on screen: by the guide, or by the catalogue where it is known."""
    title = next((role.title for role in guide.roles if role.id == role_id), "")
    return title or (_(ROLE_WORDS[role_id]) if role_id in ROLE_WORDS else role_id)


def session_of(setup: SessionSetup, clock: Clock, vocabulary: Vocabulary) -> Session:
    """The session about to begin. Raises Refused."""
    from facilitator.core.guide.vocabulary import in_words_of
    from facilitator.core.session.opening import new_session
    from facilitator.store.session_file import new_id

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
