"""Metrics and health of a running bot, for Prometheus and for whatever restarts processes."""
