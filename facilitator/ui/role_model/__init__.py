"""Rollemodel: the leader's own reflections, seen by the leader alone."""
