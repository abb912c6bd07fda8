"""Readers of the formats in which FAQs are kept elsewhere."""
