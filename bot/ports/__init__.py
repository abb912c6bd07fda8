"""Ports: the models and protocols that stores implement for the use cases."""
