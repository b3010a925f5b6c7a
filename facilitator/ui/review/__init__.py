"""The look back: a team's patterns over time."""
