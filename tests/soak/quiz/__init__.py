"""Rounds of the quiz, reviews and bookmarks under kills."""
