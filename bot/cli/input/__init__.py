"""Input of the commands: parsers of paths, and batches of questions."""
