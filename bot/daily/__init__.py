"""The post of the day as a domain: scheduling, rotation, and delivery exactly once."""
