"""What the use cases need from outside: the models and protocols that a store implements."""
