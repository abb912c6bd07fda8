"""Reading the files of a pack: YAML and Markdown with line numbers, into a draft."""
