"""Measurements on disk: their notes, their answers while open, and answers from CSV."""
