"""How much of the weight has to be assessed before a score counts."""

COVERAGE_FLOOR = 0.75
"""Below this share of assessed weight a score is provisional: product rules, section 4.1."""
