"""Text from people: which spellings are one, and what makes it harmless where it goes."""
