"""The ports to the database, and the rules for text that goes into it."""
