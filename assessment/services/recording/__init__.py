"""What live pages send: a rater's events, added questions and amendments."""
