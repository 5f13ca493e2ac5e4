"""Client pack: typed texts are reviewed one by one, then the files for a client are made."""
