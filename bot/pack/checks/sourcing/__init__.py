"""Checks of what a pack says against what it cites: citations, claims, marks, translations."""
