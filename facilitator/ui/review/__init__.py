"""The review: a team's patterns over time, as pictures."""
