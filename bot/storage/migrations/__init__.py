"""Migrations: the steps from an empty database to the schema in `tables.py`, down as well as up (Alembic)."""
