"""What the commands are given: paths, and batches of questions."""
