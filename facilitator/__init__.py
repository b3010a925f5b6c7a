"""Conducts conversations about psychological safety in a terminal, and keeps notes of them."""

from __future__ import annotations

__version__ = "0.1.0"
