"""What is filled in before a session is refused where no session can be like that."""

from __future__ import annotations

import pytest

from facilitator.conducting.setup import refusals, refusals_while_running
from facilitator.core.session.opening import SessionSetup
from tests.core.builders import NOON, begun, supervision

ROLES = {"supervisee": "Mette", "supervisor": "Jonas"}


def setup(**roles: str) -> SessionSetup:
    return SessionSetup(supervision(), "Nord", ("Mette", "Jonas", "Bo"), tuple(roles.items()))


@pytest.mark.parametrize(
    "roles",
    [
        {"supervisee": "Jonas", "supervisor": "Mette"},
        {"supervisor": "Mette"},
        {"supervisee": "Jonas"},
        {"supervisor": "Mette", "supervisee": "Bo"},
        {},
    ],
)
def test_roles_that_were_somebody_elses_are_free_for_those_who_get_them(
    roles: dict[str, str],
) -> None:
    running = begun(supervision(), "Mette", "Jonas", "Bo", roles=ROLES)

    assert refusals_while_running(running, setup(**roles), NOON) == {}
    assert refusals(setup(**roles)) == {}


def test_two_roles_that_exclude_each_other_are_refused_at_the_second() -> None:
    running = begun(supervision(), "Mette", "Jonas", "Bo", roles=ROLES)
    both = setup(supervisee="Bo", supervisor="Bo")

    assert list(refusals_while_running(running, both, NOON)) == ["role-supervisor"]
    assert list(refusals(both)) == ["role-supervisor"]
