"""A guide (forløb): its format, its rules, and its plan."""
