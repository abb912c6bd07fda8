"""The gateway: the one connection over which the bot is told what happens."""
