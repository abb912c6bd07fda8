"""Use case layer: answering a question, when to speak, and the memory of a conversation."""
