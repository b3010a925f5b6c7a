"""What an archive.toml says: the archive's name and words, how long things are kept, its limits."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facilitator.core.errors import N_
from facilitator.core.guide.vocabulary import Vocabulary
from facilitator.core.record import OneLine  # noqa: TC001 pydantic reads it
from facilitator.core.retention import LeftOpenDays, Retention
from facilitator.store.settings import FileSettings
from facilitator.words import _


class ArchiveSettings(FileSettings):
    """The settings that all who use an archive share."""

    GUARDS: ClassVar = {
        "remember_order": N_(
            "{place}: {why} Until that is mended, no order of names is remembered."
        ),
        "responses_at_least": N_(
            "{place}: {why} Until that is mended, no result is shown and no measurement is closed."
        ),
        "retention_months": N_(
            "{place}: {why} Until that is mended, nothing is deleted for its age."
        ),
        "left_open_days": N_(
            "{place}: {why} Until that is mended, nothing that was left open is destroyed."
        ),
    }
    schema_: Literal[1] = Field(default=1, alias="schema")
    name: OneLine = ""
    citizen: Vocabulary = Vocabulary.CITIZEN
    """What those are called whom the work is for."""
    remember_order: Annotated[bool, Field(strict=True)] = False
    """Whether the order of names of last time is offered. It never lies in the archive."""
    responses_at_least: Annotated[int, Field(ge=5, le=100, strict=True)] = 5
    """No result of a measurement is shown with fewer responses (measurement.md)."""
    retention_months: Retention = Retention()
    left_open_days: LeftOpenDays = LeftOpenDays()
    """How long what was left open waits on the machine it is on (privacy.md P15)."""


def first_text() -> str:
    """A new archive.toml: every key with its default and what it means, in the language in use."""
    settings, months, days = ArchiveSettings(), Retention(), LeftOpenDays()
    keys = (
        ("schema", 1, _("The version of this file's format. Leave it as it is.")),
        ("name", '""', _("The name of the archive, as it is shown.")),
        (
            "citizen",
            f'"{settings.citizen}"',
            _('Those you work for: "borger", "beboer", "barn", "bruger" or "patient".'),
        ),
        (
            "remember_order",
            "false",
            _("Whether the names of last time are offered. They are never kept in the archive."),
        ),
        (
            "responses_at_least",
            settings.responses_at_least,
            _("No result of a measurement is shown with fewer responses. 5 or more."),
        ),
    )
    kept = (
        ("keywords", months.keywords, _("Keywords from check-outs and reflections.")),
        ("learning_points", months.learning_points, _("Learning points.")),
        ("commitments", months.commitments, _("Commitments, counted from when they ended.")),
        ("aggregates", months.aggregates, _("Results of measurements.")),
    )
    left_open = (
        ("sessions_offered", days.sessions_offered, _("A session: to be closed or destroyed.")),
        ("sessions_destroyed", days.sessions_destroyed, _("A session is destroyed.")),
        ("answers_offered", days.answers_offered, _("Answers of a measurement: the same.")),
        ("answers_destroyed", days.answers_destroyed, _("The answers are destroyed.")),
    )
    tables = (
        (
            "retention_months",
            _("How many months things are kept before their deletion is offered."),
            kept,
        ),
        (
            "left_open_days",
            _("How many days what was left open waits before its end is offered, and comes."),
            left_open,
        ),
    )
    paragraphs = [f"# {comment}\n{key} = {value}\n" for key, value, comment in keys]
    for name, comment, rows in tables:
        lines = (f"{key} = {value} # {meaning}\n" for key, value, meaning in rows)
        paragraphs.append(f"# {comment}\n[{name}]\n{''.join(lines)}")
    return "\n".join(paragraphs)
