"""Spaced repetition for members who opt in: what was missed in the quiz, and when it comes back."""
