"""The quiz: played by one member, its cards."""
