"""What is asked before a session is begun, or gone on with after it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.words import _, date_words, said

if TYPE_CHECKING:
    from facilitator.core.errors import Refused
    from facilitator.store.left_open import LeftOpen

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
    """Whether to begin though the archive cannot take the note as it is now."""
    return _(
        "The archive cannot be written to, so this session could not be saved there when "
        "it is closed: {why} Begin all the same? Closing it tries again."
    ).format(why=said(why))


def close_or_destroy(old: LeftOpen) -> str:
    """What is to become of a session that was left open for long."""
    return _(
        "This session has been open since {since}. On {until} it is destroyed. Close it, or "
        "destroy it now?"
    ).format(since=date_words(old.since), until=date_words(old.until))


def destroyed(old: LeftOpen) -> str:
    """Destroy it; gives what came of that."""
    from facilitator.conducting.closing import NOTHING_KEPT
    from facilitator.store.state import destroy_state

    if destroy_state(old.state.path):
        return _(NOTHING_KEPT)
    return _("The session could not be destroyed: it may be open in another window.")
