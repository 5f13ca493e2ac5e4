"""Help: the words that the screens use, how numbers come about, and what to do when something fails."""
