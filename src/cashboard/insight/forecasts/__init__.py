"""Forecasts on small arrays: when an invoice will be paid, what comes in per week, and how often that was
right."""
