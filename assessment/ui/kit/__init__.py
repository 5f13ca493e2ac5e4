"""The kit page: drafts, locked kits, their coverage and their exercise."""
