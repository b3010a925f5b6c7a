"""What is said before a room is opened, whatever it is said on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_
from facilitator.words import _

if TYPE_CHECKING:
    from facilitator.room.network import Network

QUESTION: Final = N_("Let the room take part?")
ABOUT: Final = N_(
    "Whoever is in the same network can then reach this machine at one address: the wall in a "
    "browser, for whoever has its address; for whoever has the code, the answering of a "
    "measurement, and keywords or votes where the phase says so. Nothing else, no account, no "
    "internet."
)
WAS_OPEN: Final = N_(
    "The room was open at {address} when the program ended. Opened there again, phones find it, "
    "and send what they have not been told is kept."
)
COUNT_FEW: Final = N_(
    "Not all votes from phones are counted yet. Where they are counted few at a time, whose they "
    "are can perhaps be told. Count them now?"
)


def network_words(network: Network) -> str:
    """The answer that opens the room in that network."""
    if network.is_own:
        return _("Yes, on this machine alone: the wall in its browser")
    return _("Yes, at {address} ({name})").format(address=network.address, name=network.name)
