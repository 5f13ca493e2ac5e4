"""The debrief page: where raters differ, the discussion and the final decision."""
