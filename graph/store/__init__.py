"""Where a graph is kept: one interface, two engines."""
