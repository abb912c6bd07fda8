"""Parsers of what people type as a time: times of day, weekdays, time zones."""
