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
    """A QR code of an address in capitals: 33 modules wide for a numeric host.

    Capitals and digits need less room than mixed case.
    """
    return segno.make_qr(url.upper(), error="m", boost_error=False)


def key_code(key: str) -> QRCode:
    """A QR code of a key as it is typed; in capitals it needs less room."""
    return segno.make_qr(key, error="m")


def wifi_code(name: str, password: str) -> QRCode:
    """A QR code that joins a wireless network; an open one without a password."""
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
    """The code as SVG; `words` describe it for those who do not see it."""
    return code.svg_inline(border=QUIET, omitsize=True, title=words, light="#fff")
