"""A session: its state, its events, and what each event does."""
