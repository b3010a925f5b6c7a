"""Text that people type: made safe, compared and understood."""
