"""The disk: notes, guides, settings and archives. Nothing else reads or writes files."""

from __future__ import annotations
