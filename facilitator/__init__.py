"""Conducts talks about psychological safety in a terminal, and keeps the notes of them."""

__version__ = "0.1.0"
