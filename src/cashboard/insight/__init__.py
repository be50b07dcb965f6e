"""Insight: what the log tells about times, money and the future."""
