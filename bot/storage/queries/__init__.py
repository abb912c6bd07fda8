"""Queries: rows in, models out, and back; each in a transaction that is given."""
