"""The quote of the day as a domain: scheduling, rotation, and delivery exactly once."""
