"""Planted differences: a human translation is damaged in known ways, and what is caught is counted."""
