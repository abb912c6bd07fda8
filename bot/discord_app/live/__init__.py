"""Live check: a rehearsal of everything the bot sends, on a test server of the real Discord (`python -m bot live`)."""
