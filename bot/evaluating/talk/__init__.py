"""Labelled conversations held turn by turn, and the figures of following up."""
