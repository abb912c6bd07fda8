"""Importers: FAQs as other tools keep them, read into one intermediate model, and merged into a pack."""
