"""A screen a file, each showing one thing to do."""
