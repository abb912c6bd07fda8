"""Slash commands and message menus, one module each."""
