"""Interview kits: drafting, locking, equivalent kits, and question exposure."""
