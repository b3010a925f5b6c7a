"""A session on screen, from the form before it to its close."""
