"""The screens: they show a session and send it events, and hold no rules of their own."""
