"""Footnote: a Discord bot that answers questions about a library of articles and says nothing it cannot cite."""
