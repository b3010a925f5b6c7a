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

    from starlette.requests import Request

FONT: Final = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
"""The file of the typeface, as the wall's style names it; its licence lies beside it."""


@cache
def _text_of(name: str) -> str:
    return (files("facilitator.room") / "pages" / name).read_text(encoding="utf-8")


def page(
    title: str,
    body: str,
    *,
    language: str,
    style: str,
    scripts: tuple[str, ...],
    data: Mapping[str, object],
    head: str = "",
) -> HTMLResponse:
    """A page with the HTML `body`, and the files `style` and `scripts` inlined.

    `data` is JSON for the scripts. The policy allows exactly these texts, our fonts, and requests
    to ourselves.
    """
    css, code = _text_of(style), [_text_of(name) for name in scripts]
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{css}</style>{head}</head><body>{body}",
        f'<script type="application/json" id="data">{text}</script>',
        *(f"<script>{script}</script>" for script in code),
        "</body></html>",
    ]
    policy = [
        "default-src 'none'",
        f"style-src {_hash(css)}",
        f"script-src {' '.join(map(_hash, code))}",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    headers = {"content-security-policy": "; ".join(policy)}
    return HTMLResponse("".join(parts), headers=headers)


async def font(_request: Request) -> Response:
    """The typeface."""
    data = (files("facilitator.lettering") / FONT).read_bytes()
    return Response(data, media_type="font/woff2")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
