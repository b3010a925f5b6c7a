"""Leading a session on whatever it is shown: state, questions and texts, without any screen."""
