"""The curator's loop: what waits to be looked at, and the changes that are made to the pack for it."""
