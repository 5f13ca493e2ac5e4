"""Placement boards: starting one, recording its moves, following its progress."""
