"""The search index over a pack's phrasings and paragraphs, and the models trained on it."""
