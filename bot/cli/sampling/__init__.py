"""Commands that draw from the pack by chance, or by a seed: `quote` and `quiz`."""
