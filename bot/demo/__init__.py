"""The demo: the real bot on a Discord of its own, with a page to try it in."""
