"""How sure an assessment is: estimates beside the rubric score, from numbers to numbers."""
