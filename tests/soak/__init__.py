"""The post of the day in real processes that are killed at random: `make soak`, or `python -m tests.soak`."""
