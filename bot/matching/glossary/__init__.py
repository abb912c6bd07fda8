"""Glossary search: terms by name, prefix, pinyin and likeness, and the terms that a text mentions."""
