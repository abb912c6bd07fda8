"""The edition of the pack in use: its engine, kept on disk, and its replacement when the pack is read again."""
