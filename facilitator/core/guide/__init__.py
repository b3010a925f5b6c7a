"""A guide (forløb): what it may say, whether it is right, and how it unfolds."""
