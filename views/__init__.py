"""What people and other programs meet: the command line, tables and the explorer page."""
