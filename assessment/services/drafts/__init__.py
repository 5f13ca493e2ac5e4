"""Input that was typed and not saved yet."""
