"""Rows of the register of languages, one file a family."""
