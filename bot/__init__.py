"""Footnote: a Discord bot that answers questions about a library of articles and says nothing it cannot cite."""

__version__ = "0.2.0"
"""The version, which stands here only; what is built, and `--version`, read it."""
