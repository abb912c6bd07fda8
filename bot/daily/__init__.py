"""The quote of the day: when it is due, which it is, and delivering it exactly once."""
