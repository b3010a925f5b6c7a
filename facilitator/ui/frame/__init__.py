"""The door Ramme: the frame in force, how it came to be, and a new version of it."""
