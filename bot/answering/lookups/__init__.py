"""Look-ups: moves and requests answered from the pack's own data."""
