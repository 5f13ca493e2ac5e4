"""The compare page: the shortlist, its score table, heat maps and exports."""
