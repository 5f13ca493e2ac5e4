"""Settings: where the data is, back-ups, theme, practice and keys, on one page."""
