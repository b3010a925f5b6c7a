"""What the wall shows of a session, as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.core.session.stage import StageView


def wall_html(view: StageView) -> str:
    """The session as the room sees it."""
    prompt, *below = (view.title,) if view.opening or view.closing else view.prompts
    parts = [
        f"<header><span>{escape(view.team)}</span><span>{escape(view.phase)}</span></header>",
        f'<h1 class="prompt">{escape(prompt)}</h1>',
        *(f'<p class="below">{escape(text)}</p>' for text in below),
    ]
    for question in view.questions:
        entries = "".join(f"<li>{escape(keyword.text)}</li>" for keyword in question.keywords)
        parts.append(f"<section><h2>{escape(question.text)}</h2><ul>{entries}</ul></section>")
    return "\n".join(parts)
