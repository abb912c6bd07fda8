"""Numerics on numpy arrays: sparse rows, discriminant analysis, regressions, hashed vocabularies."""
