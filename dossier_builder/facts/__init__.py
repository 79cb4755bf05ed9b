"""TODO place on the line."""
