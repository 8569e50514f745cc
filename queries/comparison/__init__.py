"""Two plans, or two editions of one plan, side by side."""
