"""Output of the command line: rich text for people, JSON for programs."""
