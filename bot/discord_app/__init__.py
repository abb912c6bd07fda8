"""The bot in Discord: commands, messages, components, rendering and the connection.

Nothing outside this package imports discord.
"""
