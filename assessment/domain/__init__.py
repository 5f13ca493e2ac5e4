"""The nouns of hiring: frozen values without input or output, clock or chance."""
