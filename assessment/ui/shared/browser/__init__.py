"""What every component stands on: its loader and modules, the page around it, its elements."""
