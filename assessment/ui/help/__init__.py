"""Help: the words that the screens use, and what to do when something fails."""
