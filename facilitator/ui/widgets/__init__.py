"""A widget a file, each showing one part of a session."""
