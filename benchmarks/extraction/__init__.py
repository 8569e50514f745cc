"""How accurately plans are read: plans of our own with gold, a scorer, and two peers on the same plans."""
