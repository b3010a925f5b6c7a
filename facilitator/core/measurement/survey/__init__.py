"""Answers out of the table that a survey tool exports: which columns, which rows, which points."""
