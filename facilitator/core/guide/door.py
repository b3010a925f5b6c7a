"""The doors of the home screen: known before any guide is read, so no model is loaded for them."""

from __future__ import annotations

from enum import StrEnum


class Door(StrEnum):
    """The door on the home screen behind which a guide is found (practices.md 10)."""

    MEASURE = "measure"
    REFLECT = "reflect"
    ROLE_MODEL = "role_model"
    SUPERVISION = "supervision"
    FRAME = "frame"
    FOLLOW_UP = "follow_up"
