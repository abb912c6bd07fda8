"""Presses under an answer: its passages, its votes, and the private menu of what else can be done with it."""
