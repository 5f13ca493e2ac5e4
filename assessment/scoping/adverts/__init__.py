"""An advert as text: what it asks for, with the words that say so."""
