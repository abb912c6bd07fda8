"""The steps from an empty database to the schema in `tables.py`; Alembic runs them in order, down as well as up."""
