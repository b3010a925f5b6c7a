"""The program on plain lines: for screen readers, braille displays and dumb terminals.

Lines are only ever added, each begins with its kind, and nothing is written unasked.
"""
