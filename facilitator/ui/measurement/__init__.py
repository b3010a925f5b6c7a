"""A measurement on screen: opening, answering, result, trend."""
