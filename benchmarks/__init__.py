"""Measurements beside what a user would pick instead, each in one run, printed as a table."""
