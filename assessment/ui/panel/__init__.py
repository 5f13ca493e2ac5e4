"""The panel page: how interviewers use the scale."""
