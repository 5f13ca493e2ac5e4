"""One repository per aggregate: rows to frozen values and back, both ways in one file."""
