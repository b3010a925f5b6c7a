"""Questions and notices of a session that screens and lines share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.export.plain_text import role_words
from facilitator.words import _, date_words, refusal_words

if TYPE_CHECKING:
    from facilitator.core.errors import Refused
    from facilitator.core.note import Note
    from facilitator.core.session.model import Session
    from facilitator.core.session.people import RoleConflict
    from facilitator.store.left_open import LeftOpen

# The way on

WHICH_WAY: Final = N_("How do you go on?")
MINUTES_USED: Final = N_("How many minutes has this phase lasted?")
ASLEEP: Final = N_("The computer was asleep. That time is not counted.")
NOTHING_PREPARED: Final = N_("This session is yours alone: nothing was prepared.")
ONE_LANGUAGE: Final = N_("This guide exists in one language only.")

# People

NOBODY_ELSE: Final = N_("Nobody else takes part in this session.")
WHO_SPEAKS: Final = N_("Who speaks now?")
WHO_ARRIVES: Final = N_("Who arrives? First name or initials.")
WHO_LEAVES: Final = N_("Who leaves?")
WHO_HAS_WHICH_ROLE: Final = N_("Who has which role?")


def both_roles(session: Session, conflict: RoleConflict) -> str:
    """Asks whether somebody is to have two roles that exclude each other."""
    return _("{name} is {other} already. Both at once?").format(
        name=conflict.params["name"], other=role_words(session.guide, conflict.other).lower()
    )


# What is written

NO_BOARD: Final = N_("There is no board in this phase.")
WHAT_WAS_LEARNED: Final = N_("What did we learn?")
WHAT_FOR: Final = N_("What is the session for?")


def most_commitments(session: Session) -> str:
    """How many commitments the guide suggests; empty where it suggests no number."""
    most = session.phase.commitments_at_most or session.guide.commitments_at_most
    words = _("The guide suggests {n} at most: small enough to succeed.")
    return words.format(n=most) if most else ""


# What there is to look at

WHICH_CARD: Final = N_("Which card?")
NO_FRAME: Final = N_("This team has no frame yet.")
NO_OPEN_COMMITMENTS: Final = N_("This team has no open commitments.")
MANY_OPEN: Final = N_("Many are open. A few small ones are better.")
BEFORE_WE_BEGIN: Final = N_("Before we begin")
GROUND_RULES: Final = N_("Our ground rules")
SINCE_LAST_TIME: Final = N_("Since last time")
TAKEN_OVER_IN_ITS_PHASE: Final = N_(
    "Each text can be taken over in the phase whose column it stands in."
)


def frame_title(frame: Note) -> str:
    """`The frame, version 2 (3 March 2026)`."""
    number = frame.frame.version if frame.frame else 0
    words = _("The frame, version {n} ({date})")
    return words.format(n=number, date=date_words(frame.date))


def begin_with_frame(frame: Note) -> str:
    """Asks whether a new version begins with the texts of the one in force."""
    number = frame.frame.version if frame.frame else 0
    return _("There is a frame, version {n}. Will you begin with it?").format(n=number)


# What was left open

TAKE_OVER: Final = N_(
    "This session lies in the archive, where an earlier version of the program kept it. "
    "It may be open on somebody else's machine. Take it over? From then on it is on this "
    "machine alone, until it is closed."
)
GO_ON: Final = N_("Go on with it, and close it")
DESTROY: Final = N_("Destroy it")
DESTROY_FOR_GOOD: Final = N_("Destroy the session for good? It cannot be undone.")
NOT_COUNTED: Final = N_("The time away is not counted.")


def begin_unsaved(why: Refused) -> str:
    """Asks whether to begin although the archive cannot be written to now."""
    return _(
        "The archive cannot be written to, so this session could not be saved there when "
        "it is closed: {why} Begin all the same? Closing it tries again."
    ).format(why=refusal_words(why))


def close_or_destroy(old: LeftOpen) -> str:
    """Asks what to do with a session that was left open for long."""
    return _(
        "This session has been open since {since}. On {until} it is destroyed. Close it, or "
        "destroy it now?"
    ).format(since=date_words(old.since), until=date_words(old.until))
