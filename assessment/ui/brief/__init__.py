"""The role brief page: scope, weights and the draft of a brief."""
