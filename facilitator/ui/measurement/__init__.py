"""Measurements on screen: opening, answering, result, trend."""
