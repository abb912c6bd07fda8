"""Use cases: what the bot does with a question, apart from where it was asked. Nothing here knows Discord."""
