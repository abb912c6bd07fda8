"""The bot in Discord: one file for each feature, one for drawing, one for errors, one for risky calls.

Nothing outside this package imports discord.
"""
