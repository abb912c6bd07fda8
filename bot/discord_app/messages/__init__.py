"""Messages in channels: mentions, open channels, edits and deletions."""
