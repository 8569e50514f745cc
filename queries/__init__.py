"""Questions about the graph, each a record with a tested answer."""
