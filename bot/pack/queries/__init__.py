"""Queries over a loaded pack: passages around a citation, browsing, a quote to show, coverage, counts."""
