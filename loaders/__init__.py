"""From a published document to a graph: readers, and the understanding of what they read."""
