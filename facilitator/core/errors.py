"""Refusals, which are translated only where somebody reads them, and the languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["da", "en"]
"""A language that there are texts in."""


def N_(text: str) -> str:  # noqa: N802 gettext's own name for it
    """Mark `text` for the catalogues without translating it here."""
    return text


class Typed(NamedTuple):
    """A command in a message, to be typed by the user as they started the program."""

    words: tuple[str, ...]
    """After the program's own name."""

    def __str__(self) -> str:
        return " ".join(("facilitator", *self.words))


class Refused(Exception):  # noqa: N818 a refusal is an answer, not an error
    """What was asked for is not allowed, and nothing has changed.

    `msgid` is an English sentence marked with N_, `params` fills its `{fields}`.
    """

    msgid: Final[str]
    params: Final[Mapping[str, object]]

    def __init__(self, msgid: str, /, **params: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.params = MappingProxyType(params)

    def __str__(self) -> str:
        return self.msgid.format(**self.params)
