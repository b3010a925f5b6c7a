"""Notes as text for others to read. Nothing here touches the disk."""
