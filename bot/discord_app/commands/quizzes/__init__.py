"""The quiz: played by one member, in a channel, and what was missed once more."""
