"""Sentences: told apart, cut into words in their places, and into the clauses that ask and that set the scene."""
