"""A shortlist under several weight profiles: what the numbers say, and no further."""
