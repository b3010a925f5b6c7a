"""The room: a wall in a browser, and answers, words and votes from phones on the same network.

It is loaded when a room is opened, and knows no screen.
"""
