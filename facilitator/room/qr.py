"""QR codes of an address, a wireless network or a key, as half blocks for a terminal and as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno
from segno.helpers import make_wifi

if TYPE_CHECKING:
    from segno import QRCode

QUIET: Final = 4
"""Modules left light around a code, as the standard has it."""


def address_code(url: str) -> QRCode:
    """A code of an address that may be written in capitals: with a numeric host, 33 modules wide.

    Capitals and digits take less room than letters of both kinds.
    """
    return segno.make_qr(url.upper(), error="m", boost_error=False)


def key_code(key: str) -> QRCode:
    """A code of a key as it is typed; in capitals it takes less room."""
    return segno.make_qr(key, error="m")


def wifi_code(name: str, password: str) -> QRCode:
    """By which a phone joins a wireless network; without a password an open one."""
    security = "WPA" if password else None
    return make_wifi(ssid=name, password=password or None, security=security)


def half_blocks(code: QRCode) -> list[str]:
    """Rows of half blocks, two modules high, to be drawn black on white."""
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    signs = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    return [
        "".join(signs[bool(above), bool(below)] for above, below in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


def svg(code: QRCode, words: str) -> str:
    """As a picture in a page; `words` are for whoever does not see it."""
    return code.svg_inline(border=QUIET, omitsize=True, title=words, light="#fff")
