"""What a viewer may see: ratings, scorecards, comparisons, debriefs, exports."""
