"""Settings: where the data is, backups, theme, practice and keys, on one page."""
