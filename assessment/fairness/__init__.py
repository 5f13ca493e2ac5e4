"""What a selection does to groups of people, and whether a question is harder for one of them."""
