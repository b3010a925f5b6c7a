"""The only room that touches the disk: notes, guides, settings and the archive they lie in."""

from __future__ import annotations
