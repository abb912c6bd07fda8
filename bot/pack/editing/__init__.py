"""Editing a pack's YAML files in place: only the lines that change are touched, so comments and order stay."""
