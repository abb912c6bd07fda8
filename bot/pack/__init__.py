"""The pack: models of its files, reading, and every check that it passes before the bot answers from it."""
