"""The scorecard page: one rater's scores, evidence and amendments."""
