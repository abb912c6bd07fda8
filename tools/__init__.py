"""Tools of development: installing, locking, and checking what is locked."""
