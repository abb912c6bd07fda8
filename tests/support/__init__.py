"""Helpers that tests share: what stands in for the outside world. See README.md."""
