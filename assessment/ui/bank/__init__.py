"""The question bank page: coverage, search, questions, cards, checks, own questions."""
