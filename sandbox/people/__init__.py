"""The side of the people: what a page may ask and do for somebody, and what it is told."""
