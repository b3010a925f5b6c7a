"""What a session is.

This room has no disk, no screen and no clock, so that all of it can be tested, and trusted,
without them.
"""
