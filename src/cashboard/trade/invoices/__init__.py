"""Invoices: what is owed, since when and until when."""
