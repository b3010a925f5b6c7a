"""The networks a room can be opened in, and the texts that ask whether to open it."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address
from typing import Final, NamedTuple

import ifaddr

from facilitator.core.errors import N_
from facilitator.words import _

LOOPBACK: Final = "127.0.0.1"
_VIRTUAL: Final = (
    "docker",
    "veth",
    "br-",
    "virbr",
    "vmnet",
    "vbox",
    "vethernet",
    "tun",
    "tap",
    "wg",
)
_TEST_NET: Final = "192.0.2.1"
"""An address of nobody (RFC 5737): a route to it is looked up, and nothing is sent."""


class Network(NamedTuple):
    """A network of this machine."""

    name: str
    """What the system calls its interface."""
    address: str

    @property
    def is_own(self) -> bool:
        """Whether it is this machine alone (loopback)."""
        return self.address == LOOPBACK


def networks() -> tuple[Network, ...]:
    """The networks a room can be opened in; this machine alone comes last."""
    outward = _outward()
    usable = [
        Network(adapter.nice_name, str(ip.ip))
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4 and _is_usable(str(ip.ip))
    ]
    usable.sort(key=lambda network: (network.address != outward, _is_virtual(network.name)))
    return (*usable, Network("", LOOPBACK))


def _is_usable(address: str) -> bool:
    ip = IPv4Address(address)
    return not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def _is_virtual(name: str) -> bool:
    return name.lower().startswith(_VIRTUAL)


def _outward() -> str | None:
    """The address this machine uses to reach others; None where it is offline."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_TEST_NET, 9))
        return str(probe.getsockname()[0])
    return None


QUESTION: Final = N_("Let the room take part?")
ABOUT: Final = N_(
    "Whoever is in the same network can then reach this machine at one address: the wall in a "
    "browser, for whoever has its address; for whoever has the code, the answering of a "
    "measurement, and keywords or votes where the phase says so. Nothing else, no account, no "
    "internet."
)
WAS_OPEN: Final = N_(
    "The room was open at {address} when the program ended. If it is opened there again, "
    "phones find it by themselves, and send again what nobody has confirmed."
)
GO_BACK: Final = N_("No, go back")
WALL_AT: Final = N_("The wall is at {address}")
OTHER_WORDS: Final = N_("Other words")
NOBODY_ANY_MORE: Final = N_("Nobody takes part by phone any more.")
SOMEBODY_IN: Final = N_("Somebody is in.")
NOBODY_YET: Final = N_("Nobody is in yet.")
COUNT_FEW: Final = N_(
    "Not all votes from phones are counted yet. Where they are counted few at a time, whose they "
    "are can perhaps be told. Count them now?"
)


def network_words(network: Network) -> str:
    """The label of the choice to open the room in that network."""
    if network.is_own:
        return _("Yes, on this machine alone: the wall in its browser")
    return _("Yes, at {address} ({name})").format(address=network.address, name=network.name)
