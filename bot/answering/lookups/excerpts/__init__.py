"""Parts of what the pack says: sentences of the articles that serve a move, and short versions of answers."""
