"""The address of a window: what it holds, widgets that keep their choice in it, and links."""
