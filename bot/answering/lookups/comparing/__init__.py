"""Comparison of two articles or two people on a subject, side by side, from the pack's data alone."""
