"""The placement exercise: the candidate's board and its results."""
