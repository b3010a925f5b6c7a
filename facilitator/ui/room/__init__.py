"""How the room takes part, on screen: a QR code, the address in words, the code."""
