"""Cashboard: order-to-cash work on one log."""
