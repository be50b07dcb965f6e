"""Customers: who buys and pays."""
