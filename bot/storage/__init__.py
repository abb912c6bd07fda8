"""Persistence: one schema on SQLite or PostgreSQL, its migrations, and the stores behind the ports."""
