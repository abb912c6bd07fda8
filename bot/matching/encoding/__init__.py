"""Texts as vectors: the sentence encoder, and vectors kept by the hash of their text."""
