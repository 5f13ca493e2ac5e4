"""Rater practice: rounds of exemplar answers, what meets the standard, and who has practised."""
