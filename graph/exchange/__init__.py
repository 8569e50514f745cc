"""The graph for other tools: one module for each format, each with a way back to the same graph.

A format that is one file has `pieces(graph)`, its text piece by piece, and `read(text)`. A format that is a folder has
`files(graph)`, names with the pieces of each, and `read(files)`, of texts by name. The same graph gives the same text.
"""
