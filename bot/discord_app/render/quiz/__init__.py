"""Renderers of the quiz: alone, as a round in a channel, and as a review."""
