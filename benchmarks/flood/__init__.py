"""A flood: a thousand servers that all talk at once, and what becomes of whoever uses the bot meanwhile."""
