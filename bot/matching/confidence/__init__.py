"""Confidence: from evidence to a calibrated probability, and the thresholds for deciding."""
