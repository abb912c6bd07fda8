"""Truthful misses: what is said where nothing answers, and what the library has been looked through for."""
