"""Customers, invoices and their money."""
