"""A measurement: items, formulas, limits of anonymity, and what may be shown."""
