"""From notes to text for others to read. Nothing here touches the disk."""
