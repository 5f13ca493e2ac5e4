"""Arithmetic on human ratings and human-set weights: numbers in, numbers out."""
