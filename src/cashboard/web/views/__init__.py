"""A view loads, calls one verb, and renders."""
