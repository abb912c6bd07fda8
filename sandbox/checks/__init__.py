"""Validation of request bodies as Discord does it; every check fills in the defaults that Discord fills in."""
