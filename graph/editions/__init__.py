"""Editions of a plan: which is later, and which asks of one go on in the other."""
