"""Numerics on numpy arrays: sparse rows, softmax and logistic regression, hashed vocabularies."""
