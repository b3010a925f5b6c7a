"""The user's settings, changed in the program and remembered."""
