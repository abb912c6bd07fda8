"""Figures of speed and quality: `python -m benchmarks` runs them all."""
