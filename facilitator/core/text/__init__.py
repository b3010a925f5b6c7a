"""What people type, made safe and understood."""
