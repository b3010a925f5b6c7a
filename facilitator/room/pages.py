"""The HTML pages of the room, each with a content security policy for its own scripts alone."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, Response

if TYPE_CHECKING:
    from collections.abc import Mapping


LETTERING: Final = "facilitator.lettering"
FONTS: Final = frozenset({"atkinson-hyperlegible-next-latin-wght-normal.woff2"})
"""The files of the typeface that may be asked for; its licence lies beside them."""


@cache
def data_of(name: str) -> bytes:
    """The bytes of a page file. Raises FileNotFoundError."""
    return (files("facilitator.room") / "pages" / name).read_bytes()


def text_of(name: str) -> str:
    """The text of a page file. Raises FileNotFoundError."""
    return data_of(name).decode()


def page(
    title: str,
    body: str,
    *,
    language: str,
    style: str,
    scripts: tuple[str, ...] = (),
    data: Mapping[str, object] | None = None,
    head: str = "",
    status: int = 200,
) -> HTMLResponse:
    """A page with the HTML `body`, and the files `style` and `scripts` inlined.

    `data` is JSON for the scripts. The policy allows exactly these texts, our fonts, and requests
    to ourselves.
    """
    css, code = text_of(style), [text_of(name) for name in scripts]
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{css}</style>{head}</head><body>{body}",
    ]
    if data is not None:
        text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        parts.append(f'<script type="application/json" id="data">{text}</script>')
    parts += [f"<script>{text}</script>" for text in code]
    policy = [
        "default-src 'none'",
        f"style-src {_hash(css)}",
        f"script-src {' '.join(map(_hash, code)) or repr('none')}",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    headers = {"content-security-policy": "; ".join(policy)}
    return HTMLResponse("".join([*parts, "</body></html>"]), status, headers)


def font(name: str) -> Response:
    """A font file, one of FONTS."""
    data = (files(LETTERING) / name).read_bytes()
    return Response(data, media_type="font/woff2")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
