"""The pack: what its files mean, how they are read, and everything that is checked before the bot answers from them."""
