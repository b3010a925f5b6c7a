"""What leading a session takes on whatever it is shown: it knows no screen and no Textual."""
