"""The model of the program, without disk, screen or clock, so that all of it can be tested."""
