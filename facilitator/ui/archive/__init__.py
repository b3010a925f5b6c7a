"""The archive on screen: search, read, export, delete, and what is due for deletion."""
