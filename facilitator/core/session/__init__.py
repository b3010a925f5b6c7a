"""A session: its state, its events, and their effects."""
