"""The follow-up: commitments across sessions, and what has become of them."""
