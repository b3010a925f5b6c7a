"""Whether a store keeps what a shared archive rests on: tried, before it is trusted.

Some stores take a write under a condition and forget the condition: two people's changes would
write over each other in silence. Some keep what is deleted, against what retention promises.
"""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from facilitator.core.errors import N_, Refused
from facilitator.store.files import Overtaken
from facilitator.store.shared.place import Gone, Taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.store.shared.place import ObjectPlace

_FOLDER: Final = "proof"


class NotProven(Refused):
    """The store does not keep what it would have to. Nothing of ours is left in it."""


def prove(place: ObjectPlace) -> bool:
    """Try everything that is asked of a store, with an object of a name of its own.

    Gives whether what is deleted is deleted; where it is not, versions are kept, and whoever
    connects has to accept that. Raises NotProven, Unreachable and Forbidden.
    """
    name = f"{_FOLDER}/{token_hex(8)}"
    try:
        first = place.create(name, b"1")
        _refused(lambda: place.create(name, b"2"), _CREATES_TWICE)
        _is(place, name, b"1", _CREATES_TWICE)
        second = place.replace(name, b"3", first)
        if second == first:
            raise NotProven(N_("The store gives two versions of an object one tag."))
        _refused(lambda: place.replace(name, b"4", first), _REPLACES_ANYTHING)
        _is(place, name, b"3", _REPLACES_ANYTHING)
        if [item.name for item in place.names(_FOLDER, name[:-1])][:1] != [name]:
            raise NotProven(N_("The store does not list what was just written."))
        place.delete(name)
        with suppress(Gone):
            place.read(name)
            raise NotProven(N_("The store does not delete what it is told to delete."))
        _refused(lambda: place.replace(name, b"5", second), _REPLACES_ANYTHING)
        return not (place.is_kept(name, first) or place.is_kept(name, second))
    finally:
        with suppress(Refused):
            place.delete(name)


_CREATES_TWICE: Final = N_(
    "The store writes over what is there already, although it was told not to. Two people's notes "
    "could be lost in each other: this store cannot be used."
)
_REPLACES_ANYTHING: Final = N_(
    "The store replaces what somebody else has changed meanwhile, although it was told not to. "
    "Changes could be lost: this store cannot be used."
)


def _refused(write: Callable[[], str], why: str) -> None:
    try:
        write()
    except (Taken, Overtaken):
        return
    raise NotProven(why)


def _is(place: ObjectPlace, name: str, data: bytes, why: str) -> None:
    if place.read(name).data != data:
        raise NotProven(why)
