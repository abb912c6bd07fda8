"""Reading on: bookmarks, where a member stopped."""
