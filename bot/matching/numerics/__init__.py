"""Numerics on numpy arrays: sparse rows, discriminant analysis, softmax and logistic regression, hashed vocabularies."""
