"""Upkeep of a database by whoever runs the bot: looking at it, keeping a copy, noticing that its file was changed."""
