"""The demo without its page."""
