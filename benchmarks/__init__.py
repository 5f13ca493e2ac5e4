"""Measurements with commands of their own: they print ratios, and never fail on a clock."""
