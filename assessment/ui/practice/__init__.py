"""The practice page: written answers are rated, then compared with the key."""
