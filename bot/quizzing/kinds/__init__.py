"""Kinds of question, one module each: what it can be asked about, and how it is drafted."""
