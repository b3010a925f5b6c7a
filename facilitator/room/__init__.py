"""The room takes part: a wall in a browser, and answers and words from phones on the same network.

It is loaded when a room is opened, knows the core and asks the store, and knows no screen.
"""
